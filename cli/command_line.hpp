// SPDX-License-Identifier: Apache-2.0
// The one table of commands and options. What parses a command line, completes one or describes it in the manual reads this table.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace wmireach::cli {

// The command chosen, to be run once the whole command line is parsed.
struct CommandLine {
  Options options;
  Overlay overlay;
  MatrixOptions matrix;
  FixOptions fix;
  HardenOptions harden;
  PairOptions pairs;
  std::string scenario, other, connection, rule, error, view, which = "scenario";
  std::vector<std::string> connections, paths;
  bool only_check = false;
  TestOptions test;
  ImportOptions imports;
  ProbeOptions probe;
  RuleFilter filter;
  std::function<int()> run;
};

// Fills `app`. Both have to outlive the run of the command.
void add_commands(CLI::App& app, CommandLine& line);

// Throws CLI::ParseError. An empty word is refused, too: it is a variable of a script that was not set, and never what is meant.
void parse(CLI::App& app, int argc, const char* const* argv);

}  // namespace wmireach::cli
