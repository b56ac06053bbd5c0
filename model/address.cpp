// SPDX-License-Identifier: Apache-2.0
#include "model/address.hpp"

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

}  // namespace wmireach::model
