// SPDX-License-Identifier: Apache-2.0
// A fact is a value with an origin, or an unknown with an origin. Nothing is assumed silently.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wmireach::model {

// A place in an input file.
struct Location {
  std::string pointer;     // JSON pointer (RFC 6901)
  std::uint32_t line = 0;  // 1-based
  std::uint32_t file = 0;  // index into Estate::files
};

// How "found_in" begins where a fact was observed: "probe seen.json:12".
inline constexpr std::string_view observed_in = "probe ";

using LocationId = std::uint32_t;  // index into Estate::locations
inline constexpr LocationId no_location = UINT32_MAX;

enum class OriginKind : std::uint8_t {
  absent,           // nobody said anything, and no default is documented: unknown
  stated,           // in the scenario itself
  observed,         // the same, and a live look says so: its "found_in" begins with observed_in
  baseline,         // inherited from a baseline of the scenario
  release_default,  // what the Windows release does when nothing is configured; cited
  assumption,       // a planning assumption of this program, the same for every release; cited
  derived,          // computed from other facts
  changed,          // replaced for a what-if prediction
};

std::string_view to_string(OriginKind kind);

// The scenario says it of this very host, account or connection.
constexpr bool is_stated(OriginKind kind) { return kind == OriginKind::stated || kind == OriginKind::observed; }

struct Origin {
  OriginKind kind = OriginKind::absent;
  LocationId where = no_location;  // for stated and baseline
  std::string_view source;         // statement id for the two kinds of default; static storage
};

// Booleans are 0 and 1, enumerations the index of their value, dates yyyymmdd, flag sets a bit mask.
struct Fact {
  bool known = false;
  std::int64_t value = 0;
  Origin origin;

  bool present() const { return origin.kind != OriginKind::absent; }
};

}  // namespace wmireach::model
