// SPDX-License-Identifier: Apache-2.0
// What the difference between two estates can reach. A pair of hosts that it does not reach has the same verdict in both.
#pragma once

#include <vector>

#include "model/estate.hpp"

namespace wmireach::analyzer {

class Reach {
 public:
  Reach(const model::Estate& before, const model::Estate& after);

  // The host of this name in the other estate, or `none`.
  model::Index after(model::Index before_host) const { return after_[before_host]; }

  // Whether the two requests, made by the same host to the same host, may be answered differently for another reason than these
  // two hosts: a domain, trust, zone, link, account or group differs, or the request itself, or its second hop.
  bool everywhere(const model::Connection& before, const model::Connection& after) const;

  // Whether the host, given by its index before, is stated otherwise after. Means something only where the difference is not everywhere.
  bool reaches(model::Index before_host) const { return changed_[before_host]; }

  // For a request and its two hosts.
  bool reaches(const model::Connection& before, const model::Connection& after) const;

 private:
  bool shared_ = false;  // everything but the hosts is the same, and indexes mean the same
  std::vector<model::Index> after_;
  std::vector<bool> changed_;
};

}  // namespace wmireach::analyzer
