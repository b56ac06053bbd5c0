// SPDX-License-Identifier: Apache-2.0
// JSON values to fact values, by the type that the vocabulary gives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "import/cursor.hpp"
#include "rules/type.hpp"

namespace wmireach::import {

// A value of the type. Booleans may also be written as the registry does, 0 and 1. Reports what does not fit.
std::optional<std::int64_t> read_value(const Cursor& cursor, const rules::Type& type);

// Reports a {placeholder} of a message that is neither a fact nor one of client, target, third, account, namespace, id.
void check_placeholders(const Cursor& cursor, const std::string& message);

}  // namespace wmireach::import
