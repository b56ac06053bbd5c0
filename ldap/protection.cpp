// SPDX-License-Identifier: Apache-2.0
#include "ldap/directory_connection.hpp"

namespace wmireach::ldap {

void require_protection(const DirectoryUrl& url, const ConnectOptions& options) {
  if (url.tls && options.start_tls) throw DirectoryFailure{"ldaps:// has TLS from the start, and StartTLS would begin it again", "leave out --start-tls"};
  if (options.bind == Bind::simple && !url.tls && !options.start_tls)
    throw DirectoryFailure{"the password would cross the network in the clear; nothing was sent", "use ldaps://, or add --start-tls; or bind with Kerberos, without --bind-dn"};
}

}  // namespace wmireach::ldap
