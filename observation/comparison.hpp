// SPDX-License-Identifier: Apache-2.0
// What was seen of a connection beside what is predicted of it.
//
// A step of a real connection meets the requirements of several stages of the prediction, and a stage shows itself in several steps. So
// both are laid side by side leg by leg:
//   leg             steps over DCOM                             stages
//   name            resolve                                     name
//   reach           connect, endpoint-mapper                    network, endpoint-mapper
//   authentication  authenticate                                authentication
//   activation      activate                                    dcom-activation, service
//   service-port    service-port                                service-port
//   login           log-in                                      dcom-access, namespace; a damaged repository
// Over WS-Man: name; reach with connect and identify; authentication with authenticate against authentication and service. The other
// stages (support, client, provider, callback, second-hop) leave no trace that a read-only look could find.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/verdict.hpp"
#include "observation/record.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::observation {

enum class Leg : std::uint8_t { name, reach, authentication, activation, service_port, login };
inline constexpr std::size_t leg_count = 6;

enum class Predicted : std::uint8_t {
  passes,
  fails,
  open,         // facts are missing
  not_reached,  // it fails before
};

enum class Relation : std::uint8_t {
  agree,
  other_code,       // both fail, with different codes or in different steps
  disagree,
  settles,          // the prediction was open, and the observation is not
  not_observed,
  not_comparable,   // the prediction fails before, at a stage that leaves no trace here, or by a setting that had no part in the look
};

struct Row {
  Leg leg = Leg::name;
  Predicted predicted = Predicted::passes;
  Result observed = Result::not_tried;
  const Look* look = nullptr;          // what decides the leg; null: nothing was looked at
  std::optional<std::uint32_t> rule;   // that is violated, where the leg is predicted to fail
  Relation relation = Relation::not_observed;
  bool other_timing = false;           // both fail with one code, one at once and the other after a time-out

  bool differs() const { return relation == Relation::disagree || relation == Relation::other_code; }
  bool says_the_same() const { return !differs() && relation != Relation::settles && !other_timing; }  // or nothing, where nothing was compared
};

enum class Agreement : std::uint8_t {
  agree,           // wherever both say something
  disagree,
  not_observable,  // nothing that was looked at bears on the prediction
};

struct Comparison {
  std::vector<Row> rows;  // up to the first difference, all legs behind it are left out
  Agreement agreement = Agreement::not_observable;
  bool settles = false;   // some leg was open before

  const Row* difference() const;  // the first row that disagrees; null: none
};

// `frame` is that of the prediction. The comparison refers to the looks of `sighting`.
Comparison compare(const rules::Program& program, rules::FactFrame& frame, const analyzer::Verdict& verdict, const Sighting& sighting, Source source);

std::string_view to_string(Leg leg);              // "service-port"
std::string_view to_string(Predicted predicted);  // "passes"
std::string_view to_string(Relation relation);    // "other-code"
std::string_view to_string(Agreement agreement);  // "not-observable"

}  // namespace wmireach::observation
