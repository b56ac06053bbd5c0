// SPDX-License-Identifier: Apache-2.0
// What tests look for in a survey, as text.
#pragma once

#include <string>

#include "exports/survey.hpp"

namespace wmireach::tests {

// "FILE:LINE" of the first note whose message holds the part; "none".
inline std::string note_with(const exports::Survey& survey, const std::string& part) {
  for (const auto& n : survey.notes)
    if (n.message.find(part) != std::string::npos) return n.file + ":" + std::to_string(n.line);
  return "none";
}

}  // namespace wmireach::tests
