// SPDX-License-Identifier: Apache-2.0
// Names to addresses and back, by c-ares: it has a deadline of its own and tells "no such name" from "nobody answered". On Windows by its own calls.
#pragma once

#include <string>
#include <vector>

#include "observation/record.hpp"
#include "probe/deadline.hpp"

namespace wmireach::probe {

enum class Family : std::uint8_t { ipv4, ipv6 };

struct NameAnswer {
  observation::Ending ending = observation::Ending::no_resolver;  // done, no_such_name, no_address, no_resolver
  std::vector<std::string> addresses;
  std::string real_name;  // where the name is an alias
  std::string text;       // of the library; empty when done
};

// Reads the hosts file, then asks the name servers of this computer, with its search list for short names.
NameAnswer addresses_of(const std::string& name, Family family, Deadline deadline, const Allowance& allowance);

// The names that the reverse record of an address gives; `addresses` of the answer stay empty, and its names are in `real_name`.
NameAnswer name_of_address(const std::string& address, Deadline deadline, const Allowance& allowance);

}  // namespace wmireach::probe
