// SPDX-License-Identifier: Apache-2.0
#include "probe/name_look.hpp"

#include <algorithm>
#include <cctype>

#include "probe/look.hpp"
#include "probe/name_lookup.hpp"

namespace wmireach::probe {

using observation::Ending;
using observation::Step;

namespace {

constexpr std::uint16_t no_port = 0;
constexpr std::size_t most_addresses = 8;  // of one name that are dialled

void look_in_family(const Target& target, Family family, const Allowance& allowance, observation::Sighting& sighting, std::vector<std::string>& addresses) {
  LookInMaking look(sighting, Step::resolve, target.name, no_port);
  const NameAnswer answer = addresses_of(target.name, family, allowance.step(), allowance);
  for (const auto& a : answer.addresses) look.found("address", a);
  if (!answer.real_name.empty() && answer.real_name != target.name) look.found("alias-of", answer.real_name);
  look.finish(answer.ending, answer.ending == Ending::done || target.ws_man ? std::nullopt : std::optional(server_unavailable), answer.text);
  addresses.insert(addresses.end(), answer.addresses.begin(), answer.addresses.end());
}

// What the reverse zone says decides nothing by itself; that there is none is usual.
void look_in_reverse(const Target& called, const std::string& address, const Allowance& allowance, observation::Sighting& sighting) {
  if (allowance.over()) return;
  LookInMaking look(sighting, Step::resolve, address, no_port);
  const NameAnswer answer = name_of_address(address, allowance.step(), allowance);
  if (!answer.real_name.empty()) look.found("reverse", answer.real_name);
  const auto label = [](std::string name) {
    name.resize(std::min(name.find('.'), name.size()));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
  };
  if (!answer.real_name.empty() && !called.is_address && label(answer.real_name) != label(called.name)) look.note("the reverse record of " + address + " names " + answer.real_name);
  look.finish(answer.ending == Ending::done ? Ending::done : Ending::skipped, {}, answer.ending == Ending::done ? "" : "no reverse record: " + answer.text);
}

}  // namespace

std::vector<std::string> look_for_addresses(const Target& target, const Allowance& allowance, observation::Sighting& sighting) {
  std::vector<std::string> addresses;
  if (target.is_address) {
    addresses.push_back(target.name);
  } else {
    if (target.ipv6) look_in_family(target, Family::ipv6, allowance, sighting, addresses);
    if (target.ipv4 && !allowance.over()) look_in_family(target, Family::ipv4, allowance, sighting, addresses);
  }
  if (addresses.size() > most_addresses) addresses.resize(most_addresses);
  for (const auto& a : addresses) look_in_reverse(target, a, allowance, sighting);
  return addresses;
}

}  // namespace wmireach::probe
