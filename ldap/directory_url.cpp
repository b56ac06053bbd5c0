// SPDX-License-Identifier: Apache-2.0
#include "ldap/directory_url.hpp"

#include <charconv>

#include "model/estate.hpp"
#include "model/address.hpp"

namespace wmireach::ldap {
namespace {

constexpr std::string_view plain_scheme = "ldap://", tls_scheme = "ldaps://";
constexpr std::uint16_t plain_port = 389, tls_port = 636;

DirectoryUrl faulty(std::string fault) { return {.host = {}, .base = {}, .fault = std::move(fault)}; }

bool decode(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned byte = 0;
    const auto digits = text.substr(i + 1, 2);
    if (const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16); digits.size() != 2 || error != std::errc() || end != digits.data() + 2 || byte == 0) return false;
    out += static_cast<char>(byte);
    i += 2;
  }
  return true;
}

}  // namespace

bool DirectoryUrl::names_address() const { return !model::address_bytes(host).empty(); }

std::string DirectoryUrl::server() const {
  const bool brackets = host.find(':') != std::string::npos;
  return std::string(tls ? tls_scheme : plain_scheme) + (brackets ? "[" + host + "]" : host) + (port == (tls ? tls_port : plain_port) ? "" : ":" + std::to_string(port));
}

bool looks_like_directory_url(std::string_view text) {
  const std::string start = model::folded(text.substr(0, tls_scheme.size()));
  return start.starts_with(plain_scheme) || start.starts_with(tls_scheme);
}

DirectoryUrl parse_directory_url(std::string_view text) {
  if (!looks_like_directory_url(text)) return faulty("it begins with neither ldap:// nor ldaps://");
  DirectoryUrl url;
  url.tls = model::folded(text.substr(0, tls_scheme.size())) == tls_scheme;
  text.remove_prefix(url.tls ? tls_scheme.size() : plain_scheme.size());
  const auto slash = text.find('/');
  std::string_view server = text.substr(0, slash);
  if (server.find('@') != std::string_view::npos) return faulty("an address holds no user and no password");
  if (server.starts_with('[')) {
    const auto close = server.find(']');
    if (close == std::string_view::npos) return faulty("a bracket of its host is not closed");
    url.host = server.substr(1, close - 1);
    server.remove_prefix(close + 1);
  } else {
    const auto colon = server.find(':');
    url.host = server.substr(0, colon);
    server.remove_prefix(url.host.size());
  }
  constexpr std::string_view of_hosts = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:";
  if (url.host.empty() || url.host.find_first_not_of(of_hosts) != std::string::npos) return faulty("it names no host");
  url.port = url.tls ? tls_port : plain_port;
  if (!server.empty()) {
    const char *first = server.data() + 1, *last = server.data() + server.size();
    const auto [end, error] = std::from_chars(first, last, url.port);
    if (server.front() != ':' || error != std::errc() || end != last || url.port == 0) return faulty("its port is no number from 1 to 65535");
  }
  if (slash == std::string_view::npos) return url;
  const std::string_view base = text.substr(slash + 1);
  if (base.find('?') != std::string_view::npos) return faulty("what to search for is not to be said; write the server, and the distinguished name to begin with");
  if (!decode(base, url.base)) return faulty("a '%' in it is not followed by two digits");
  return url;
}

}  // namespace wmireach::ldap
