// SPDX-License-Identifier: Apache-2.0
// The blast radius of a change: pairs of hosts that it opens besides those that it is meant for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/edit.hpp"
#include "rules/fact_frame.hpp"
#include "rules/program.hpp"

namespace wmireach::analyzer {

struct OpenedPairs {
  struct Example {
    model::Index connection = 0, from = 0, to = 0;
  };
  std::uint64_t pairs = 0;         // a pair counts once for each account that comes through
  std::optional<Example> example;  // the first one: the request is that of the connection
};

// Every distinct request of the scenario is asked of every pair of hosts that the edits can reach, by classes of hosts. Pairs that
// connect after the edits and did not before count, without those of `meant` and their account. The estate is as before when this returns.
OpenedPairs opened_pairs(const rules::Program& program, model::Estate& estate, const std::vector<model::Edit>& edits, const std::vector<model::Index>& meant,
                         const rules::FrameOptions& options, unsigned threads);

}  // namespace wmireach::analyzer
