// SPDX-License-Identifier: Apache-2.0
// The settings of the computer part in the XML of Windows: reports of group policies and resultant sets hold them in the same elements.
#pragma once

#include <cstdint>
#include <vector>

#include "exports/survey.hpp"
#include "exports/xml.hpp"

namespace wmireach::exports {

// `computer` holds elements "ExtensionData". Of settings with a precedence, those that lost are left out.
std::vector<Setting> policy_settings(const XmlElement& computer, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
