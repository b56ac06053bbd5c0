// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace wmireach::cli {

// RFC 4180: a field with a comma, a quote or a line break stands in quotes.
std::string csv_field(const std::string& field);

}  // namespace wmireach::cli
