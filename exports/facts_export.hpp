// SPDX-License-Identifier: Apache-2.0
// What scripts/export/Collect-Facts.ps1 writes: facts of one computer by their names in the vocabulary (schemas/facts.schema.json).
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_facts_export(std::string_view text);
void read_facts_export(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
