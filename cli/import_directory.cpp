// SPDX-License-Identifier: Apache-2.0
#include "cli/import_directory.hpp"

#include <algorithm>

#include "cli/platform/secret.hpp"
#include "cli/session.hpp"
#include "ldap/directory_reading.hpp"

namespace wmireach::cli {
namespace {

[[noreturn]] void cannot_read(const std::string& where, std::string message, std::string hint) { throw BadInput{{{.file = where, .message = std::move(message), .hint = std::move(hint)}}}; }

// The library would not say what it dislikes about the file.
void require_certificates(const std::string& file) {
  if (!file.empty() && read_input(file).find("-----BEGIN CERTIFICATE-----") == std::string::npos)
    cannot_read(file, "there is no certificate in PEM in this file", "it holds blocks that begin with '-----BEGIN CERTIFICATE-----'");
}

std::string password_for(const std::string& address, const DirectoryOptions& options) {
  const bool asked = options.password_file < 0;
  auto password = asked ? platform::ask_secret("Password of " + options.bind_name + " for " + address + ": ") : platform::read_secret(options.password_file);
  if (!password)
    cannot_read(asked ? address : "--password-fd", asked ? "no password was given" : "no password can be read from file descriptor " + std::to_string(options.password_file),
           asked ? "type it on a terminal, or hand over an open file: --password-fd 3 3<FILE" : "open it for the program, such as --password-fd 3 3<FILE");
  return std::move(*password);
}

}  // namespace

bool is_directory_address(const std::string& word) { return ldap::looks_like_directory_url(word); }

void require_directory_for(const DirectoryOptions& options, const std::vector<std::string>& words) {
  if (std::ranges::any_of(words, is_directory_address)) return;
  const char* given = !options.base.empty() ? "--base" : !options.bind_name.empty() ? "--bind-dn" : options.start_tls ? "--start-tls" : !options.authorities.empty() ? "--ca" : nullptr;
  if (given != nullptr) cannot_read(given, "is for directories, and none is named", "write the address of one among the files: ldap://dc1.corp.example");
}

void read_directory(const std::string& address, const DirectoryOptions& options, std::string& password, exports::Survey& survey) {
  const auto url = ldap::parse_directory_url(address);
  if (!url.fault.empty()) cannot_read(address, "this is no address of a directory: " + url.fault, "write it as ldap://HOST or ldaps://HOST, with :PORT and /DC=corp,DC=example where they are needed");
  if (const auto absent = ldap::cannot_connect(); !absent.message.empty()) cannot_read(address, absent.message, absent.hint);
  require_certificates(options.authorities);
  ldap::ConnectOptions how{.bind = options.bind_name.empty() ? ldap::Bind::kerberos : ldap::Bind::simple, .name = options.bind_name, .password = {}, .start_tls = options.start_tls, .authorities = options.authorities};
  try {
    ldap::require_protection(url, how);
    if (how.bind == ldap::Bind::simple && password.empty()) password = password_for(url.server(), options);
    how.password = password;
    const auto connection = ldap::connect(url, how);
    ldap::read_directory_of(*connection, url.server(), options.base.empty() ? url.base : options.base, survey);
  } catch (const ldap::DirectoryFailure& failure) {
    cannot_read(url.server(), failure.message, failure.hint);
  }
}

}  // namespace wmireach::cli
