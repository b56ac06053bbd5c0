// SPDX-License-Identifier: Apache-2.0
// The release that a directory says of a computer of a domain.
#pragma once

#include <string>

#include "exports/release_name.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds "os" and "edition" from a name such as "Windows Server 2022 Standard". What is no known release, or none that can be in a domain,
// becomes a note, and stays unknown; then, and for an empty name, nullopt.
std::optional<ReleaseName> add_domain_release(const std::string& caption, Place place, Computer& computer, Survey& survey);

}  // namespace wmireach::exports
