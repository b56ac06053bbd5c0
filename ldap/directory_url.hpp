// SPDX-License-Identifier: Apache-2.0
// Addresses of directories (RFC 4516), as far as they name a server and where to begin: "ldap://dc1.corp.example/DC=corp,DC=example".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wmireach::ldap {

struct DirectoryUrl {
  bool tls = false;       // ldaps://
  std::string host;       // a name or an address; that of IPv6 without brackets
  std::uint16_t port = 0;
  std::string base;       // distinguished name; empty: the server's own domain
  std::string fault;      // why the text is no such address; then nothing else counts

  bool names_address() const;  // the host is an IP address, for which Kerberos has no tickets
  std::string server() const;  // "ldap://dc1.corp.example", with the port where it is not the usual one
};

// Whether the text is meant as one.
bool looks_like_directory_url(std::string_view text);

DirectoryUrl parse_directory_url(std::string_view text);

}  // namespace wmireach::ldap
