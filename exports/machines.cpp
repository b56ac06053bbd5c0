// SPDX-License-Identifier: Apache-2.0
#include "exports/machines.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "model/estate.hpp"

#include "exports/words.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// Sets of records, each named by its first one.
class Groups {
 public:
  explicit Groups(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = of(a), b = of(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

std::string short_name(const Computer& c) { return folded(c.netbios_name.empty() ? c.dns_name.substr(0, c.dns_name.find('.')) : c.netbios_name); }

class Joiner {
 public:
  explicit Joiner(const std::vector<Computer>& computers) : computers_(computers), groups_(computers.size()) {}

  Groups join() {
    by_key([](const Computer& c) { return c.sid; });
    by_key([](const Computer& c) { return folded(c.dns_name); });
    weak_key([](const Computer& c) { return std::vector{short_name(c)}; });
    weak_key([](const Computer& c) { return c.addresses; });
    return std::move(groups_);
  }

 private:
  template <class Key>
  void by_key(Key key) {
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < computers_.size(); ++i)
      if (const std::string k = key(computers_[i]); !k.empty())
        if (const auto [at, is_new] = first.emplace(k, i); !is_new) groups_.join(at->second, i);
  }

  // Joins records that share a key only where nothing else tells them apart: of those that are surely different computers, none is chosen.
  template <class Keys>
  void weak_key(Keys keys) {
    std::unordered_map<std::string, std::vector<std::size_t>> sharing;
    for (std::size_t i = 0; i < computers_.size(); ++i)
      for (const auto& k : keys(computers_[i]))
        if (!k.empty()) sharing[k].push_back(i);
    for (std::size_t i = 0; i < computers_.size(); ++i)
      for (const auto& k : keys(computers_[i]))
        if (const auto found = sharing.find(k); found != sharing.end()) {
          join_if_one(found->second);
          sharing.erase(found);
        }
  }

  void join_if_one(const std::vector<std::size_t>& records) {
    std::set<std::string> sids, names;
    for (const auto i : records) {
      // What was joined before speaks for its group.
      if (!computers_[i].sid.empty()) sids.insert(computers_[i].sid);
      if (!computers_[i].dns_name.empty() && computers_[i].dns_name.find('.') != std::string::npos) names.insert(folded(computers_[i].dns_name));
    }
    if (sids.size() > 1 || names.size() > 1) return;
    for (const auto i : records) groups_.join(records.front(), i);
  }

  const std::vector<Computer>& computers_;
  Groups groups_;
};

}  // namespace

std::vector<Machine> machines_of(const Survey& survey) {
  Groups groups = Joiner(survey.computers).join();
  std::map<std::size_t, std::vector<std::size_t>> records;
  for (std::size_t i = 0; i < survey.computers.size(); ++i) records[groups.of(i)].push_back(i);
  struct Named {
    std::string netbios, dns;
    std::vector<std::size_t> records;
  };
  std::vector<Named> all;
  std::map<std::string, int> uses;
  for (auto& [first, list] : records) {
    Named n{.records = std::move(list)};
    bool in_use = true;
    for (const auto i : n.records) {
      const Computer& c = survey.computers[i];
      in_use = in_use && c.in_use;
      if (n.netbios.empty()) n.netbios = upper(short_name(c));
      if (n.dns.empty()) n.dns = c.dns_name;
      if (n.netbios.empty() && n.dns.empty() && !c.addresses.empty()) n.dns = c.addresses.front();
    }
    if (!in_use || (n.netbios.empty() && n.dns.empty())) continue;
    ++uses[n.netbios];
    all.push_back(std::move(n));
  }
  std::vector<Machine> out;
  std::map<std::string, int> taken;
  for (auto& n : all) {
    const bool unique = !n.netbios.empty() && uses[n.netbios] == 1;
    std::string name = unique ? n.netbios : n.dns.empty() ? n.netbios : upper(n.dns);
    std::ranges::replace(name, '#', '_');  // in a scenario, '#' stands for the digits of counted hosts
    if (const int again = taken[folded(name)]++; again > 0) name += "-" + std::to_string(again + 1);
    out.push_back({std::move(name), std::move(n.records)});
  }
  std::ranges::sort(out, {}, &Machine::name);
  return out;
}

}  // namespace wmireach::exports
