// SPDX-License-Identifier: Apache-2.0
// Windows releases by the names that directories and inventories write: "Windows Server 2012 R2 Datacenter", "Windows 10 Pro".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wmireach::exports {

struct ReleaseName {
  std::string release;  // id of model/releases.json, or "non-windows"
  std::string edition;  // id of the vocabulary; empty: not said
};

// Marks such as "(R)" and "®", the maker's name, bits and service packs play no part. nullopt: no known release.
std::optional<ReleaseName> release_of(std::string_view caption);

// "10.0 (17763)" and "10.0.17763.1234" as a build number; 0 where there is none.
int build_of(std::string_view version);

}  // namespace wmireach::exports
