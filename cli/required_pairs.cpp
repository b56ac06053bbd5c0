// SPDX-License-Identifier: Apache-2.0
#include "cli/required_pairs.hpp"

#include "analyzer/requirement.hpp"
#include "cli/cores.hpp"
#include "cli/pair_request.hpp"

namespace wmireach::cli {

void add_required_pairs(model::Estate& estate, std::uint64_t most) {
  for (const auto& r : estate.requirements) {
    if (r.must != model::Must::connect || std::uint64_t{r.from.size()} * r.to.size() > most) continue;
    for (const auto from : r.from)
      for (const auto to : r.to) {
        if (from == to) continue;
        model::Connection pair = pair_request(estate, r, from, to);
        pair.where = model::no_location;
        estate.connections.push_back(std::move(pair));
      }
  }
}

bool is_required_pair(const model::Connection& connection) { return connection.where == model::no_location; }

std::vector<std::string> requirements_spoilt(const rules::Program& program, const model::Estate& before, const model::Estate& after, const rules::FrameOptions& options) {
  const auto holds = [&](const model::Estate& estate, const model::Requirement& r) {
    return analyzer::judge(program, estate, r, options, cores()).state == analyzer::RequirementState::holds;
  };
  std::vector<std::string> spoilt;
  for (const auto& r : before.requirements) {
    const auto same = after.find_requirement(r.id);
    if (same != model::none && holds(before, r) && !holds(after, after.requirements[same])) spoilt.push_back(r.id);
  }
  return spoilt;
}

}  // namespace wmireach::cli
