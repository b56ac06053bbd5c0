// SPDX-License-Identifier: Apache-2.0
#include "capture/rpc_calls.hpp"

#include <algorithm>

#include "capture/ntlm_account.hpp"
#include "dcerpc/activation.hpp"
#include "dcerpc/wmi_login.hpp"

namespace wmireach::capture {
namespace {

using dcerpc::PacketType;

constexpr std::size_t most_contexts = 1024, most_calls = 1024;  // that are remembered

std::optional<RpcEventKind> kind_of(PacketType type) {
  switch (type) {
    case PacketType::bind: return RpcEventKind::bind;
    case PacketType::bind_ack: return RpcEventKind::bind_ack;
    case PacketType::bind_nak: return RpcEventKind::bind_nak;
    case PacketType::alter_context: return RpcEventKind::alter_context;
    case PacketType::alter_context_response: return RpcEventKind::alter_context_response;
    case PacketType::auth3: return RpcEventKind::auth3;
    case PacketType::request: return RpcEventKind::request;
    case PacketType::response: return RpcEventKind::response;
    case PacketType::fault: return RpcEventKind::fault;
    default: return std::nullopt;
  }
}

bool is_activation(const RpcEvent& event) {
  return event.interfaces == std::vector{dcerpc::remote_scm_activator} && event.opnum == dcerpc::opnum_remote_create_instance;
}
bool is_login(const RpcEvent& event) { return event.interfaces == std::vector{dcerpc::wbem_level_1_login} && event.opnum == dcerpc::opnum_ntlm_login; }

void read_request(dcerpc::View stub, RpcEvent& event) {
  if (is_activation(event)) {
    if (const auto request = dcerpc::decode_activation_request(stub)) event.activated_class = request->class_id;
  } else if (is_login(event)) {
    if (const auto request = dcerpc::decode_login_request(stub)) event.wmi_namespace = request->network_resource;
  }
}

void read_response(dcerpc::View stub, RpcEvent& event) {
  if (is_activation(event)) {
    if (const auto response = dcerpc::decode_activation_response(stub)) {
      event.result = response->result;
      if (response->activated) event.service_port = response->activated->bindings.tcp_port();
    }
  } else if (is_login(event)) {
    if (const auto response = dcerpc::decode_login_response(stub)) event.result = response->result;
  }
}

// Where the event stands now; nullopt when there are too many.
std::optional<std::size_t> keep(RpcEvent event, Conversation& to) {
  if (to.events.size() >= most_events) {
    ++to.events_left_out;
    return std::nullopt;
  }
  to.events.push_back(std::move(event));
  return to.events.size() - 1;
}

template <typename Key, typename Value>
void remember(std::map<Key, Value>& all, Key key, Value value, std::size_t most) {
  if (all.size() >= most && !all.contains(key)) all.clear();
  all[key] = std::move(value);
}

}  // namespace

void RpcCalls::add(const dcerpc::Pdu& pdu, std::size_t packet, Conversation& to) {
  const auto kind = kind_of(pdu.header.type);
  if (!kind) return;
  RpcEvent event{.kind = *kind, .packet = packet, .call_id = pdu.header.call_id};
  if (pdu.auth) {
    event.auth_type = pdu.auth->type;
    event.auth_level = pdu.auth->level;
    if (*kind == RpcEventKind::auth3 || *kind == RpcEventKind::alter_context) event.account = ntlm_account(pdu.auth->token);
  }
  if (std::holds_alternative<dcerpc::Bind>(pdu.body)) return add_bind(pdu, std::move(event), to);
  if (std::holds_alternative<dcerpc::Request>(pdu.body)) return add_request(pdu, std::move(event), to);
  if (std::holds_alternative<dcerpc::Response>(pdu.body)) return add_response(pdu, std::move(event), to);
  if (const auto* ack = std::get_if<dcerpc::BindAck>(&pdu.body)) event.answers = ack->answers;
  if (const auto* nak = std::get_if<dcerpc::BindNak>(&pdu.body)) event.nak_reason = nak->reason;
  if (const auto* fault = std::get_if<dcerpc::Fault>(&pdu.body)) {
    event.fault = fault->status;
    name_call(event);
  }
  keep(std::move(event), to);
}

void RpcCalls::add_bind(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to) {
  for (const auto& context : std::get<dcerpc::Bind>(pdu.body).contexts) {
    // A second context for the same interface asks for features alone (MS-RPCE 3.3.1.5.3), or offers NDR64.
    if (std::ranges::find(event.interfaces, context.abstract_syntax) == event.interfaces.end()) event.interfaces.push_back(context.abstract_syntax);
    remember(contexts_, context.id, context.abstract_syntax, most_contexts);
  }
  keep(std::move(event), to);
}

void RpcCalls::name_call(RpcEvent& event) const {
  const auto call = calls_.find(event.call_id);
  if (call == calls_.end()) return;
  event.opnum = call->second.opnum;
  if (call->second.interface_) event.interfaces = {*call->second.interface_};
}

void RpcCalls::add_request(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to) {
  const auto& request = std::get<dcerpc::Request>(pdu.body);
  if ((pdu.header.flags & dcerpc::first_fragment) != 0) {
    Call call{.opnum = request.opnum};
    if (const auto context = contexts_.find(request.context_id); context != contexts_.end()) call.interface_ = context->second;
    remember(calls_, pdu.header.call_id, call, most_calls);
    name_call(event);
    event.sealed = event.auth_level == dcerpc::AuthLevel::privacy;
    requests_.event = keep(event, to);
    requests_.stub.reset();
  }
  if (!requests_.event) return;
  RpcEvent& kept = to.events[*requests_.event];
  if (kept.call_id != pdu.header.call_id) return;
  kept.packet = event.packet;
  if (kept.sealed || (!is_activation(kept) && !is_login(kept))) return;
  if (requests_.stub.add(pdu.header, request.stub) == dcerpc::Fragments::State::complete) read_request(requests_.stub.take(), kept);
}

void RpcCalls::add_response(const dcerpc::Pdu& pdu, RpcEvent event, Conversation& to) {
  const auto& response = std::get<dcerpc::Response>(pdu.body);
  if ((pdu.header.flags & dcerpc::first_fragment) != 0) {
    name_call(event);
    event.sealed = event.auth_level == dcerpc::AuthLevel::privacy;
    responses_.event = keep(event, to);
    responses_.stub.reset();
  }
  if (!responses_.event) return;
  RpcEvent& kept = to.events[*responses_.event];
  if (kept.call_id != pdu.header.call_id) return;
  kept.packet = event.packet;
  if (kept.sealed || (!is_activation(kept) && !is_login(kept))) return;
  if (responses_.stub.add(pdu.header, response.stub) == dcerpc::Fragments::State::complete) read_response(responses_.stub.take(), kept);
}

}  // namespace wmireach::capture
