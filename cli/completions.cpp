// SPDX-License-Identifier: Apache-2.0
#include "cli/completions.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace wmireach::cli {
namespace {

using Commands = std::vector<CommandWords>;
using Names = std::vector<std::string>;

std::string joined(const Names& items, std::string_view between) { return fmt::format("{}", fmt::join(items, between)); }

// "rules list"; empty: the program itself.
std::string name_of(const CommandWords& c) { return joined(c.path, " "); }

// Between single quotes; `quote` is how the shell writes one inside.
std::string quoted(const std::string& text, std::string_view quote = R"('\'')") {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(quote) : std::string(1, c);
  return out + "'";
}

Names option_names(const CommandWords& c) {
  Names names;
  for (const auto& o : c.options) names.insert(names.end(), o.names.begin(), o.names.end());
  return names;
}

// What may stand where no option does, if only some words may.
Names words_taken(const CommandWords& c) {
  Names words = c.subcommands;
  for (const auto& p : c.positionals) words.insert(words.end(), p.choices.begin(), p.choices.end());
  return words;
}

std::string bash(const Commands& commands) {
  Names known;
  std::string values, words;
  for (const auto& c : commands) {
    if (!c.path.empty()) known.push_back(quoted(name_of(c)));
    for (const auto& o : c.options) {
      if (o.value.empty()) continue;
      Names places;
      for (const auto& n : o.names) places.push_back(quoted(name_of(c) + " " + n));
      values += fmt::format("    {}) {} ;;\n", joined(places, "|"), o.choices.empty() ? "return" : "choices=" + quoted(joined(o.choices, " ")));
    }
    words += fmt::format("      {}) options={}; words={} ;;\n", quoted(name_of(c)), quoted(joined(option_names(c), " ")), quoted(joined(words_taken(c), " ")));
  }
  return fmt::format(R"(# Completion of wmireach in bash. Made by `wmireach completion bash`.
_wmireach() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} command="" choices="" options="" words="" next i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    next="${{command:+$command }}${{COMP_WORDS[i]}}"
    case "$next" in {}) command="$next" ;; esac
  done
  COMPREPLY=()
  case "$command ${{COMP_WORDS[COMP_CWORD-1]}}" in  # where nothing is set, files are completed
{}  esac
  if [ -z "$choices" ]; then
    case "$command" in
{}    esac
    case "$current" in -*) choices="$options" ;; *) choices="$words" ;; esac
  fi
  if [ -n "$choices" ]; then mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current"); fi
}}
complete -o default -F _wmireach wmireach
)",
                     joined(known, "|"), values, words);
}

// Text in a specification of _arguments or _describe.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(const ArgumentWords& a) {
  if (!a.choices.empty()) return "(" + joined(a.choices, " ") + ")";
  return a.value == "FOLDER" ? "_files -/" : a.takes_path() ? "_files" : " ";
}

std::string zsh(const Commands& commands) {
  std::string functions;
  for (const auto& c : commands) {
    Names specs;
    for (const auto& o : c.options)
      for (const auto& n : o.names) {
        const std::string others = o.repeated ? "*" : "(" + joined(o.names, " ") + ")";
        specs.push_back(quoted(others + n + "[" + zsh_text(o.description) + "]" + (o.value.empty() ? "" : ":" + o.value + ":" + zsh_action(o))));
      }
    for (const auto& p : c.positionals) specs.push_back(quoted((p.repeated ? "*:" : ":") + zsh_text(p.names.front()) + ":" + zsh_action(p)));
    std::string name = "_wmireach";
    for (const auto& p : c.path) name += "_" + p;
    functions += name + "() {\n";
    if (!c.subcommands.empty()) {
      Names described;
      for (const auto& s : commands)
        if (s.path.size() == c.path.size() + 1 && std::equal(c.path.begin(), c.path.end(), s.path.begin())) described.push_back(quoted(s.path.back() + ":" + zsh_text(s.description)));
      functions += fmt::format("  local state line\n  local -a commands=(\n    {})\n  _arguments -C {} ': :->command' '*:: :->rest'\n", joined(described, "\n    "), joined(specs, " \\\n    "));
      functions += fmt::format("  case $state in\n    command) _describe command commands ;;\n    rest) (( $+functions[{0}_$words[1]] )) && {0}_$words[1] ;;\n  esac\n", name);
    } else {
      functions += fmt::format("  _arguments {}\n", joined(specs, " \\\n    "));
    }
    functions += "}\n";
  }
  return "#compdef wmireach\n# Completion of wmireach in zsh. Made by `wmireach completion zsh`.\n" + functions +
         "if [ \"$funcstack[1]\" = \"_wmireach\" ]; then _wmireach \"$@\"; else compdef _wmireach wmireach; fi\n";
}

