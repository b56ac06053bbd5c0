// SPDX-License-Identifier: Apache-2.0
// One TCP connection, every wait of which has a deadline.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <span>
#include <string>

#include "observation/record.hpp"
#include "probe/deadline.hpp"

namespace wmireach::probe {

class TcpStream {
 public:
  explicit TcpStream(const Allowance& allowance) : allowance_(allowance), socket_(context_) {}

  struct Outcome {
    observation::Ending ending = observation::Ending::done;
    std::string text;  // of the operating system; empty when done
    bool ok() const { return ending == observation::Ending::done; }
  };

  // `address` without brackets; "fe80::1%eth0" is possible.
  //
  // What can be told apart (checked on Linux): a reset and ICMP port unreachable look alike (refused). ICMP prohibited is EACCES over IPv6; over
  // IPv4 it is EHOSTUNREACH at once, where nobody's having the address takes three seconds to be found out. An IPv6 refusal may take a second.
  Outcome connect(const std::string& address, std::uint16_t port, Deadline deadline);

  Outcome send(std::span<const std::uint8_t> bytes, Deadline deadline);
  Outcome receive(std::span<std::uint8_t> bytes, Deadline deadline);  // all of them; closed or silent otherwise

 private:
  // Runs the operation that was begun; false at the deadline, when it is cancelled.
  bool run(Deadline deadline);

  const Allowance& allowance_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
};

}  // namespace wmireach::probe
