// SPDX-License-Identifier: Apache-2.0
// What keeps a connection from working for sure.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/candidate_edit.hpp"

namespace wmireach::analyzer {

// As long as nothing changes that was read, the connection is not certain to work.
struct Obstacle {
  bool of_unknown = false;            // facts are missing
  std::optional<std::uint32_t> rule;  // the one that is violated; none: several unknown ones
  SlotSet read;
};

// Empty: it connects. One for each violated rule, and those of the unknown ones. An unknown rule is no obstacle by itself while some
// missing fact settles it with each of its values; then the rules that no one fact settles together are one obstacle.
// `options` are those of the frame.
std::vector<Obstacle> obstacles(const rules::Program& program, rules::FactFrame& frame, const rules::FrameOptions& options);

}  // namespace wmireach::analyzer
