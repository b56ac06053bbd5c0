// SPDX-License-Identifier: Apache-2.0
// DUALSTRINGARRAY (MS-DCOM 2.2.19): how an object exporter can be reached, and how callers prove who they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t tower_id_tcp = 7;  // ncacn_ip_tcp (C706 appendix I)

struct StringBinding {
  std::uint16_t tower_id = 0;
  std::string network_address;  // UTF-8: "192.0.2.10", "HOST[49664]"; lone surrogates as U+FFFD

  bool operator==(const StringBinding&) const = default;

  std::string_view host() const;              // without the port: "HOST"; "fe80::1" for "fe80::1[135]"
  std::optional<std::uint16_t> port() const;  // "[49664]" at the end; nullopt when there is none, it is no number, or above 65535
};

struct SecurityBinding {
  std::uint16_t authentication_service = 0;  // 9 negotiate, 10 NTLM, 16 Kerberos, ... (MS-RPCE 2.2.1.1.7)
  std::string principal;                     // UTF-8; often empty

  bool operator==(const SecurityBinding&) const = default;
};

struct DualStringArray {
  std::vector<StringBinding> strings;
  std::vector<SecurityBinding> securities;

  bool operator==(const DualStringArray&) const = default;

  // The port of the first binding of ncacn_ip_tcp that names one.
  std::optional<std::uint16_t> tcp_port() const;
};

// wNumEntries, wSecurityOffset and the array: what follows the conformant size, which is `entries_of`.
void write(Writer& out, const DualStringArray& array);
std::uint32_t entries_of(const DualStringArray& array);  // 16-bit units; above 65535 it cannot be written, and is written empty

// Reads the same; the reader fails where the counts do not fit what follows. A list that lacks its terminator is kept as far as it goes.
DualStringArray read_dual_string_array(Reader& in);

}  // namespace wmireach::dcerpc
