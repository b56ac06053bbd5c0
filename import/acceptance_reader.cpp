// SPDX-License-Identifier: Apache-2.0
#include "import/acceptance_reader.hpp"

#include "import/fact_reader.hpp"

namespace wmireach::import {

std::optional<model::Acceptance> read_acceptance(ScenarioContext& context, const Cursor& c) {
  model::Acceptance a;
  a.where = context.place(c);
  bool good = true;
  const auto sentence = [&good](std::string& into, const char* hint) {
    return [&good, &into, hint](const Cursor& n) {
      const auto text = n.string();
      good = good && text.has_value();
      if (!text) return;
      into = *text;
      if (into.empty()) {
        n.fail("the text is empty", hint);
        good = false;
      }
    };
  };
  const bool is_object = c.object({
      {"reason", sentence(a.reason, "say why it is accepted")},
      {"owner", sentence(a.owner, "name who answers for it")},
      {"until",
       [&](const Cursor& n) {
         const auto date = read_value(n, rules::types::date());
         good = good && date.has_value();
         a.until = date.value_or(0);
       }},
  });
  if (!is_object) return std::nullopt;
  static constexpr std::pair<const char*, const char*> required[] = {
      {"reason", "say why it is accepted"}, {"owner", "name who answers for it"}, {"until", "give the last day on which it counts, as yyyy-mm-dd"}};
  for (const auto& [key, hint] : required)
    if (c.node().find(key) == nullptr) {
      c.fail("the key '" + std::string(key) + "' is missing", hint);
      good = false;
    }
  if (!good) return std::nullopt;
  return a;
}

}  // namespace wmireach::import
