// SPDX-License-Identifier: Apache-2.0
// What two hosts have to share for an evaluation to be the same for both, as bytes that are compared.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analyzer/subnets.hpp"
#include "model/estate.hpp"
#include "rules/watch.hpp"

namespace wmireach::analyzer {

class Key {
 public:
  void number(std::int64_t n) { bytes_.append(reinterpret_cast<const char*>(&n), sizeof n); }
  void small(std::uint8_t n) { bytes_.push_back(static_cast<char>(n)); }
  void text(std::string_view t);
  void state(const model::Fact& f) { small(static_cast<std::uint8_t>((f.present() ? 2 : 0) + (f.known ? 1 : 0))); }
  void fact(const model::Fact& f) {
    state(f);
    if (f.known) number(f.value);
  }
  template <class List, class Write>
  void list(const List& items, Write write) {
    number(static_cast<std::int64_t>(items.size()));
    for (const auto& item : items) write(item);
  }
  void cut(std::size_t size) { bytes_.resize(size); }
  void clear() { bytes_.clear(); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class HostKeys {
 public:
  HostKeys(const model::Estate& estate, const model::Connection& request);

  void add_part(Key& key, model::Index host, rules::HostPart part) const;
  void add_stated(Key& key, model::Index host, std::uint16_t fact) const {
    const auto& facts = estate_.hosts[host].facts;
    key.fact(fact < facts.size() ? facts[fact] : model::Fact{});
  }
  // What `observed` looks at of the fact, or of everything.
  void add(Key& key, model::Index host, std::uint16_t fact, const rules::Observed& observed) const;
  void add(Key& key, model::Index host, const rules::Observed& observed) const;

 private:
  void add_members(Key& key, const model::LocalGroupMembers& list) const;

  const model::Estate& estate_;
  Subnets subnets_;
  std::vector<bool> named_;
  std::unordered_set<std::string> identities_;  // folded names of the accounts that a target may see in the request, and of their groups
};

}  // namespace wmireach::analyzer
