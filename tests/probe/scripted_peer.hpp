// SPDX-License-Identifier: Apache-2.0
// A peer on the loopback that answers each message that comes with the next of its own, whatever was asked.
#pragma once

#include <utility>  // Boost.Asio 1.74 needs it first under C++20

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <array>
#include <thread>
#include <vector>

#include "dcerpc/bytes.hpp"

namespace wmireach::tests {

class ScriptedPeer {
 public:
  // After the last answer it ends the connection, or with `stays` keeps quiet until the other side ends it.
  explicit ScriptedPeer(std::vector<dcerpc::Bytes> answers, bool stays = false)
      : acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}), thread_([this, answers = std::move(answers), stays] { serve(answers, stays); }) {}
  ~ScriptedPeer() {
    // One that nobody dialled is let go by dialling it.
    boost::system::error_code ignored;
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    socket.connect(acceptor_.local_endpoint(), ignored);
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  void serve(const std::vector<dcerpc::Bytes>& answers, bool stays) {
    boost::system::error_code error;
    boost::asio::ip::tcp::socket socket(context_);
    acceptor_.accept(socket, error);
    std::array<std::uint8_t, 8192> asked{};
    for (const auto& answer : answers) {
      if (socket.read_some(boost::asio::buffer(asked), error) == 0 || error) return;
      boost::asio::write(socket, boost::asio::buffer(answer), error);
    }
    while (stays && !error) socket.read_some(boost::asio::buffer(asked), error);
  }

  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::jthread thread_;
};

}  // namespace wmireach::tests
