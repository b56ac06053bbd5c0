// SPDX-License-Identifier: Apache-2.0
#include "rules/suggestion.hpp"

#include <algorithm>
#include <utility>

namespace wmireach::rules {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before = std::exchange(previous, current);
  }
  return previous[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // longer words are no typing mistakes
  if (word.size() > longest) return {};
  const std::string* best = nullptr;
  // Half of a short word or more would have to change: that is another word, not a mistyped one.
  std::size_t best_distance = std::min(std::max<std::size_t>(1, word.size() / 3) + 1, (word.size() + 1) / 2);
  for (const auto& candidate : known) {
    if (candidate.size() > longest) continue;
    const std::size_t d = edit_distance(word, candidate);
    if (d < best_distance) {
      best = &candidate;
      best_distance = d;
    }
  }
  return best != nullptr ? *best : std::string{};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string n = nearest(word, known);
  return n.empty() ? n : "did you mean '" + n + "'?";
}

}  // namespace wmireach::rules
