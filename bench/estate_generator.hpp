// SPDX-License-Identifier: Apache-2.0
// Scenarios of any size, alike for equal options on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>

namespace wmireach::bench {

struct EstateOptions {
  std::size_t hosts = 1000;           // at least 2
  std::size_t configurations = 300;   // hosts of one configuration are alike; at least 1
  std::size_t domains = 4, zones = 12;  // at least 1 each
  std::uint64_t seed = 1;
  bool stated = false;                // every host states its settings, instead of naming a baseline
  bool all_different = false;         // every host has settings of its own, of those that rules look at
  bool clocks = false;                // every host states an offset of its clock
};

// One request, from the first host to the second, by an administrator of the first domain.
void write_estate(const EstateOptions& options, std::ostream& out);

}  // namespace wmireach::bench
