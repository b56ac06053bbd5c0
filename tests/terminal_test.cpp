// SPDX-License-Identifier: Apache-2.0
// What every command promises of its text: plain, quiet, and as wide as the terminal.
#include <catch2/catch.hpp>
#include <pty.h>

#include <array>
#include <regex>
#include <sstream>

#include "cli/command_line.hpp"
#include "cli/command_words.hpp"
#include "cli/display_width.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach;
using namespace wmireach::tests;

namespace {

// The program on a terminal of this width: what it writes there.
std::string on_terminal(const std::string& arguments, unsigned short columns, const std::string& before = "") {
  winsize size{};
  size.ws_col = columns;
  size.ws_row = 24;
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  REQUIRE(child >= 0);
  if (child == 0) {
    const std::string command = "cd '" + source_dir().string() + "' && unset COLUMNS NO_COLOR; " + before + " exec '" + WMIREACH_BINARY + "' " + arguments;
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t n = 0; (n = read(terminal, buffer.data(), buffer.size())) > 0;) text.append(buffer.data(), static_cast<std::size_t>(n));
  close(terminal);
  waitpid(child, nullptr, 0);
  std::erase(text, '\r');
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string words_of(const std::string& text) {
  std::string out;
  std::istringstream in(text);
  for (std::string word; in >> word;) out += word + " ";
  return out;
}

Result at_root(const std::string& arguments) {
  const Folder f;
  return run(f, arguments, "cd '" + source_dir().string() + "' &&");
}

const std::string wave = "scenarios/topologies/hardening-wave.json", branches = "scenarios/topologies/branch-offices.json";

// One command line for each command that prints text.
const std::vector<std::string> texts{"check " + wave,
                                     "check " + branches,
                                     "explain " + wave + " server-2003",
                                     "test --list-passes --coverage " + wave,
                                     "causes " + wave + " server-2003 --error 0x80070005",
                                     "timeline " + wave,
                                     "diff " + wave + " " + wave,
                                     "whatif " + wave + " --change dcom-hardening-enforced --pairs server-2003",
                                     "fix " + wave + " --change dcom-hardening-enforced --overlay docs/examples/plant-behind-one-way-trust.json",
                                     "harden " + wave,
                                     "changes",
                                     "matrix " + branches + " north-135-only",
                                     "matrix " + wave + " windows-2000",
                                     "scorecard scenarios/field",
                                     "rules list",
                                     "rules show uac-filters-local-administrator",
                                     "rules check",
                                     "rules coverage"};

}  // namespace

TEST_CASE("a plain text has no colour, no columns, no arrows, and nothing else is lost") {
  for (const auto& command : texts) {
    const Result plain = at_root(command + " --plain --color always"), full = at_root(command);
    INFO(command);
    CHECK(plain.exit == full.exit);
    CHECK_FALSE(plain.out.empty());
    for (const auto& line : lines_of(plain.out)) {
      INFO(line);
      CHECK(line.find('\x1b') == std::string::npos);
      CHECK(line.find("  ") == std::string::npos);
      CHECK_FALSE(line.starts_with(' '));
      CHECK_FALSE(line.ends_with(' '));
      CHECK(line.find(" -> ") == std::string::npos);
      CHECK(std::ranges::none_of(line, [](char c) { return c == '^' || c == '|'; }));
    }
    CHECK(lines_of(plain.out).size() + 2 >= lines_of(full.out).size());  // but for the title of a table
  }
}

TEST_CASE("every command that takes --color takes --plain, and --quiet where it is promised") {
  CLI::App app("", "wmireach");
  cli::CommandLine line;
  cli::add_commands(app, line);
  std::vector<std::string> quiet;
  for (const auto& command : cli::command_words(app)) {
    const auto takes = [&](const std::string& name) { return std::ranges::any_of(command.options, [&](const auto& o) { return std::ranges::find(o.names, name) != o.names.end(); }); };
    const std::string name = command.path.empty() ? "" : command.path.back();
    INFO(name);
    CHECK(takes("--color") == takes("--plain"));
    if (takes("--quiet")) quiet.push_back(name);
    for (const auto& o : command.options)
      if (o.names.back() == "--quiet") CHECK(o.description.find("exit code 0: ") != std::string::npos);
  }
  CHECK(quiet == std::vector<std::string>{"check", "report", "test", "diff", "whatif", "fix", "harden", "matrix", "check", "probe"});
}

TEST_CASE("quiet commands print problems only, and the exit code stays") {
  const auto quiet = [](const std::string& command) {
    const Result r = at_root(command + " --quiet"), full = at_root(command);
    INFO(command);
    CHECK(r.exit == full.exit);
    return r.out;
  };
  const std::string change = "whatif " + wave + " --set 'NEW1:winmgmt.start_type=disabled'";
  CHECK(quiet("test " + wave).empty());
  CHECK(quiet("diff " + wave + " " + wave).empty());
  CHECK(quiet("harden " + wave).empty());
  CHECK(quiet("rules check").empty());
  CHECK(quiet("whatif " + wave + " --change dcom-hardening-enforced").find("opens") == std::string::npos);
  CHECK_THAT(quiet(change), Catch::StartsWith("closes "));
  const std::string check = quiet("check " + wave + " --as-of 2020-01-01");
  CHECK_THAT(check, Catch::Contains("unexpected"));
  CHECK(quiet("check " + wave).empty());  // what fails is expected to
  CHECK(check.find(" connections: ") == std::string::npos);
  CHECK_THAT(quiet("fix " + wave + " server-2003 --freeze '*'"), Catch::Contains("mends it"));
  CHECK_THAT(quiet("matrix " + wave + " windows-2000"), Catch::StartsWith("why they fail\n") && !Catch::Contains("by release"));
  CHECK(at_root("check " + wave + " --quiet --format json").out == at_root("check " + wave + " --format json").out);
}

TEST_CASE("the text fits the terminal, and says the same as on a pipe") {
  for (const auto& command : texts) {
    const std::string narrow = on_terminal(command + " --color never", 60), whole = at_root(command).out;
    INFO(command);
    CHECK(words_of(narrow) == words_of(whole));
    if (command.starts_with("rules ")) continue;  // whose commands stay whole
    for (const auto& line : lines_of(narrow)) {
      INFO(line);
      const auto start = line.find_first_not_of(' ');
      // A word that is too wide, alone or behind its label, and what is to be copied stay whole.
      static const std::regex stays(R"( *(run |undo|command: |on the |look it up: |change: )?.*\S{22,}| *(run|undo|look it up:?|command:|on the (client|target):) .*)");
      CHECK((cli::cells_of(line) <= 60 || start == std::string::npos || std::regex_match(line, stays)));
    }
  }
  CHECK(on_terminal("check " + wave + " --color never", 60) != on_terminal("check " + wave + " --color never", 200));
}

TEST_CASE("COLUMNS stands before the terminal's own width, and a plain text is not wrapped") {
  const std::string wide = on_terminal("check " + wave + " --color never", 500), stated = on_terminal("check " + wave + " --color never", 60, "COLUMNS=500");
  CHECK(stated == wide);
  CHECK(wide == at_root("check " + wave).out);
  CHECK(on_terminal("check " + wave + " --plain", 60) == at_root("check " + wave + " --plain").out);
  CHECK(on_terminal("check " + wave, 60, "TERM=xterm").find('\x1b') != std::string::npos);
  CHECK(on_terminal("check " + wave, 60, "TERM=dumb").find('\x1b') == std::string::npos);
}
