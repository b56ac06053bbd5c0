// SPDX-License-Identifier: Apache-2.0
#include "analyzer/subnets.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "model/address.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;
using Bytes = std::vector<std::uint8_t>;

// The network that an address is in, for a prefix of this length.
std::string network(const Bytes& address, std::size_t prefix) {
  std::string key(address.begin(), address.end());
  for (std::size_t bit = prefix; bit < address.size() * 8; ++bit) key[bit / 8] = static_cast<char>(static_cast<unsigned char>(key[bit / 8]) & ~(0x80U >> bit % 8));
  key.push_back(static_cast<char>(prefix));
  return key;
}

// Whether more than one host takes part, and if not, which.
struct Hosts {
  Index first = model::none;
  bool several = false;
  void add(Index host) {
    if (first == model::none) first = host;
    else several = several || first != host;
  }
};

struct Known {
  Hosts owners, inside;
  // A host and itself is no pair.
  bool counts() const { return inside.first != model::none && (owners.several || inside.several || owners.first != inside.first); }
};

}  // namespace

Subnets::Subnets(const model::Estate& estate) {
  std::unordered_map<std::string, std::uint32_t> ids;
  std::vector<Known> known;
  std::set<std::pair<std::size_t, std::size_t>> prefixes;  // by length of the address
  for (Index h = 0; h < estate.hosts.size(); ++h)
    for (const auto& text : estate.hosts[h].addresses)
      if (const auto subnet = model::subnet_of(text)) {
        const auto id = ids.try_emplace(network(subnet->bytes, subnet->prefix), static_cast<std::uint32_t>(ids.size())).first->second;
        if (id == known.size()) known.emplace_back();
        known[id].owners.add(h);
        prefixes.emplace(subnet->bytes.size(), subnet->prefix);
      }
  if (ids.empty()) return;  // then addresses tell nothing
  const auto for_each_around = [&](const Bytes& address, auto&& visit) {
    for (auto p = prefixes.lower_bound({address.size(), 0}); p != prefixes.end() && p->first == address.size(); ++p)
      if (const auto found = ids.find(network(address, p->second)); found != ids.end()) visit(found->second);
  };
  const auto bytes_of = [](const std::string& text) { return model::address_bytes(text.substr(0, text.find('/'))); };
  for (Index h = 0; h < estate.hosts.size(); ++h)
    for (const auto& text : estate.hosts[h].addresses) for_each_around(bytes_of(text), [&](std::uint32_t id) { known[id].inside.add(h); });

  hosts_.resize(estate.hosts.size());
  for (Index h = 0; h < estate.hosts.size(); ++h) {
    std::uint32_t families = 0;  // of addresses, and of subnets: two of one family are compared
    std::set<std::uint32_t> around, own;
    for (const auto& text : estate.hosts[h].addresses) {
      const Bytes bytes = bytes_of(text);
      const std::uint32_t family = bytes.size() == 4 ? 1 : bytes.size() == 16 ? 2 : 0;
      families |= family;
      for_each_around(bytes, [&](std::uint32_t id) {
        if (known[id].counts()) around.insert(id);
      });
      if (const auto subnet = model::subnet_of(text)) {
        families |= family << 2;
        if (const auto id = ids.at(network(subnet->bytes, subnet->prefix)); known[id].counts()) own.insert(id);
      }
    }
    auto& list = hosts_[h];
    list = {families, static_cast<std::uint32_t>(around.size())};
    list.insert(list.end(), around.begin(), around.end());
    list.insert(list.end(), own.begin(), own.end());
  }
}

}  // namespace wmireach::analyzer
