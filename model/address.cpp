// SPDX-License-Identifier: Apache-2.0
#include "model/address.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace wmireach::model {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Four numbers from 0 to 255 without leading zeros, as inet_pton has it; each system's own function would have a mind of its own.
Bytes v4_bytes(std::string_view text) {
  Bytes bytes;
  for (std::size_t at = 0; bytes.size() < 4;) {
    const std::string_view part = text.substr(at, text.find('.', at) - at);
    unsigned value = 256;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || value > 255 || (part.size() > 1 && part.front() == '0')) return {};
    bytes.push_back(static_cast<std::uint8_t>(value));
    at += part.size();
    if (at == text.size()) return bytes.size() == 4 ? bytes : Bytes{};
    ++at;  // the dot
  }
  return {};
}

// Groups of up to four hexadecimal digits; the last one may be an IPv4 address. Empty text: no bytes.
std::optional<Bytes> groups(std::string_view text) {
  Bytes bytes;
  for (std::size_t at = 0; !text.empty();) {
    const std::string_view part = text.substr(at, text.find(':', at) - at);
    const bool last = at + part.size() == text.size();
    if (part.find('.') != std::string_view::npos) {
      const Bytes v4 = v4_bytes(part);
      if (!last || v4.empty()) return std::nullopt;
      bytes.insert(bytes.end(), v4.begin(), v4.end());
      return bytes;
    }
    unsigned value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, 16);
    if (error != std::errc{} || end != part.data() + part.size() || part.size() > 4) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(value >> 8));
    bytes.push_back(static_cast<std::uint8_t>(value & 0xff));
    if (last) break;
    at += part.size() + 1;
  }
  return bytes;
}

Bytes v6_bytes(std::string_view text) {
  constexpr std::size_t size = 16;
  text = text.substr(0, text.find('%'));  // the zone of a link-local address
  const std::size_t gap = text.find("::");
  const auto head = groups(text.substr(0, gap));
  if (!head) return {};
  if (gap == std::string_view::npos) return head->size() == size ? *head : Bytes{};
  const auto tail = groups(text.substr(gap + 2));
  // "::" stands for one group at least, and an IPv4 address in front of it is none.
  if (!tail || head->size() + tail->size() > size - 2 || text.substr(0, gap).find('.') != std::string_view::npos) return {};
  Bytes bytes(size, 0);
  std::ranges::copy(*head, bytes.begin());
  std::ranges::copy_backward(*tail, bytes.end());
  return bytes;
}

}  // namespace

std::vector<std::uint8_t> address_bytes(const std::string& text) { return text.find(':') == std::string::npos ? v4_bytes(text) : v6_bytes(text); }

std::optional<Subnet> subnet_of(const std::string& address) {
  const auto slash = address.find('/');
  if (slash == std::string::npos) return std::nullopt;
  std::size_t prefix = 0;
  const auto [end, error] = std::from_chars(address.data() + slash + 1, address.data() + address.size(), prefix);
  const auto bytes = address_bytes(address.substr(0, slash));
  if (error != std::errc{} || end != address.data() + address.size() || prefix > bytes.size() * 8 || bytes.empty()) return std::nullopt;
  return Subnet{bytes, prefix};
}

bool contains(const Subnet& subnet, const std::vector<std::uint8_t>& address) {
  if (subnet.bytes.size() != address.size()) return false;
  for (std::size_t bit = 0; bit < subnet.prefix; ++bit)
    if (((subnet.bytes[bit / 8] ^ address[bit / 8]) >> (7 - bit % 8)) & 1) return false;
  return true;
}

}  // namespace wmireach::model
