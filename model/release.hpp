// SPDX-License-Identifier: Apache-2.0
// The Windows releases and what each does by default. The data is model/releases.json, embedded at build time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wmireach::model {

enum class ReleaseKind : std::uint8_t { client, server };

struct Release {
  std::string_view id;       // "windows-server-2019"
  std::string_view name;     // "Windows Server 2019"
  ReleaseKind kind;
  std::string_view version;  // NT version, "10.0"
  std::int32_t build;        // build of the first version; 0 when there are several or none is known
  std::int32_t service_packs;                              // highest one; 0: none was published
  std::span<const std::string_view> editions;              // edition ids; empty: editions play no part
  std::span<const std::string_view> editions_not_targets;  // editions that cannot be a WMI remote target
  std::string_view editions_source;                        // statement id behind editions_not_targets
  std::span<const std::string_view> aliases;  // other spellings that a scenario may use
  std::int64_t support_ends;  // yyyymmdd, last day of public updates; 0: not known or not ended
};

// In order of publication; an `os` value is an index into this table, so later releases compare greater.
std::span<const Release> releases();

// By id or alias; null when there is none.
const Release* find_release(std::string_view id);

// One documented default of one fact for a range of releases.
struct ReleaseDefault {
  std::string_view fact;           // vocabulary name without role: "uac.available"
  std::int16_t from, to;           // release indexes, both included
  std::int8_t kind;                // -1 any, else a ReleaseKind
  std::int8_t min_service_pack, max_service_pack;
  std::int8_t membership;          // -1 any, 0 workgroup, 1 domain
  std::int32_t min_build;          // 0: any
  std::string_view value;          // as written in a scenario; parsed by the vocabulary
  std::string_view source;         // statement id
};

// Sorted by fact; within a fact the first row that fits wins.
std::span<const ReleaseDefault> release_defaults();

}  // namespace wmireach::model
