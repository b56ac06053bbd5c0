// SPDX-License-Identifier: Apache-2.0
// Makes events of the PDUs of one connection: which interface and operation a call is for, and what can be read of it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "capture/conversation.hpp"
#include "dcerpc/fragments.hpp"

namespace wmireach::capture {

class RpcCalls {
 public:
  void add(const dcerpc::Pdu& pdu, std::size_t packet, Conversation& to);

 private:
  struct Call {
    std::optional<dcerpc::Syntax> interface_;
    std::uint16_t opnum = 0;
  };
  // One direction: the event of the call whose fragments come, and what there is of its stub.
  struct Side {
    std::optional<std::size_t> event;
    dcerpc::Fragments stub{{.bytes = 256 * 1024, .fragments = 256}};
  };

  void add_bind(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to);
  void add_request(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to);
  void add_response(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to);
  void name_call(RpcEvent& event) const;

  std::map<std::uint16_t, dcerpc::Syntax> contexts_;
  std::map<std::uint32_t, Call> calls_;
  Side requests_, responses_;
};

}  // namespace wmireach::capture
