// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/frame.hpp"
#include "dcerpc/pdu.hpp"
#include "dcerpc/printable.hpp"

namespace wmireach::dcerpc {
namespace {

// The elements are read one by one, so that a count is never believed before they are there.
constexpr std::size_t syntax_size = 20, context_size = 4 + syntax_size, answer_size = 4 + syntax_size;

Bind read_bind(Reader& in) {
  Bind bind;
  bind.max_transmit = in.u16();
  bind.max_receive = in.u16();
  bind.association_group = in.u32();
  const std::size_t contexts = in.count(in.u8(), 1);
  in.skip(3);
  for (std::size_t i = 0; i < contexts && !in.failed(); ++i) {
    if (in.left() < context_size) {
      in.fail();
      break;
    }
    PresentationContext context;
    context.id = in.u16();
    const std::uint8_t given = in.u8();
    in.skip(1);
    context.abstract_syntax = read_syntax(in);
    for (std::size_t n = in.count(given, syntax_size); n > 0; --n) context.transfer_syntaxes.push_back(read_syntax(in));
    bind.contexts.push_back(std::move(context));
  }
  return bind;
}

BindAck read_bind_ack(Reader& in) {
  BindAck ack;
  ack.max_transmit = in.u16();
  ack.max_receive = in.u16();
  ack.association_group = in.u32();
  ack.secondary_address = printable(in.take(in.u16()));
  in.align(4);
  const std::uint8_t given = in.u8();
  in.skip(3);
  for (std::size_t n = in.count(given, answer_size); n > 0; --n) {
    ContextAnswer answer;
    answer.result = static_cast<ContextResult>(in.u16());
    answer.reason = in.u16();
    answer.transfer_syntax = read_syntax(in);
    ack.answers.push_back(answer);
  }
  return ack;
}

BindNak read_bind_nak(Reader& in) {
  BindNak nak;
  nak.reason = in.u16();
  if (in.left() == 0) return nak;  // the list of versions is left out by some
  for (std::size_t n = in.count(in.u8(), 2); n > 0; --n) {
    const std::uint8_t major = in.u8();
    nak.versions.emplace_back(major, in.u8());
  }
  return nak;
}

Bytes rest_without(Reader& in, std::size_t pad) {
  const View rest = in.take(in.left());
  return {rest.begin(), rest.end() - static_cast<std::ptrdiff_t>(pad)};  // the frame has checked pad
}

Request read_request(Reader& in, const Frame& frame) {
  Request request;
  request.allocation_hint = in.u32();
  request.context_id = in.u16();
  request.opnum = in.u16();
  if ((frame.header.flags & has_object) != 0) request.object = read_uuid(in);
  if (!in.failed()) request.stub = rest_without(in, frame.pad_size);
  return request;
}

Response read_response(Reader& in, const Frame& frame) {
  Response response;
  response.allocation_hint = in.u32();
  response.context_id = in.u16();
  response.cancel_count = in.u8();
  in.skip(1);
  if (!in.failed()) response.stub = rest_without(in, frame.pad_size);
  return response;
}

Fault read_fault(Reader& in, const Frame& frame) {
  Fault fault;
  fault.allocation_hint = in.u32();
  fault.context_id = in.u16();
  fault.cancel_count = in.u8();
  fault.fault_flags = in.u8();
  fault.status = in.u32();
  in.skip(4);
  if (!in.failed()) fault.stub = rest_without(in, frame.pad_size);
  return fault;
}

Body read_body(Reader& in, const Frame& frame) {
  switch (frame.header.type) {
    case PacketType::bind:
    case PacketType::alter_context: return read_bind(in);
    case PacketType::bind_ack:
    case PacketType::alter_context_response: return read_bind_ack(in);
    case PacketType::bind_nak: return read_bind_nak(in);
    case PacketType::auth3: return Auth3{};
    case PacketType::request: return read_request(in, frame);
    case PacketType::response: return read_response(in, frame);
    case PacketType::fault: return read_fault(in, frame);
    default: return OtherPdu{};
  }
}

}  // namespace

Decoded<Pdu> decode_pdu(View bytes, std::size_t limit) {
  const auto frame = decode_frame(bytes, limit);
  if (!frame) return frame.problem;
  Pdu pdu{.header = frame->header};
  Reader in(frame->body());
  pdu.body = read_body(in, *frame);
  if (in.failed()) return Problem::damaged;
  if (frame->has_trailer()) {
    const View token = frame->pdu.subspan(frame->token_at);
    pdu.auth = AuthTrailer{.type = frame->type, .level = frame->level, .pad_length = static_cast<std::uint8_t>(frame->pad_size),
                           .context_id = frame->context_id, .token = {token.begin(), token.end()}};
  }
  return pdu;
}

}  // namespace wmireach::dcerpc
