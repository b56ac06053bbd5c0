// SPDX-License-Identifier: Apache-2.0
// Records as JSON, in both directions.
#pragma once

#include <optional>
#include <string>

#include "import/json.hpp"
#include "observation/record.hpp"

namespace wmireach::observation {

// nullopt with every problem of the text; `file` is its name in them.
std::optional<Record> read_record(std::string_view text, const std::string& file, import::Diagnostics& diagnostics);

import::JsonNode record_json(const Record& record);

}  // namespace wmireach::observation
