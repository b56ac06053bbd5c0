// SPDX-License-Identifier: Apache-2.0
// What a result code of LDAP (RFC 4511 4.1.9, and those of OpenLDAP's library below 0) means for whoever reads a directory.
#pragma once

#include <string>

#include "ldap/directory_connection.hpp"

namespace wmireach::ldap {

struct FailureContext {
  std::string host, base;  // base: of the search
  bool host_is_address = false, kerberos = false, authorities_named = false, tls = false;
  bool during_tls = false, during_bind = false;
};

// What a server says, for a message: in UTF-8, without control characters, and of 300 bytes at most.
std::string shown(const std::string& text);

// `text` is what the server or the library says besides.
DirectoryFailure failure_of(int code, const std::string& text, const FailureContext& context);

}  // namespace wmireach::ldap
