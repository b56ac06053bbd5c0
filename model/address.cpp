// SPDX-License-Identifier: Apache-2.0
#include "model/address.hpp"

#include <charconv>

#include <boost/asio/ip/address.hpp>

namespace wmireach::model {

std::vector<std::uint8_t> address_bytes(const std::string& text) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(text, error);
  if (error) return {};
  if (address.is_v4()) {
    const auto bytes = address.to_v4().to_bytes();
    return {bytes.begin(), bytes.end()};
  }
  const auto bytes = address.to_v6().to_bytes();
  return {bytes.begin(), bytes.end()};
}

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
