// SPDX-License-Identifier: Apache-2.0
// A deliberately naive evaluator: it interprets the text of every condition again for every connection, with tables for
// its three values, and shares no code with the product's parser, program or prediction. It must never ship.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/rule.hpp"

namespace wmireach::tests {

// Fact names to values; no value: unknown.
using FactValues = std::map<std::string, std::optional<std::int64_t>>;

struct ReferenceVerdict {
  std::string kind;           // connects, fails, undetermined
  std::string first_blocker;  // empty: none
  std::string stage;
  std::vector<std::string> latent, limits;
  std::vector<std::uint32_t> errors;
  bool error_is_certain = false;
};

// 'T', 'F' or 'U'.
char reference_truth(const std::string& condition, const std::map<std::string, std::string>& definitions, const FactValues& facts);

ReferenceVerdict reference_verdict(const rules::Catalogue& catalogue, const FactValues& facts);

}  // namespace wmireach::tests
