// SPDX-License-Identifier: Apache-2.0
// Which reader a file is for, by what it holds.
#pragma once

#include <string>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

// Adds what the file says to the survey. A zip archive counts as the files in it. False: no reader knows the file; then nothing was added.
bool read_export(const std::string& name, std::string_view bytes, Survey& survey);

// Names of the formats that read_export knows, for messages.
std::string known_formats();

}  // namespace wmireach::exports
