// SPDX-License-Identifier: Apache-2.0
// The named changes that `whatif --change` takes.
#include <fmt/format.h>

#include "cli/change_sets.hpp"
#include "cli/commands.hpp"
#include "cli/sentences.hpp"
#include "cli/text_output.hpp"

namespace wmireach::cli {
namespace {

std::string setting_text(const import::SetFact& s) {
  const auto& definition = rules::host_facts()[static_cast<std::size_t>(s.fact)];
  const std::string value = s.value ? rules::write_value(definition.type(), *s.value) : "VALUE";
  switch (s.when) {
    case import::SetFact::When::at_least: return fmt::format("{} = {}, where it is lower or not known", definition.name, value);
    case import::SetFact::When::where_stated: return fmt::format("{} = {}, where it is stated", definition.name, value);
    default: return fmt::format("{} = {}", definition.name, value);
  }
}

}  // namespace

int changes(const Options& options) {
  RuleSet rules(options);
  const Style style = text_style(options);
  std::string text;
  for (const auto& set : change_sets()) {
    text += fmt::format("{}{}[@WHERE]{}\n  {}\n", text.empty() ? "" : "\n", style.bold(set.name), set.value.empty() ? "" : "=VALUE", set.summary);
    if (!set.value.empty()) text += fmt::format("  value   {}\n", set.value);
    for (const auto& [fact, value] : set.where) {
      const auto& definition = rules::host_facts()[static_cast<std::size_t>(fact)];
      text += fmt::format("  where   {} = {}, or is not known\n", definition.name, rules::write_value(definition.type(), value));
    }
    for (const auto& s : set.set) text += fmt::format("  sets    {}\n", setting_text(s));
    for (const auto& id : set.sources) text += fmt::format("  source  {}\n", source_text(rules.statements(), id));
  }
  write_text(options, text);
  return as_expected;
}

}  // namespace wmireach::cli
