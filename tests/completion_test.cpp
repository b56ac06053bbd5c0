// SPDX-License-Identifier: Apache-2.0
// Completions in the shells themselves, and the manual page in the formatter that man uses.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;

namespace {

// What a shell command prints, a word on each line, sorted.
std::vector<std::string> words_of(const Folder& f, const std::string& command) {
  const int status = std::system(("cd '" + f.path().string() + "' && PATH='" + fs::path(WMIREACH_BINARY).parent_path().string() + "':$PATH && " + command + " >words 2>errors").c_str());
  INFO(command << "\n" << text_of(f / "errors"));
  CHECK(status == 0);
  CHECK(text_of(f / "errors").empty());
  std::istringstream in(text_of(f / "words"));
  std::vector<std::string> words;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) words.push_back(line.substr(0, line.find('\t')));
  std::ranges::sort(words);
  return words;
}

struct Case {
  std::string typed;  // the last word is the one to complete
  std::vector<std::string> offered;
};

// Worked out from the table of commands in README.md and from --help.
const std::vector<Case> cases{{"wmireach ma", {"manual", "matrix"}},
                              {"wmireach matrix --thr", {"--threads"}},
                              {"wmireach matrix s.json c --nodes ", {"auto", "classes", "zones"}},
                              {"wmireach rules c", {"check", "collector", "coverage"}},
                              {"wmireach rules list --st", {"--stage"}},
                              {"wmireach completion ", {"bash", "fish", "powershell", "zsh"}},
                              {"wmireach check s.json --color a", {"always", "auto"}}};

}  // namespace

TEST_CASE("bash completes commands, options and values") {
  const Folder f;
  REQUIRE(run(f, "completion bash -o c.bash").exit == 0);
  for (const auto& c : cases) {
    std::string words = "(";
    std::istringstream in(c.typed);
    for (std::string w; in >> w;) words += "'" + w + "' ";
    if (c.typed.back() == ' ') words += "''";
    const std::string script = "source ./c.bash; COMP_WORDS=" + words + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _wmireach; printf \"%s\\n\" \"${COMPREPLY[@]}\"";
    f.write("ask.bash", script);
    CHECK(words_of(f, "bash --norc ask.bash") == c.offered);
  }
}

TEST_CASE("fish completes commands, options and values") {
  const Folder f;
  REQUIRE(run(f, "completion fish -o c.fish").exit == 0);
  for (const auto& c : cases) CHECK(words_of(f, "HOME=. fish --no-config -c 'source ./c.fish; complete -C \"" + c.typed + "\"'") == c.offered);
}

TEST_CASE("zsh completes commands, options and values") {
  const Folder f;
  REQUIRE(run(f, "completion zsh -o _wmireach").exit == 0);
  // A terminal of zsh's own: what it would insert is written to a file instead.
  f.write("ask.zsh", R"(zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell 'PS1=; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; compadd() { [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }; local -a hits; builtin compadd -O hits "$@"; print -rl -- $hits >> offered }; touch ready'
while [[ ! -e ready ]]; do sleep 0.1; done
zpty -w -n shell "$1"$'\t'
zpty -w -n shell $'\C-u'
zpty -w shell 'touch done'
for i in {1..100}; do [[ -e done ]] && break; sleep 0.1; done
zpty -d shell
[[ -e offered ]] && sort -u offered
exit 0
)");
  for (const auto& c : cases) {
    for (const char* left : {"ready", "done", "offered"}) fs::remove(f / left);
    CHECK(words_of(f, "HOME=. zsh -f ask.zsh '" + c.typed + "'") == c.offered);
  }
}

TEST_CASE("the PowerShell completion names every command and every option of the table") {
  const Folder f;
  const std::string script = run(f, "completion powershell").out;
  for (const char* part : {"'rules list' = @(", "'matrix --nodes' = @('auto', 'zones', 'classes')", "'--overlay'", "Register-ArgumentCompleter -Native -CommandName wmireach"})
    CHECK(script.find(part) != std::string::npos);
}

TEST_CASE("the manual page has every command, and nothing that its formatter warns of") {
  const Folder f;
  REQUIRE(run(f, "manual -o w.1").exit == 0);
  CHECK(words_of(f, "(groff -man -ww -Tutf8 w.1 > page)").empty());
  const std::string page = text_of(f / "w.1");
  for (const char* part : {".SS matrix\n", ".SS rules list\n", "\\fB\\-\\-alternatives\\fR \\fIN\\fR", ".SH EXIT STATUS"}) CHECK(page.find(part) != std::string::npos);
}
