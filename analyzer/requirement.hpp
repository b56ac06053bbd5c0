// SPDX-License-Identifier: Apache-2.0
// Whether an estate is as a design wants it: a requirement held against every pair of its hosts, by classes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/matrix.hpp"

namespace wmireach::analyzer {

enum class RequirementState : std::uint8_t {
  holds,         // every pair surely does what it must
  violated,      // a pair surely does not
  undetermined,  // no pair surely fails to, and of one it is not known
};

// Pairs of two classes that do not do what they must, or may not.
struct Counterexample {
  model::Index from_class = 0, to_class = 0;
  model::Index from = model::none, to = model::none;  // one of the pairs: the first in the order of the hosts
  std::uint64_t pairs = 0;
  VerdictKind kind = VerdictKind::undetermined;
  std::optional<std::uint32_t> first_blocker;
  std::optional<std::uint32_t> error;  // where it is certain
};

struct RequirementResult {
  RequirementState state = RequirementState::holds;
  std::uint64_t good = 0, bad = 0, undetermined = 0;  // pairs
  std::vector<Counterexample> counterexamples;        // those that surely fail it first, then by client and target of the pair
  std::uint64_t pairs() const { return good + bad + undetermined; }
};

// The cost grows with the pairs of classes; the result does not depend on the number of threads.
RequirementResult judge(const rules::Program& program, const model::Estate& estate, const model::Requirement& requirement, const rules::FrameOptions& options,
                        unsigned threads);

// The verdict that a pair must not have.
VerdictKind forbidden(model::Must must);

std::string_view to_string(RequirementState state);

}  // namespace wmireach::analyzer
