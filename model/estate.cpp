// SPDX-License-Identifier: Apache-2.0
#include "model/estate.hpp"

namespace wmireach::model {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (low(a[i]) != low(b[i])) return false;
  }
  return true;
}

template <class Elements>
Index find_named(const Elements& elements, std::string_view name) {
  for (Index i = 0; i < elements.size(); ++i)
    if (same_name(elements[i].name, name)) return i;
  return none;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

Index Estate::find_host(std::string_view name) const { return find_named(hosts, name); }
Index Estate::find_account(std::string_view name) const { return find_named(accounts, name); }
Index Estate::find_zone(std::string_view name) const { return find_named(zones, name); }

Index Estate::find_domain(std::string_view name) const {
  for (Index i = 0; i < domains.size(); ++i)
    if (same_name(domains[i].name, name) || (!domains[i].netbios.empty() && same_name(domains[i].netbios, name))) return i;
  return none;
}

Index Estate::find_connection(std::string_view id) const {
  for (Index i = 0; i < connections.size(); ++i)
    if (connections[i].id == id) return i;
  return none;
}

Index Estate::find_requirement(std::string_view id) const {
  for (Index i = 0; i < requirements.size(); ++i)
    if (requirements[i].id == id) return i;
  return none;
}

const Group* Estate::find_group(std::string_view name) const {
  const Index i = find_named(groups, name);
  return i == none ? nullptr : &groups[i];
}

}  // namespace wmireach::model
