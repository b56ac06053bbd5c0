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

// `text` is what the server or the library says besides; it is shown, without its control characters.
DirectoryFailure failure_of(int code, const std::string& text, const FailureContext& context);

}  // namespace wmireach::ldap
