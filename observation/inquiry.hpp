// SPDX-License-Identifier: Apache-2.0
// Which single thing that the scenario says, assumes or leaves out would have to be otherwise for the prediction to agree with what was
// seen; and which facts have to be as they are, because with any other value it would not agree.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/candidate_edit.hpp"
#include "observation/comparison.hpp"

namespace wmireach::observation {

// How much trust the scenario puts into it; the least trusted is suspected first.
enum class Standing : std::uint8_t {
  left_out,         // nobody said anything
  assumed,          // a planning assumption
  release_default,
  entry_missing,    // an entry of a list, a rule, a membership that the scenario does not have
  baseline,
  stated,           // a fact of the scenario
  entry_stated,     // an entry that it has and that would have to go
  derived,          // follows from the scenario, and no single edit of it gives another value: a network without zones, for example
};
inline constexpr std::size_t standing_count = 8;

struct Suspect {
  Standing standing = Standing::stated;
  std::optional<model::Edit> edit;    // of the estate, so that the prediction agrees; nullopt for a derived fact that no single edit settles
  std::optional<rules::Slot> fact;    // for facts: the one that has another value then
  std::int64_t value = 0;             // of that fact
  bool certain = false;               // the prediction is certain then, with no other fact missing in front
  std::optional<Leg> next;            // it explains the first difference, and this is the next one; nullopt: both agree then
  bool other_timing = false;          // it fails alike then, but after a time-out where an answer was seen, or the other way round
  std::optional<std::uint32_t> rule;  // the first blocker then
};

// A fact of which what was seen leaves one value, given the rest of the scenario and the rules.
struct ConfirmedFact {
  rules::Slot fact = 0;
  Standing standing = Standing::stated;  // until now
  model::Edit edit;                      // states it
};

struct Inquiry {
  // The most probable first; none where both agree. Those that explain all but the timing are there where none explains all, and those that
  // explain the first difference only where none does that.
  std::vector<Suspect> suspects;
  std::vector<ConfirmedFact> confirmed;  // none where they do not
};

// The estate is changed while the search runs, and is as before when it returns.
Inquiry inquire(const rules::Program& program, const analyzer::RemedyIndex& remedies, model::Estate& estate, model::Index connection, const rules::FrameOptions& options, const Sighting& sighting,
                Source source);

std::string_view to_string(Standing standing);  // "release-default"

}  // namespace wmireach::observation
