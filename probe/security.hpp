// SPDX-License-Identifier: Apache-2.0
// A security context of one association: Kerberos, NTLM, or SPNEGO with Kerberos inside. By GSSAPI (NTLM by its plug-in gss-ntlmssp); on Windows by SSPI.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "dcerpc/secured_pdu.hpp"

namespace wmireach::probe {

struct Credentials {
  std::string kerberos_name;            // "mon@CORP.EXAMPLE"; empty: whoever the cache holds
  std::string ntlm_name;                // "CORP\\mon"
  std::optional<std::string> password;  // nullopt: the Kerberos cache
};

class Security {
 public:
  // `principal` is the service principal name as GSSAPI writes it: "host@dc1.corp.example". Nothing happens yet. `rpc`: with the further
  // leg that RPC adds to Kerberos (DCE style); HTTP goes without.
  Security(dcerpc::AuthType type, dcerpc::AuthLevel level, std::string principal, Credentials credentials, bool rpc = true);
  ~Security();
  Security(const Security&) = delete;
  Security& operator=(const Security&) = delete;

  // The next token for the peer, empty where none is left to send. nullopt: the library gave up, see problem(). The first call may ask a key
  // distribution centre and take as long as that likes.
  std::optional<dcerpc::Bytes> step(dcerpc::View token);
  bool complete() const;
  const std::string& problem() const;
  bool without_credentials() const;  // it failed as there is neither a password nor a ticket: nothing was tried

  dcerpc::AuthType type() const { return type_; }
  dcerpc::AuthLevel level() const { return level_; }
  bool signs() const { return level_ >= dcerpc::AuthLevel::integrity; }
  std::string account() const;  // as the library knows it; empty where it does not say

  // The size of a token for a call whose stub with padding has this size, and whose object takes `call_header` bytes in front of it. 0: cannot be done.
  std::size_t token_size(std::size_t call_header, std::size_t stub_size);
  bool protect(dcerpc::SecuredRequest& request);                       // signs or seals in place
  bool unprotect(dcerpc::Bytes& pdu, const dcerpc::SecuredView& view);  // verifies or unseals in place; false: it is not what the peer signed

 private:
  struct Context;
  dcerpc::AuthType type_;
  dcerpc::AuthLevel level_;
  std::unique_ptr<Context> context_;
};

}  // namespace wmireach::probe
