// SPDX-License-Identifier: Apache-2.0
// The ports of an nmap scan, as it saw them from where it was made (nmap.org/book/nmap-dtd.html). nmap.hpp reads facts of the computers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/diagnostic.hpp"

namespace wmireach::exports {

struct ScannedPorts {
  std::uint16_t first = 0, last = 0;  // both ends included
  std::string state, reason;          // "filtered", "no-response"
  std::string reason_from;            // address of who said so; empty: not told
  std::uint32_t line = 0;
};

struct ScannedHost {
  std::uint32_t line = 0;
  bool is_up = true;
  std::vector<std::string> addresses;  // IPv4 and IPv6, as written
  std::vector<std::string> names;      // as typed, and as a name server says
  std::vector<ScannedPorts> tcp;       // single ports in front of ranges; the ports of all are 200000 at most, should they overlap

  const ScannedPorts* port(std::uint16_t number) const;  // null: not scanned, or not told
};

struct PortScan {
  std::optional<std::int64_t> began_at;  // seconds since 1970-01-01 UTC
  std::vector<ScannedHost> hosts;
  bool is_whole = false;                 // the file has its end
};

// Ranges are those of <extrareasons ports="...">, which nmap writes from 7.90 on. Problems are noted, and what stands before them is read.
PortScan read_nmap_ports(std::string_view text, const std::string& file, import::Diagnostics& notes);

}  // namespace wmireach::exports
