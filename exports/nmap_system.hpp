// SPDX-License-Identifier: Apache-2.0
// The release behind nmap's names of systems, such as "Microsoft Windows Server 2012 or Windows Server 2012 R2".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exports/release_name.hpp"

namespace wmireach::exports {

// The one release that the name stands for; nullopt: several, or one that is not known. Versions within a release ("1709 - 1909", "SP1 or SP2")
// are one release.
std::optional<ReleaseName> system_of(std::string_view nmap_name);

// The release on which all of these agree; nullopt: there is none.
std::optional<ReleaseName> common_system(const std::vector<std::string>& nmap_names);

}  // namespace wmireach::exports
