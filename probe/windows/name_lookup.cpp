// SPDX-License-Identifier: Apache-2.0
// By getaddrinfo and getnameinfo of Windows, which have no deadline: each runs in a thread of its own. They read the hosts file and ask the name
// servers, and may ask the local network as well (LLMNR, NetBIOS), as a client on this computer does.
#include "probe/name_lookup.hpp"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <mutex>

#include "probe/bounded_call.hpp"
#include "probe/windows/system_text.hpp"

namespace wmireach::probe {
namespace {

using observation::Ending;

void start_sockets() {
  static std::once_flag once;
  std::call_once(once, [] {
    WSADATA ignored{};
    (void)WSAStartup(MAKEWORD(2, 2), &ignored);
  });
}

Ending ending_of(int error) {
  switch (error) {
    case 0: return Ending::done;
    case WSAHOST_NOT_FOUND: return Ending::no_such_name;
    case WSANO_DATA: return Ending::no_address;
    default: return Ending::no_resolver;
  }
}

NameAnswer failed(int error) { return {.ending = ending_of(error), .addresses = {}, .real_name = {}, .text = system_text(static_cast<std::uint32_t>(error))}; }
NameAnswer unanswered() { return {.ending = Ending::no_resolver, .addresses = {}, .real_name = {}, .text = "no answer before the deadline"}; }

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// The canonical name of a short name is that with a domain of the search list behind it, which is no alias.
bool is_alias(std::string_view name, std::string_view canonical) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.find('.') == std::string_view::npos) canonical = canonical.substr(0, canonical.find('.'));
  return !canonical.empty() && !same(name, canonical);
}

struct Found {
  int error = 0;
  std::unique_ptr<ADDRINFOW, decltype(&FreeAddrInfoW)> first{nullptr, FreeAddrInfoW};
};

Found find(const std::string& name, int family) {
  ADDRINFOW hints{};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_CANONNAME;
  ADDRINFOW* first = nullptr;
  Found found;
  found.error = GetAddrInfoW(wide(name).c_str(), nullptr, &hints, &first);
  if (found.error == 0) found.first.reset(first);
  return found;
}

NameAnswer ask(const std::string& name, int family) {
  const Found found = find(name, family);
  // A name that has addresses of the other family only may be said not to be there at all.
  if (found.error == WSAHOST_NOT_FOUND && find(name, AF_UNSPEC).error == 0) return failed(WSANO_DATA);
  if (found.error != 0) return failed(found.error);
  NameAnswer answer{.ending = Ending::done, .addresses = {}, .real_name = {}, .text = {}};
  for (const auto* node = found.first.get(); node != nullptr; node = node->ai_next) {
    if (node->ai_family != family) continue;
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = family == AF_INET ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(node->ai_addr)->sin_addr) : &reinterpret_cast<const sockaddr_in6*>(node->ai_addr)->sin6_addr;
    if (inet_ntop(family, bytes, text.data(), text.size()) != nullptr && std::ranges::find(answer.addresses, text.data()) == answer.addresses.end()) answer.addresses.emplace_back(text.data());
    if (node->ai_canonname == nullptr || !answer.real_name.empty()) continue;
    if (std::string canonical = narrow(node->ai_canonname); is_alias(name, canonical)) answer.real_name = std::move(canonical);
  }
  if (answer.addresses.empty()) answer.ending = Ending::no_address;
  return answer;
}

template <class Address>
NameAnswer ask_back(const Address& address) {
  std::array<wchar_t, NI_MAXHOST> name{};
  if (const int error = GetNameInfoW(reinterpret_cast<const sockaddr*>(&address), sizeof address, name.data(), static_cast<DWORD>(name.size()), nullptr, 0, NI_NAMEREQD); error != 0) return failed(error);
  return {.ending = Ending::done, .addresses = {}, .real_name = narrow(name.data()), .text = {}};
}

}  // namespace

NameAnswer addresses_of(const std::string& name, Family family, Deadline deadline, const Allowance& allowance) {
  start_sockets();
  return within(deadline, allowance, [name, family] { return ask(name, family == Family::ipv4 ? AF_INET : AF_INET6); }).value_or(unanswered());
}

NameAnswer name_of_address(const std::string& address, Deadline deadline, const Allowance& allowance) {
  start_sockets();
  sockaddr_in ipv4{};
  ipv4.sin_family = AF_INET;
  if (inet_pton(AF_INET, address.c_str(), &ipv4.sin_addr) == 1) return within(deadline, allowance, [ipv4] { return ask_back(ipv4); }).value_or(unanswered());
  sockaddr_in6 ipv6{};
  ipv6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET6, address.c_str(), &ipv6.sin6_addr) == 1) return within(deadline, allowance, [ipv6] { return ask_back(ipv6); }).value_or(unanswered());
  return {.ending = Ending::no_resolver, .addresses = {}, .real_name = {}, .text = "this is not an address that has a reverse record"};
}

}  // namespace wmireach::probe
