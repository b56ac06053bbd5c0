// SPDX-License-Identifier: Apache-2.0
#include "rules/rule.hpp"

#include <algorithm>
#include <tuple>

namespace wmireach::rules {

const Rule* Catalogue::find(std::string_view name) const {
  const auto found = std::ranges::find(rules, name, &Rule::name);
  return found == rules.end() ? nullptr : &*found;
}

void sort_rules(Catalogue& catalogue) {
  std::ranges::sort(catalogue.rules, {}, [](const Rule& r) { return std::tuple(r.stage, r.order, std::string_view(r.name)); });
}

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::blocks: return "blocks";
    case Effect::limits: return "limits";
    case Effect::warns: return "warns";
  }
  return "";
}

std::string_view to_string(Grade grade) {
  switch (grade) {
    case Grade::documented: return "documented";
    case Grade::secondary: return "secondary";
    case Grade::general_knowledge: return "general-knowledge";
  }
  return "";
}

std::string_view to_string(Timing timing) { return timing == Timing::immediate ? "immediate" : "timeout"; }

}  // namespace wmireach::rules
