// SPDX-License-Identifier: Apache-2.0
// In a build without OpenLDAP's library.
#include "ldap/directory_connection.hpp"

namespace wmireach::ldap {

DirectoryFailure cannot_connect() {
  return {"this build cannot talk to a directory", "build it with -DWMIREACH_LDAP=ON, which needs OpenLDAP's library; or write the entries to a file with ldapsearch, and import that"};
}

std::unique_ptr<DirectoryConnection> connect(const DirectoryUrl&, const ConnectOptions&) { throw cannot_connect(); }

}  // namespace wmireach::ldap