std::string fish(const Commands& commands) {
  const auto fish_quoted = [](const std::string& text) { return quoted(text, R"(\')"); };
  std::string out = R"(# Completion of wmireach in fish. Made by `wmireach completion fish`.
# Whether the words typed so far, options left out, are these; or begin with them.
function __wmireach_is
    set -l words (commandline -opc | string match -v -- '-*')
    test "$words[2..-1]" = "$argv"
end
function __wmireach_at
    set -l words (commandline -opc | string match -v -- '-*')
    set -l last (math 1 + (count $argv))
    test (count $words) -ge $last; and test "$words[2..$last]" = "$argv"
end
complete -c wmireach -f
)";
  for (const auto& c : commands) {
    const std::string here = c.path.empty() ? "__wmireach_is" : "__wmireach_at " + name_of(c);
    if (!c.path.empty()) {
      const Names before(c.path.begin(), c.path.end() - 1);
      out += fmt::format("complete -c wmireach -n {} -a {} -d {}\n", fish_quoted(before.empty() ? "__wmireach_is" : "__wmireach_is " + joined(before, " ")), c.path.back(), fish_quoted(c.description));
    }
    for (const auto& o : c.options) {
      std::string names;
      for (const auto& n : o.names) names += n.starts_with("--") ? " -l " + n.substr(2) : " -s " + n.substr(1);
      const std::string value = o.value.empty() ? "" : !o.choices.empty() ? " -x -a " + fish_quoted(joined(o.choices, " ")) : o.takes_path() ? " -r -F" : " -x";
      out += fmt::format("complete -c wmireach -n {}{}{} -d {}\n", fish_quoted(here), names, value, fish_quoted(o.description));
    }
    for (const auto& p : c.positionals) {
      if (!p.choices.empty()) out += fmt::format("complete -c wmireach -n {} -a {}\n", fish_quoted(here), fish_quoted(joined(p.choices, " ")));
      else if (p.takes_path()) out += fmt::format("complete -c wmireach -n {} -F\n", fish_quoted(here));
    }
  }
  return out;
}

std::string powershell(const Commands& commands) {
  const auto list = [](const Names& items) {
    Names all;
    for (const auto& i : items) all.push_back(quoted(i, "''"));
    return "@(" + joined(all, ", ") + ")";
  };
  std::string words, values;
  for (const auto& c : commands) {
    Names all = words_taken(c);
    const Names options = option_names(c);
    all.insert(all.end(), options.begin(), options.end());
    words += fmt::format("        {} = {}\n", quoted(name_of(c), "''"), list(all));
    for (const auto& o : c.options)
      for (const auto& n : o.names)
        if (!o.choices.empty()) values += fmt::format("        {} = {}\n", quoted(name_of(c) + " " + n, "''"), list(o.choices));
  }
  return fmt::format(R"ps(# Completion of wmireach in PowerShell. Made by `wmireach completion powershell`.
Register-ArgumentCompleter -Native -CommandName wmireach -ScriptBlock {{
    param($word, $ast, $position)
    $words = @{{
{}    }}
    $values = @{{
{}    }}
    $before = @($ast.CommandElements | Where-Object {{ $_.Extent.EndOffset -lt $position }} | Select-Object -Skip 1 | ForEach-Object {{ $_.ToString() }})
    $command = ''
    foreach ($w in $before) {{
        $next = "$command $w".Trim()
        if ($words.ContainsKey($next)) {{ $command = $next }}
    }}
    $place = "$command $($before | Select-Object -Last 1)"
    $found = if ($values.ContainsKey($place)) {{ $values[$place] }} else {{ $words[$command] }}
    $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{ [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }}
}}
)ps",
                     words, values);
}

}  // namespace

std::string completion_script(const Commands& commands, std::string_view shell) {
  if (shell == "bash") return bash(commands);
  if (shell == "zsh") return zsh(commands);
  if (shell == "fish") return fish(commands);
  if (shell == "powershell") return powershell(commands);
  throw std::invalid_argument("no completion for this shell");
}

}  // namespace wmireach::cli
