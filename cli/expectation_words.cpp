// SPDX-License-Identifier: Apache-2.0
#include "cli/expectation_words.hpp"

#include <fmt/format.h>

#include "model/error_code.hpp"

namespace wmireach::cli {

std::string verdict_words(std::string_view verdict) {
  return verdict == "undetermined" ? "it cannot be told whether it connects" : "it " + std::string(verdict);
}

std::string expected_words(const model::Expectation& e) {
  std::string text = verdict_words(e.verdict);
  if (e.stage) text += fmt::format(" at {}", to_string(*e.stage));
  if (e.rule) text += " by " + *e.rule;
  if (e.error) text += ", with " + model::hex(*e.error);
  return text;
}

std::string predicted_words(const rules::Program& program, const Prediction& p) {
  const auto& v = p.verdict;
  std::string text = verdict_words(to_string(v.kind));
  if (v.stage) text += fmt::format(" at {}", to_string(*v.stage));
  if (v.first_blocker) text += fmt::format(" by {}", program.rules()[*v.first_blocker].name);
  if (!v.either.empty()) text += fmt::format(" by one of {} rules", v.either.size());
  if (v.error_is_certain) text += ", with " + model::hex(v.errors.front().code);
  return text;
}

}  // namespace wmireach::cli
