// SPDX-License-Identifier: Apache-2.0
#include "cli/command_words.hpp"

#include <string_view>

namespace wmireach::cli {
namespace {

// The library describes what an option takes as "FORM:{text,json}".
std::vector<std::string> choices_in(const std::string& type) {
  const auto begin = type.find('{'), end = type.find('}');
  std::vector<std::string> choices;
  if (begin == std::string::npos || end == std::string::npos) return choices;
  for (std::size_t at = begin + 1; at <= end;) {
    const std::size_t next = std::min(type.find(',', at), end);
    choices.push_back(type.substr(at, next - at));
    at = next + 1;
  }
  return choices;
}

ArgumentWords words_of(const CLI::Option& o) {
  ArgumentWords w;
  if (o.get_positional()) w.names.push_back(o.get_name(true));
  for (const auto& n : o.get_snames()) w.names.push_back("-" + n);
  for (const auto& n : o.get_lnames()) w.names.push_back("--" + n);
  const std::string type = o.get_type_name();
  if (o.get_items_expected_max() > 0) w.value = type.substr(0, type.find(':'));
  w.choices = choices_in(type);
  w.standard = o.get_default_str();
  w.description = o.get_description();
  w.required = o.get_required();
  w.repeated = o.get_items_expected_max() > 1;
  return w;
}

std::string example_in(const std::string& footer) {
  constexpr std::string_view start = "Example:\n  ";
  if (!footer.starts_with(start)) return "";
  return footer.substr(start.size(), footer.find('\n', start.size()) - start.size());
}

void add(const CLI::App& app, const std::vector<std::string>& path, std::vector<CommandWords>& out) {
  CommandWords command{.path = path, .description = app.get_description(), .example = example_in(app.get_footer())};
  for (const CLI::Option* o : app.get_options()) (o->get_positional() ? command.positionals : command.options).push_back(words_of(*o));
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* s : subcommands) command.subcommands.push_back(s->get_name());
  out.push_back(std::move(command));
  for (const CLI::App* s : subcommands) {
    auto below = path;
    below.push_back(s->get_name());
    add(*s, below, out);
  }
}

}  // namespace

std::vector<CommandWords> command_words(const CLI::App& app) {
  std::vector<CommandWords> out;
  add(app, {}, out);
  return out;
}

}  // namespace wmireach::cli
