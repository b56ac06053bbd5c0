// SPDX-License-Identifier: Apache-2.0
// The edits that a repair may choose from, as far as they are known, and which connections each of them may concern.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "analyzer/candidate_edit.hpp"

namespace wmireach::analyzer {

class EditPool {
 public:
  // The estate as its file states it; it must outlive the pool. Connections are known by their place in the list, from 0.
  EditPool(const model::Estate& estate, const std::vector<model::Index>& connections);

  // The number of the edit, whether it is new or was there before. A rule of a firewall that was there comes to be about the hosts of
  // both: one rule serves every connection that needs the same ports on the same way.
  std::uint32_t add(CandidateEdit&& candidate);

  const std::vector<CandidateEdit>& edits() const { return edits_; }
  std::vector<CandidateEdit> take() { return std::move(edits_); }

  // Sorted. Every edit that can reach a fact of the connection is among them.
  const std::vector<std::uint32_t>& concerning(std::uint32_t connection) const { return concerning_[connection]; }

  // Edits that are new, or about more hosts, since they were last forgotten.
  const std::set<std::uint32_t>& fresh() const { return fresh_; }
  void forget_fresh() { fresh_.clear(); }

 private:
  struct Ends {
    std::vector<model::Index> domains;  // of the hosts and of the account
    bool linked = false;                // links of the file lead from client to target, so that a new one to anywhere makes no difference
  };
  using Numbers = std::vector<std::uint32_t>;

  void concern(std::uint32_t connection, std::uint32_t edit);
  void concern(const Numbers* connections, std::uint32_t edit);
  void concern_hosts(const std::vector<model::Index>& hosts, std::uint32_t edit);

  const model::Estate& estate_;
  bool filtered_ = false;  // some trust of the file filters SIDs; else the first new one makes a difference to everybody
  std::vector<Ends> ends_;
  std::unordered_map<model::Index, Numbers> by_host_, by_account_;  // connections
  std::unordered_map<model::LocationId, Numbers> by_request_;
  std::vector<CandidateEdit> edits_;
  std::map<model::Edit, std::uint32_t, model::EditOrder> numbers_;
  std::vector<Numbers> concerning_;  // by connection
  std::set<std::uint32_t> fresh_;
};

}  // namespace wmireach::analyzer
