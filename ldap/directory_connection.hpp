// SPDX-License-Identifier: Apache-2.0
// A connection to a directory, for reading only. What is asked is in directory_reading.hpp, how it is asked in openldap_connection.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exports/directory_entry.hpp"
#include "ldap/directory_url.hpp"

namespace wmireach::ldap {

// Thrown when a directory cannot be read. In the form of a diagnostic.
struct DirectoryFailure {
  std::string message, hint;
};

enum class Scope : std::uint8_t { base, subtree };  // RFC 4511 4.5.1.2

struct Query {
  std::string base;
  Scope scope = Scope::subtree;
  std::string filter;                   // RFC 4515
  std::vector<std::string> attributes;  // by name; values come under the descriptions that the server gives
};

class DirectoryConnection {
 public:
  virtual ~DirectoryConnection() = default;

  // Calls `each` for every entry, in the order of the server. Throws DirectoryFailure.
  virtual void search(const Query& query, const std::function<void(exports::DirectoryEntry&&)>& each) = 0;
};

enum class Bind : std::uint8_t {
  kerberos,  // SASL GSSAPI (RFC 4752) with the tickets that the caller has
  simple,    // name and password (RFC 4513 5.1.3), through TLS only
};

struct ConnectOptions {
  Bind bind = Bind::kerberos;
  std::string name, password;  // for a simple bind
  bool start_tls = false;      // RFC 4511 4.14; ldaps:// has TLS from the start
  std::string authorities;     // a file of certificates to trust, in PEM; empty: those of the system
};

// Empty: this build can talk to a directory. Else a message and a hint that say how to get one that can.
DirectoryFailure cannot_connect();

// Throws DirectoryFailure for a simple bind without TLS, and for TLS twice. The password plays no part: it need not be asked for first.
void require_protection(const DirectoryUrl& url, const ConnectOptions& options);

// Throws DirectoryFailure, in time bounded by what the constants of openldap_connection.cpp say. The certificate of a server is always checked.
// A simple bind without protection, or with an empty password, which a server takes as nobody's (RFC 4513 5.1.2), is refused before anything is sent.
std::unique_ptr<DirectoryConnection> connect(const DirectoryUrl& url, const ConnectOptions& options);

}  // namespace wmireach::ldap
