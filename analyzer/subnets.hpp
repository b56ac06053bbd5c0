// SPDX-License-Identifier: Apache-2.0
// Addresses of hosts, as far as they tell whether two hosts are in one subnet.
#pragma once

#include <cstdint>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::analyzer {

class Subnets {
 public:
  explicit Subnets(const model::Estate& estate);

  // Equal for hosts whose addresses lie in the same subnets of other hosts, and whose own subnets hold the same addresses.
  const std::vector<std::uint32_t>& of(model::Index host) const { return hosts_.empty() ? nothing_ : hosts_[host]; }

 private:
  std::vector<std::vector<std::uint32_t>> hosts_;  // empty where no host states an address
  std::vector<std::uint32_t> nothing_;
};

}  // namespace wmireach::analyzer
