// SPDX-License-Identifier: Apache-2.0
// Which records of which sources are about one computer.
#pragma once

#include <string>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

struct Machine {
  std::string name;                  // in the scenario: the NetBIOS name in upper case, or the DNS name where two share that
  std::vector<std::size_t> records;  // indexes into Survey::computers
};

// Records are joined by SID, else by DNS name, else by a NetBIOS name or an address that no two computers have. In the order of names.
// Computers that are not in use are left out.
std::vector<Machine> machines_of(const Survey& survey);

}  // namespace wmireach::exports
