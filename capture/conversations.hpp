// SPDX-License-Identifier: Apache-2.0
// Sorts packets into TCP connections and follows each of them.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "capture/conversation.hpp"
#include "capture/packet.hpp"
#include "capture/pdu_stream.hpp"
#include "capture/rpc_calls.hpp"
#include "capture/tcp_stream.hpp"

namespace wmireach::capture {

class Conversations {
 public:
  void add(const Packet& packet, std::int64_t at = 0);  // the next one of the capture; microseconds since 1970-01-01 UTC
  Capture finish();

 private:
  // Side 0 is where the first packet came from.
  struct Flow {
    Flow(const Endpoint& first, const Endpoint& second);
    void segment(const TcpSegment& segment, std::size_t side, std::size_t packet);
    void take(const dcerpc::Pdu& pdu, std::size_t side, std::size_t packet);
    void set_client(std::size_t side);
    bool is_new_connection(const TcpSegment& segment, std::size_t side) const;
    Conversation finish();

    Endpoint ends[2];
    Conversation conversation;
    bool client_is_known = false;
    bool ended = false;  // by a FIN
    std::size_t client = 0;
    bool syn = false, syn_ack = false, reset_before_answer = false;
    std::uint32_t syn_sequence = 0;
    TcpStream streams[2];
    RpcCalls calls;
    PduStream pdus[2];
  };
  using Key = std::pair<Endpoint, Endpoint>;

  void add_segment(const TcpSegment& segment, std::int64_t at);
  void add_refusal(const IcmpRefusal& refusal);

  std::vector<std::unique_ptr<Flow>> flows_;
  std::map<Key, std::size_t> latest_;  // of the connections between two ends: the last one
  Capture capture_;
};

}  // namespace wmireach::capture
