// SPDX-License-Identifier: Apache-2.0
// The table of commands and options as plain words, for the manual page and for the completions of shells.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace wmireach::cli {

struct ArgumentWords {
  std::vector<std::string> names;     // "-o", "--output"; of a positional: its name
  std::string value;                  // "FILE", "ID"; empty: a flag
  std::vector<std::string> choices;   // where only these are taken
  std::string standard;               // the value where it is left out; may be empty
  std::string description;
  bool required = false, repeated = false;

  bool takes_path() const { return value == "FILE" || value == "FOLDER"; }
};

struct CommandWords {
  std::vector<std::string> path;  // {"rules", "list"}; empty: the program itself
  std::string description, example;
  std::vector<ArgumentWords> options, positionals;
  std::vector<std::string> subcommands;
};

// The program first, then each command in the order of the table, its own commands behind it.
std::vector<CommandWords> command_words(const CLI::App& app);

}  // namespace wmireach::cli
