// SPDX-License-Identifier: Apache-2.0
#include "ldap/ldap_failure.hpp"

#include <algorithm>
#include <cstdint>

#include "exports/text_encoding.hpp"

namespace wmireach::ldap {
namespace {

// RFC 4511 4.1.9.
enum Result : std::int8_t {
  operations_error = 1, time_limit_exceeded = 3, size_limit_exceeded = 4, stronger_authentication_required = 8, referral = 10, admin_limit_exceeded = 11, confidentiality_required = 13, no_such_object = 32,
  invalid_dn_syntax = 34, invalid_credentials = 49, insufficient_access = 50, busy = 51, unavailable = 52,
  server_down = -1, local_error = -2, decoding_error = -4, timeout = -5, connect_error = -11
};

// Windows says after "data" which of its errors it was (MS-ERREF 2.2).
std::string cause_of_refusal(const std::string& text) {
  constexpr std::pair<const char*, const char*> causes[] = {{"data 525", "there is no such account"}, {"data 52e", "the name or the password is wrong"}, {"data 530", "the account may not log on at this hour"},
                                                            {"data 531", "the account may not log on from here"}, {"data 532", "the password has expired"}, {"data 533", "the account is disabled"},
                                                            {"data 701", "the account has expired"}, {"data 773", "the password has to be changed first"}, {"data 775", "the account is locked out"}};
  for (const auto& [mark, cause] : causes)
    if (text.find(mark) != std::string::npos) return cause;
  return "the name or the password is wrong";
}

DirectoryFailure of_tls(const std::string& said, const FailureContext& c) {
  constexpr auto nothing_known = "(unknown error code)";  // libldap keeps to itself what GnuTLS finds wrong
  return {"no TLS with " + c.host + ": " + (said == nothing_known ? "its certificate is not trusted, or is for another name" : said),
          c.authorities_named ? "its certificate has to be for this name, and signed by one of those in the file of --ca" : "its certificate has to be for this name; name the file of the authority that signed it with --ca"};
}

DirectoryFailure of_kerberos(const std::string& said, const FailureContext& c) {
  const auto says = [&](const char* part) { return said.find(part) != std::string::npos; };
  const std::string message = "Kerberos does not work with " + c.host + (said.empty() ? "" : ": " + said);
  if (c.host_is_address) return {message, "tickets are for names: name the domain controller by its DNS name"};
  if (says("not found in Kerberos database")) return {message, "the domain knows no service ldap/" + c.host + ": name the domain controller by its full DNS name"};
  if (says("redential") || says("ticket") || says("Ticket")) return {message, "get a ticket first: kinit NAME@REALM"};
  return {message, "look at the tickets with klist, or bind with a name and a password: --bind-dn"};
}

}  // namespace

std::string shown(const std::string& text) {
  constexpr std::size_t longest = 300;
  const auto goes_on = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::string out = exports::to_utf8(text);
  if (out.size() > longest) {
    std::size_t end = longest;
    while (goes_on(out[end])) --end;
    out.resize(end);
  }
  std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

DirectoryFailure failure_of(int code, const std::string& text, const FailureContext& c) {
  const std::string said = shown(text), also = said.empty() ? "" : ": " + said;
  switch (code) {
    case server_down: case connect_error:
      if (c.during_tls && !said.empty()) return of_tls(said, c);  // a port that is closed has no text
      return {c.host + " does not answer, or has closed the connection" + also, "is it a domain controller, and does TCP 389 (ldaps: 636) reach it from here?"};
    case timeout: return {c.host + " does not answer in time", "try again, or another domain controller"};
    case local_error:
      if (c.kerberos && c.during_bind) return of_kerberos(said, c);
      break;
    case invalid_credentials:
      if (c.kerberos) return {c.host + " refuses the ticket" + also, "look at it with klist; are the clocks of both machines right?"};
      return {c.host + " refuses the account: " + cause_of_refusal(text), "write the name as its distinguished name, as NAME@DOMAIN or as DOMAIN\\NAME"};
    case stronger_authentication_required: case confidentiality_required:
      if (c.kerberos && c.tls) return {c.host + " takes no Kerberos within TLS" + also, "use ldap:// without --start-tls: Kerberos signs and seals by itself"};
      return {c.host + " wants a better protected connection" + also, "use ldaps://, or add --start-tls"};
    case no_such_object: return {"there is no '" + shown(c.base) + "'" + also, "name a base that is there: --base DC=corp,DC=example"};
    case referral: return {"'" + shown(c.base) + "' is held by another server than " + c.host + also, "name a domain controller of that domain"};
    case invalid_dn_syntax: return {"'" + shown(c.base) + "' is no distinguished name" + also, "write it as DC=corp,DC=example"};
    case operations_error: case insufficient_access: return {c.host + " does not let this account read '" + shown(c.base) + "'" + also, "use an account that may read the directory"};
    case time_limit_exceeded: case size_limit_exceeded: case admin_limit_exceeded: return {c.host + " ended the search below '" + shown(c.base) + "' at one of its limits" + also, "read a part of the directory, with --base"};
    case busy: case unavailable: return {c.host + " is busy" + also, "try again, or another domain controller"};
    case decoding_error: return {c.host + " sent what is no LDAP, or more at once than is taken" + also, "is it a domain controller?"};
    default: break;
  }
  return {c.host + " answers with error " + std::to_string(code) + " of LDAP" + also, ""};
}

}  // namespace wmireach::ldap
