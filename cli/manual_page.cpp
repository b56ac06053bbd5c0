// SPDX-License-Identifier: Apache-2.0
#include "cli/manual_page.hpp"

#include <fmt/format.h>

namespace wmireach::cli {
namespace {

// A hyphen that is typed, and no line that starts with a control character.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '-') out += "\\-";
    else if (c == '\\') out += "\\e";
    else out += c;
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string positional(const ArgumentWords& a) {
  const std::string text = italic(a.names.front()) + (a.repeated ? "\\&..." : "");
  return a.required ? text : "[" + text + "]";
}

std::string synopsis(const CommandWords& c) {
  std::string line = bold("wmireach");
  for (const auto& p : c.path) line += " " + bold(p);
  line += " [" + italic("options") + "]";
  for (const auto& p : c.positionals) line += " " + positional(p);
  return line;
}

std::string argument(const ArgumentWords& a, bool is_option) {
  std::string names;
  for (const auto& n : a.names) names += (names.empty() ? "" : ", ") + (is_option ? bold(n) : italic(n));
  std::string text = fmt::format(".TP\n{}{}\n{}", names, is_option && !a.value.empty() ? " " + italic(a.value) : "", roff(a.description));
  if (!a.choices.empty()) text += fmt::format(": {}", roff(fmt::format("{}", fmt::join(a.choices, ", "))));
  if (!a.standard.empty() && a.standard != "-") text += fmt::format(" (default: {})", roff(a.standard));
  return text + "\n";
}

}  // namespace

std::string manual_page(const std::vector<CommandWords>& commands) {
  const CommandWords& program = commands.front();
  std::string page = fmt::format(".\\\" Made by `wmireach manual`.\n.TH WMIREACH 1 \"\" \"wmireach {}\" \"User Commands\"\n.SH NAME\nwmireach \\- {}\n.SH SYNOPSIS\n", WMIREACH_VERSION,
                                 roff("predicts offline whether a WMI remote connection will work"));
  page += bold("wmireach") + " " + italic("command") + " [" + italic("options") + "]\n.SH DESCRIPTION\n" + roff(program.description) +
          "\nThe estate is described by a scenario, a JSON file.\n.SH COMMANDS\n";
  for (const auto& c : commands) {
    if (c.path.empty() || !c.subcommands.empty()) continue;
    page += ".SS " + fmt::format("{}", fmt::join(c.path, " ")) + "\n" + synopsis(c) + "\n.PP\n" + roff(c.description) + ".\n";
    for (const auto& p : c.positionals) page += argument(p, false);
    for (const auto& o : c.options)
      if (o.names.front() != "-h") page += argument(o, true);
    if (!c.example.empty()) page += ".PP\nExample:\n.PP\n.EX\n" + roff(c.example) + "\n.EE\n";
  }
  return page + R"(.SH EXIT STATUS
.TP
.B 0
All is as expected.
.TP
.B 1
A connection fails, or an expectation is not met.
.TP
.B 2
Usage or input error.
.TP
.B 4
A verdict is undetermined where that was not expected.
.TP
.B 70
Internal fault.
)";
}

}  // namespace wmireach::cli
