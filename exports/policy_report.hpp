// SPDX-License-Identifier: Apache-2.0
// Reports on group policies in XML: gpreport.xml of a backup, "Get-GPOReport -ReportType Xml" of one or of all.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_policy_report(std::string_view text);

void read_policy_report(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
