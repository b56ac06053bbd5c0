// SPDX-License-Identifier: Apache-2.0
#include "capture/conversations.hpp"

#include <algorithm>

namespace wmireach::capture {
namespace {

std::pair<Endpoint, Endpoint> key_of(const Endpoint& a, const Endpoint& b) { return a < b ? std::pair{a, b} : std::pair{b, a}; }

bool is_of_client(dcerpc::PacketType type) {
  using enum dcerpc::PacketType;
  return type == request || type == bind || type == alter_context || type == auth3 || type == cancel || type == orphaned;
}

}  // namespace

Conversations::Flow::Flow(const Endpoint& first, const Endpoint& second)
    : ends{first, second},
      pdus{PduStream([this](const dcerpc::Pdu& pdu, std::size_t packet) { take(pdu, 0, packet); }),
           PduStream([this](const dcerpc::Pdu& pdu, std::size_t packet) { take(pdu, 1, packet); })} {
  // A guess, until a SYN or a PDU says it: services have the lower ports.
  client = first.port < second.port ? 1 : 0;
}

void Conversations::Flow::set_client(std::size_t side) {
  if (client_is_known) return;
  client_is_known = true;
  client = side;
}

void Conversations::Flow::take(const dcerpc::Pdu& pdu, std::size_t side, std::size_t packet) {
  set_client(is_of_client(pdu.header.type) ? side : 1 - side);
  calls.add(pdu, packet, conversation);
}

bool Conversations::Flow::is_new_connection(const TcpSegment& segment, std::size_t side) const {
  if ((segment.flags & (tcp_syn | tcp_ack)) != tcp_syn) return false;
  return !syn || side != client || segment.sequence != syn_sequence;
}

void Conversations::Flow::segment(const TcpSegment& s, std::size_t side, std::size_t packet) {
  if ((s.flags & tcp_syn) != 0) {
    const bool answer = (s.flags & tcp_ack) != 0;
    set_client(answer ? 1 - side : side);
    if (answer) syn_ack = true;
    else syn = true, syn_sequence = s.sequence;
    streams[side].begin(s.sequence + 1);
  } else if (!streams[side].has_begun() && !s.payload.empty()) {
    pdus[side].begin_anywhere();
  }
  if ((s.flags & tcp_fin) != 0 && !ended) {
    ended = true;
    conversation.ended_by_server = side != client;
  }
  if ((s.flags & tcp_rst) != 0) {
    if (syn && !syn_ack && side != client) reset_before_answer = true;
    (side == client ? conversation.reset_by_client : conversation.reset_by_server) = true;
    return;  // what a reset carries is no data of the stream
  }
  if ((s.flags & tcp_ack) != 0) streams[1 - side].acknowledged(s.acknowledged, pdus[1 - side]);
  streams[side].segment(s.sequence + ((s.flags & tcp_syn) != 0 ? 1 : 0), s.payload, s.missing, packet, pdus[side]);
}

Conversation Conversations::Flow::finish() {
  for (std::size_t side = 0; side < 2; ++side) {
    streams[side].end(pdus[side]);
    conversation.gaps += pdus[side].gaps();
  }
  conversation.client = ends[client];
  conversation.server = ends[1 - client];
  conversation.beginning = syn_ack                                        ? Beginning::established
                           : !syn                                         ? Beginning::unseen
                           : reset_before_answer                          ? Beginning::reset
                           : conversation.refusal                         ? Beginning::unreachable
                           : conversation.is_rpc()                        ? Beginning::established
                                                                          : Beginning::no_answer;
  std::ranges::stable_sort(conversation.events, {}, &RpcEvent::packet);
  return std::move(conversation);
}

void Conversations::add(const Packet& packet, std::int64_t at) {
  if (capture_.packets++ == 0) capture_.began_at = at;
  capture_.ended_at = std::max(capture_.ended_at, at);
  if (const auto* segment = std::get_if<TcpSegment>(&packet)) add_segment(*segment, at);
  else if (const auto* refusal = std::get_if<IcmpRefusal>(&packet)) add_refusal(*refusal);
  else if (std::get<Uninteresting>(packet) == Uninteresting::fragment) ++capture_.fragments_left_out;
  else if (std::get<Uninteresting>(packet) == Uninteresting::damaged) ++capture_.damaged_packets;
}

void Conversations::add_segment(const TcpSegment& segment, std::int64_t at) {
  const auto [place, inserted] = latest_.try_emplace(key_of(segment.source, segment.destination), flows_.size());
  bool is_new = inserted;
  if (!inserted) {
    const Flow& flow = *flows_[place->second];
    is_new = flow.is_new_connection(segment, flow.ends[0] == segment.source ? 0 : 1);
  }
  if (is_new) {
    if (flows_.size() >= most_conversations) {
      if (inserted) latest_.erase(place);
      ++capture_.packets_left_out;
      return;
    }
    place->second = flows_.size();
    flows_.push_back(std::make_unique<Flow>(segment.source, segment.destination));
    flows_.back()->conversation.first_packet = capture_.packets;
    flows_.back()->conversation.began_at = at;
  }
  Flow& flow = *flows_[place->second];
  flow.segment(segment, flow.ends[0] == segment.source ? 0 : 1, capture_.packets);
}

void Conversations::add_refusal(const IcmpRefusal& refusal) {
  const auto place = latest_.find(key_of(refusal.source, refusal.destination));
  if (place == latest_.end()) return;  // of a packet that is not in the capture
  Conversation& conversation = flows_[place->second]->conversation;
  if (!conversation.refusal) conversation.refusal = refusal.refusal;
}

Capture Conversations::finish() {
  for (const auto& flow : flows_) capture_.conversations.push_back(flow->finish());
  flows_.clear();
  latest_.clear();
  return std::move(capture_);
}

}  // namespace wmireach::capture
