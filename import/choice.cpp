// SPDX-License-Identifier: Apache-2.0
#include "import/choice.hpp"

#include "rules/suggestion.hpp"

namespace wmireach::import {

std::string hint_for(std::string_view word, const std::vector<std::string>& known) {
  std::string hint = rules::did_you_mean(word, known);
  if (hint.empty())
    for (const auto& k : known) hint += (hint.empty() ? "known: " : ", ") + k;
  return hint;
}

}  // namespace wmireach::import
