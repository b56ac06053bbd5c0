// SPDX-License-Identifier: Apache-2.0
#include "cli/usage_error.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

const CLI::App& innermost(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : innermost(*parsed.front());
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& n : names) text += (text.empty() ? "" : ", ") + n;
  return text;
}

std::string hint(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = rules::did_you_mean(word, known);
  return "hint: " + (near.empty() ? "known: " + listed(known) : near);
}

std::string unexpected(const CLI::App& command, const std::string& word) {
  if (word.size() < 2 || word.front() != '-') return fmt::format("unexpected argument '{}'\n", word);
  std::vector<std::string> known;
  for (const auto* option : command.get_options())
    for (const auto& name : option->get_lnames()) known.push_back("--" + name);
  return fmt::format("unknown option '{}'\n  {}\n", word, hint(word.substr(0, word.find('=')), known));
}

}  // namespace

std::string usage_error_text(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv) {
  const CLI::App& command = innermost(app);
  const std::string who = &command == &app ? "wmireach" : "wmireach " + (command.get_parent() == &app ? "" : command.get_parent()->get_name() + " ") + command.get_name();
  std::string text;
  const auto commands = command_names(command);
  // CLI11 reports a mistyped command as a missing one, so the word is looked for here.
  const char* const* last = argv + argc;
  const char* const* word = std::find_if(argv + 1, last, [&](const char* a) { return *a != '-' && command.get_name() != a; });
  if (!commands.empty() && word != last && std::ranges::find(commands, std::string(*word)) == commands.end())
    text = fmt::format("unknown command '{}'\n  {}\n", *word, hint(*word, commands));
  else if (!commands.empty() && word == last)
    text = fmt::format("a command is missing\n  hint: one of {}\n", listed(commands));
  else if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    auto extras = command.remaining();
    const auto option = std::ranges::find_if(extras, [](const auto& e) { return e.starts_with('-'); });
    text = unexpected(command, option != extras.end() ? *option : extras.empty() ? std::string() : extras.back());
  } else
    text = std::string(error.what()) + "\n";
  return fmt::format("{}: {}  for help: {} --help\n", who, text, who);
}

}  // namespace wmireach::cli
