// SPDX-License-Identifier: Apache-2.0
// Pictures as DOT: read, checked, and compared with golden files.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace wmireach::tests {

struct Picture {
  std::set<std::string> nodes;
  std::vector<std::string> strings;
  std::size_t edges = 0;
};

// Reads a picture and checks what holds for all of them.
Picture checked(const std::string& dot);

bool has_label(const Picture& picture, const std::string& part);

// Compares with tests/golden; WMIREACH_UPDATE_GOLDEN=1 writes the file anew.
void check_golden(const std::string& name, const std::string& dot);

}  // namespace wmireach::tests
