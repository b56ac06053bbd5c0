// SPDX-License-Identifier: Apache-2.0
// Administrative templates in reports. A report writes their names, in the language of the computer that made it, and no registry values:
// only English reports can be read. registry.pol beside the report holds the values themselves.
#pragma once

#include <cstdint>

#include "exports/registry_facts.hpp"
#include "exports/xml.hpp"

namespace wmireach::exports {

// An element "Policy" with its name, its state and its category.
void add_template_policy(const XmlElement& policy, std::uint32_t file, RegistryFacts& facts, Survey& survey);

}  // namespace wmireach::exports
