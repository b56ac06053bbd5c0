// SPDX-License-Identifier: Apache-2.0
#include "cli/csv_text.hpp"

namespace wmireach::cli {

std::string csv_field(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string out = "\"";
  for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace wmireach::cli
