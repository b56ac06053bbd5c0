// SPDX-License-Identifier: Apache-2.0
// An RPC association over one TCP connection: bind, and calls one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "dcerpc/pdu.hpp"
#include "observation/record.hpp"
#include "probe/security.hpp"
#include "probe/tcp_stream.hpp"

namespace wmireach::probe {

struct Answer {
  observation::Ending ending = observation::Ending::done;
  std::optional<std::uint32_t> code;  // as HRESULT, where one is known
  std::string text;
  dcerpc::Bytes stub;  // of a call that succeeded
  bool ok() const { return ending == observation::Ending::done; }
};

class Association {
 public:
  // Both outlive the association.
  Association(TcpStream& stream, const Allowance& allowance) : stream_(stream), allowance_(allowance) {}

  // Binds the interfaces as contexts 0, 1, ... `security` may be null: then nothing is authenticated. That the bind is accepted proves nothing
  // of the account: the first call does.
  Answer bind(std::span<const dcerpc::Syntax> interfaces, std::shared_ptr<Security> security, Deadline deadline);

  // Answers that are signed are verified, and those that should be and are not are refused.
  Answer call(std::uint16_t context, std::uint16_t opnum, const dcerpc::Bytes& stub, Deadline deadline, std::optional<dcerpc::Uuid> object = {});

 private:
  Answer read(dcerpc::Bytes& pdu, Deadline deadline);
  Answer write(const dcerpc::Bytes& pdu, Deadline deadline);
  Answer authenticate(const dcerpc::Bind& bind, Deadline deadline);
  Answer accepted(const dcerpc::Bytes& bytes, std::size_t contexts, dcerpc::Bytes& token);

  TcpStream& stream_;
  const Allowance& allowance_;
  std::shared_ptr<Security> security_;
  std::uint32_t call_id_ = 1;
};

}  // namespace wmireach::probe
