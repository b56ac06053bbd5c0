// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dcerpc/frame.hpp"
#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::size_t most_elements = 255;  // what a count of one byte can say

View view_of(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

std::uint32_t hint_of(std::uint32_t given, const Bytes& stub) { return given != 0 ? given : static_cast<std::uint32_t>(stub.size()); }

// Writes one body; false where a list is longer than its count can say.
struct BodyWriter {
  Writer& out;

  bool operator()(const OtherPdu&) const { return true; }

  bool operator()(const Bind& bind) const {
    if (bind.contexts.size() > most_elements) return false;
    out.u16(bind.max_transmit).u16(bind.max_receive).u32(bind.association_group).u8(static_cast<std::uint8_t>(bind.contexts.size())).zeros(3);
    for (const auto& context : bind.contexts) {
      if (context.transfer_syntaxes.size() > most_elements) return false;
      out.u16(context.id).u8(static_cast<std::uint8_t>(context.transfer_syntaxes.size())).u8(0);
      write(out, context.abstract_syntax);
      for (const auto& syntax : context.transfer_syntaxes) write(out, syntax);
    }
    return true;
  }

  bool operator()(const BindAck& ack) const {
    if (ack.answers.size() > most_elements || ack.secondary_address.size() >= largest_fragment) return false;
    out.u16(ack.max_transmit).u16(ack.max_receive).u32(ack.association_group);
    if (ack.secondary_address.empty()) out.u16(0);
    else out.u16(static_cast<std::uint16_t>(ack.secondary_address.size() + 1)).raw(view_of(ack.secondary_address)).u8(0);
    out.align(4).u8(static_cast<std::uint8_t>(ack.answers.size())).zeros(3);
    for (const auto& answer : ack.answers) {
      out.u16(static_cast<std::uint16_t>(answer.result)).u16(answer.reason);
      write(out, answer.transfer_syntax);
    }
    return true;
  }

  bool operator()(const BindNak& nak) const {
    if (nak.versions.size() > most_elements) return false;
    out.u16(nak.reason).u8(static_cast<std::uint8_t>(nak.versions.size()));
    for (const auto& [major, minor] : nak.versions) out.u8(major).u8(minor);
    return true;
  }

  bool operator()(const Auth3&) const {
    out.zeros(4);
    return true;
  }

  bool operator()(const Request& request) const {
    out.u32(hint_of(request.allocation_hint, request.stub)).u16(request.context_id).u16(request.opnum);
    if (request.object) write(out, *request.object);
    out.raw(request.stub);
    return true;
  }

  bool operator()(const Response& response) const {
    out.u32(hint_of(response.allocation_hint, response.stub)).u16(response.context_id).u8(response.cancel_count).u8(0).raw(response.stub);
    return true;
  }

  bool operator()(const Fault& fault) const {
    out.u32(hint_of(fault.allocation_hint, fault.stub)).u16(fault.context_id).u8(fault.cancel_count).u8(fault.fault_flags).u32(fault.status).u32(0);
    out.raw(fault.stub);
    return true;
  }
};

// MS-RPCE 2.2.2.11 wants a trailer at a multiple of 16 of the body. Samba and impacket do so behind stubs at most, and align the trailer of a bind
// to 4 as C706 13.2.6.1 does; so does this.
std::size_t padding_of(const Header& header, std::size_t size) {
  const std::size_t stub_at = stub_begin(header);
  return stub_at != 0 ? stub_padding(size - stub_at) : (4 - size % 4) % 4;
}

}  // namespace

Bytes encode(const Pdu& pdu) {
  Header header = pdu.header;
  if (const auto* request = std::get_if<Request>(&pdu.body))
    header.flags = static_cast<std::uint8_t>(request->object ? header.flags | has_object : header.flags & ~has_object);

  Writer out;
  out.u8(5).u8(header.minor_version).u8(static_cast<std::uint8_t>(header.type)).u8(header.flags).u32(0x10);
  constexpr std::size_t lengths_at = 8;
  out.u32(0).u32(header.call_id);
  if (!std::visit(BodyWriter{out}, pdu.body)) return {};
  std::size_t token_size = 0;
  if (pdu.auth && !pdu.auth->token.empty()) {
    const std::size_t pad = padding_of(header, out.size());
    out.zeros(pad).u8(static_cast<std::uint8_t>(pdu.auth->type)).u8(static_cast<std::uint8_t>(pdu.auth->level)).u8(static_cast<std::uint8_t>(pad)).u8(0);
    out.u32(pdu.auth->context_id).raw(pdu.auth->token);
    token_size = pdu.auth->token.size();
  }
  if (out.size() > largest_fragment) return {};
  out.set_u16(lengths_at, static_cast<std::uint16_t>(out.size()));
  out.set_u16(lengths_at + 2, static_cast<std::uint16_t>(token_size));
  return out.take();
}

namespace {

Pdu with_context(PacketType type, std::uint32_t call_id, Bind bind, const Syntax& interface_, std::uint16_t context_id, std::optional<AuthTrailer> auth) {
  Pdu pdu;
  pdu.header.type = type;
  pdu.header.call_id = call_id;
  if (auth) pdu.header.flags |= header_signing;
  bind.contexts.push_back({.id = context_id, .abstract_syntax = interface_, .transfer_syntaxes = {ndr}});
  pdu.body = std::move(bind);
  pdu.auth = std::move(auth);
  return pdu;
}

}  // namespace

Pdu bind_of(std::uint32_t call_id, const Syntax& interface_, std::uint16_t context_id, std::optional<AuthTrailer> auth) {
  return with_context(PacketType::bind, call_id, {}, interface_, context_id, std::move(auth));
}

Pdu alter_context_of(std::uint32_t call_id, const Syntax& interface_, std::uint16_t context_id, std::uint32_t association_group, std::optional<AuthTrailer> auth) {
  return with_context(PacketType::alter_context, call_id, {.association_group = association_group}, interface_, context_id, std::move(auth));
}

Pdu auth3_of(std::uint32_t call_id, AuthTrailer auth) {
  Pdu pdu;
  pdu.header.type = PacketType::auth3;
  pdu.header.call_id = call_id;
  pdu.body = Auth3{};
  pdu.auth = std::move(auth);
  return pdu;
}

}  // namespace wmireach::dcerpc
