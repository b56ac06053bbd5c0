// SPDX-License-Identifier: Apache-2.0
#include "viz/verdict_mix.hpp"

#include "viz/style.hpp"

namespace wmireach::viz {
namespace {

using analyzer::VerdictKind;

constexpr std::array worst_first{VerdictKind::fails, VerdictKind::undetermined, VerdictKind::connects};

}  // namespace

std::string grouped_digits(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (std::size_t i = text.size(); i > 3;) text.insert(i -= 3, ",");
  return text;
}

Lines count_lines(const analyzer::VerdictCounts& counts) {
  Lines lines;
  for (const auto k : worst_first)
    if (counts.of(k) > 0) lines.push_back(verdict_mark(k) + " " + grouped_digits(counts.of(k)));
  return lines;
}

Attributes mix_look(const analyzer::VerdictCounts& counts) {
  for (const auto k : worst_first) {
    if (counts.of(k) == 0) continue;
    return k == VerdictKind::fails && counts.of(k) < counts.all() ? some_fail_look() : verdict_look(k);
  }
  return {};
}

}  // namespace wmireach::viz
