// SPDX-License-Identifier: Apache-2.0
#include <utility>  // Boost.Asio 1.74 needs it first under C++20

#include "probe/tcp_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

namespace wmireach::probe {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using observation::Ending;

// Nobody is asked for an address on the last link for shorter than this before it counts as nobody's.
constexpr std::chrono::milliseconds quickest_neighbour_failure{1000};

Ending ending_of(const error_code& error, std::chrono::milliseconds took) {
  if (error == asio::error::connection_refused) return Ending::refused;
  if (error == asio::error::timed_out) return Ending::dropped;
  if (error == asio::error::access_denied || error == asio::error::no_permission) return Ending::prohibited;
  if (error == asio::error::host_unreachable) return took < quickest_neighbour_failure ? Ending::prohibited : Ending::unreachable;
  if (error == asio::error::network_unreachable || error == asio::error::address_family_not_supported) return Ending::unreachable;
  return Ending::unreachable;
}

}  // namespace

bool TcpStream::run(Deadline deadline) {
  context_.restart();
  while (!context_.stopped()) {
    context_.run_until(std::min(deadline.at(), Clock::now() + attention));
    if (context_.stopped()) break;
    if (!deadline.passed() && !allowance_.stopped()) continue;
    error_code ignored;
    socket_.cancel(ignored);
    context_.run();
    return false;
  }
  return true;
}

TcpStream::Outcome TcpStream::connect(const std::string& address, std::uint16_t port, Deadline deadline) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return {Ending::unreachable, error.message()};
  const asio::ip::tcp::endpoint endpoint(ip, port);
  socket_.open(endpoint.protocol(), error);
  if (error) return {Ending::unreachable, error.message()};
  // The last token of an authentication and the first request are two writes in a row.
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
  const auto began = Clock::now();
  error = asio::error::would_block;
  socket_.async_connect(endpoint, [&](const error_code& e) { error = e; });
  if (!run(deadline)) return {Ending::dropped, "no answer"};
  if (!error) return {};
  return {ending_of(error, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began)), error.message()};
}

TcpStream::Outcome TcpStream::send(std::span<const std::uint8_t> bytes, Deadline deadline) {
  error_code error = asio::error::would_block;
  asio::async_write(socket_, asio::buffer(bytes.data(), bytes.size()), [&](const error_code& e, std::size_t) { error = e; });
  if (!run(deadline)) return {Ending::silent, "the target takes no data"};
  return error ? Outcome{Ending::closed, error.message()} : Outcome{};
}

TcpStream::Outcome TcpStream::receive(std::span<std::uint8_t> bytes, Deadline deadline) {
  error_code error = asio::error::would_block;
  asio::async_read(socket_, asio::buffer(bytes.data(), bytes.size()), [&](const error_code& e, std::size_t) { error = e; });
  if (!run(deadline)) return {Ending::silent, "no answer before the deadline"};
  return error ? Outcome{Ending::closed, error == asio::error::eof ? "the connection was ended" : error.message()} : Outcome{};
}

}  // namespace wmireach::probe
