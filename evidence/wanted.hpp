// SPDX-License-Identifier: Apache-2.0
// A connection of the scenario, and what tells it from others in a file that knows addresses, ports and accounts only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "observation/record.hpp"

namespace wmireach::evidence {

using AddressBytes = std::vector<std::uint8_t>;  // 4 or 16, in network order

struct Wanted {
  std::string connection, client, target;           // its id, and the names of the hosts
  std::vector<AddressBytes> target_addresses;
  std::vector<std::string> target_names;            // by which a scan may name it; folded to lower case
  std::vector<AddressBytes> client_addresses;       // empty: unknown
  bool any_client = false;                          // where they are unknown: whoever calls, but for `others`
  std::vector<AddressBytes> others;                 // addresses of other hosts of the scenario
  bool ws_man = false;
  std::uint16_t port = 135;                         // or the listener's
  std::optional<std::uint16_t> service_port;        // of WMI over DCOM, where the scenario states it
  std::pair<std::uint16_t, std::uint16_t> dynamic_range{49152, 65535};  // of the target, both ends included
  std::string user;                                 // folded, without its domain; empty: not stated
  std::vector<std::string> user_domains;            // folded names of its domain; empty: a local account, or any
  std::string wmi_namespace;                        // "root\\cimv2"; empty: not stated
};

// What a file shows of them, and what is to be said of the file itself: whole sentences, one each.
struct Evidence {
  observation::Record record;
  std::vector<std::string> notes;
};

std::string folded_ascii(std::string_view text);

// Whether the scenario's account may be the one that NTLM named ("CORP\reader", "reader@corp.example"). A client that names no domain may mean any.
bool may_be_account(const Wanted& wanted, std::string_view named);

// Whether a network resource (MS-WMI 3.1.4.1.4: "\\host\root\cimv2", "//./root/cimv2") is the namespace of the connection.
bool is_namespace(const Wanted& wanted, std::string_view resource);

// "2026-11-26T15:20:00Z" of seconds since 1970-01-01 UTC; empty where the year has not four digits.
std::string utc_text(std::int64_t seconds);

// Looks in the order of the steps. Steps of which there is none get a look that was not tried: `reason` says why nothing was seen of it.
// Behind a failure they are out of order.
void complete(observation::Sighting& sighting, const Wanted& wanted, std::string to, const char* (*reason)(observation::Step));

}  // namespace wmireach::evidence
