// SPDX-License-Identifier: Apache-2.0
#include "probe/name_lookup.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netdb.h>
#include <sys/select.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace wmireach::probe {
namespace {

using observation::Ending;

Ending ending_of(int status) {
  switch (status) {
    case ARES_SUCCESS: return Ending::done;
    case ARES_ENOTFOUND:
    case ARES_ENONAME: return Ending::no_such_name;
    case ARES_ENODATA: return Ending::no_address;
    default: return Ending::no_resolver;
  }
}

// The library's set-up for one look; queries that are not finished end with it.
class Channel {
 public:
  explicit Channel(Deadline deadline) {
    static std::once_flag once;
    std::call_once(once, [] { ares_library_init(ARES_LIB_INIT_ALL); });
    ares_options options{};
    options.tries = 2;
    options.timeout = static_cast<int>(std::max<long long>(200, deadline.left().count() / 4));
    good_ = ares_init_options(&channel_, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES) == ARES_SUCCESS;
  }
  ~Channel() {
    if (good_) ares_destroy(channel_);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  bool good() const { return good_; }
  ares_channel get() const { return channel_; }

  void run(Deadline deadline, const Allowance& allowance) {
    while (!deadline.passed() && !allowance.stopped()) {
      fd_set readable, writable;
      FD_ZERO(&readable);
      FD_ZERO(&writable);
      const int count = ares_fds(channel_, &readable, &writable);
      if (count == 0) return;
      const auto wait = std::min<std::chrono::milliseconds>(deadline.left(), attention);
      timeval limit{.tv_sec = 0, .tv_usec = static_cast<suseconds_t>(wait.count() * 1000)};
      if (select(count, &readable, &writable, nullptr, &limit) < 0) return;
      ares_process(channel_, &readable, &writable);
    }
    ares_cancel(channel_);
  }

 private:
  ares_channel channel_{};
  bool good_ = false;
};

void take_addresses(void* into, int status, int, ares_addrinfo* found) {
  auto& answer = *static_cast<NameAnswer*>(into);
  answer.ending = ending_of(status);
  if (status != ARES_SUCCESS) answer.text = ares_strerror(status);
  if (found == nullptr) return;
  for (const auto* node = found->nodes; node != nullptr; node = node->ai_next) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = node->ai_family == AF_INET ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(node->ai_addr)->sin_addr) : &reinterpret_cast<const sockaddr_in6*>(node->ai_addr)->sin6_addr;
    if (inet_ntop(node->ai_family, bytes, text.data(), text.size()) != nullptr && std::ranges::find(answer.addresses, text.data()) == answer.addresses.end()) answer.addresses.emplace_back(text.data());
  }
  for (const auto* c = found->cnames; c != nullptr; c = c->next)
    if (c->name != nullptr) answer.real_name = c->name;
  if (answer.addresses.empty() && answer.ending == Ending::done) answer.ending = Ending::no_address;
  ares_freeaddrinfo(found);
}

void take_names(void* into, int status, int, hostent* found) {
  auto& answer = *static_cast<NameAnswer*>(into);
  answer.ending = ending_of(status);
  if (status != ARES_SUCCESS) answer.text = ares_strerror(status);
  else if (found != nullptr && found->h_name != nullptr) answer.real_name = found->h_name;
}

}  // namespace

NameAnswer addresses_of(const std::string& name, Family family, Deadline deadline, const Allowance& allowance) {
  NameAnswer answer{.ending = Ending::no_resolver, .addresses = {}, .real_name = {}, .text = "no answer before the deadline"};
  Channel channel(deadline);
  if (!channel.good()) return answer;
  ares_addrinfo_hints hints{};
  hints.ai_family = family == Family::ipv4 ? AF_INET : AF_INET6;
  hints.ai_flags = ARES_AI_CANONNAME;
  answer.text.clear();
  ares_getaddrinfo(channel.get(), name.c_str(), nullptr, &hints, take_addresses, &answer);
  channel.run(deadline, allowance);
  return answer;
}

NameAnswer name_of_address(const std::string& address, Deadline deadline, const Allowance& allowance) {
  NameAnswer answer{.ending = Ending::no_resolver, .addresses = {}, .real_name = {}, .text = "no answer before the deadline"};
  Channel channel(deadline);
  in6_addr bytes{};
  const int family = address.find(':') == std::string::npos ? AF_INET : AF_INET6;
  if (!channel.good() || inet_pton(family, address.c_str(), &bytes) != 1) return answer;
  answer.text.clear();
  ares_gethostbyaddr(channel.get(), &bytes, family == AF_INET ? 4 : 16, family, take_names, &answer);
  channel.run(deadline, allowance);
  return answer;
}

}  // namespace wmireach::probe
