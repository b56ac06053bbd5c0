// SPDX-License-Identifier: Apache-2.0
// POST requests of WS-Man by libcurl, on Windows by WinHTTP, over one connection as long as the peer keeps it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "observation/record.hpp"
#include "probe/deadline.hpp"

namespace wmireach::probe {

struct HttpAnswer {
  observation::Ending ending = observation::Ending::done;  // done: some HTTP answer came, whatever its status
  std::string text;                                        // of the library; empty when done
  long status = 0;
  std::string body;                                        // at most 64 KiB
  std::vector<std::string> challenges;                     // values of WWW-Authenticate
};

class HttpExchange {
 public:
  // Dials `address`, and calls the host `name`.
  HttpExchange(const std::string& name, const std::string& address, std::uint16_t port, bool https);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

  HttpAnswer post(const std::string& body, const std::vector<std::string>& headers, Deadline deadline, const Allowance& allowance);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace wmireach::probe
