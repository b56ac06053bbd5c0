// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/frame.hpp"

#include <algorithm>

namespace wmireach::dcerpc {
namespace {

constexpr bool is_known(std::uint8_t type) {
  switch (static_cast<PacketType>(type)) {
    case PacketType::request: case PacketType::response: case PacketType::fault:
    case PacketType::bind: case PacketType::bind_ack: case PacketType::bind_nak: case PacketType::alter_context:
    case PacketType::alter_context_response: case PacketType::auth3:
    case PacketType::shutdown: case PacketType::cancel: case PacketType::orphaned: return true;
  }
  return false;
}

}  // namespace

Decoded<Header> decode_header(View bytes, std::size_t limit) {
  if (bytes.size() < header_size) return Problem::too_short;
  Reader in(bytes);
  Header header;
  const std::uint8_t version = in.u8();
  header.minor_version = in.u8();
  const std::uint8_t type = in.u8();
  header.flags = in.u8();
  const std::uint8_t integers_and_characters = in.u8(), floating_point = in.u8();
  in.skip(2);
  header.fragment_length = in.u16();
  header.token_length = in.u16();
  header.call_id = in.u32();
  if (version != 5 || header.minor_version > 1) return Problem::not_rpc;
  if (!is_known(type)) return Problem::unknown_type;
  header.type = static_cast<PacketType>(type);
  if (integers_and_characters != 0x10 || floating_point != 0) return Problem::foreign_representation;  // C706 14.1
  if (header.fragment_length < header_size || header.fragment_length > limit) return Problem::length_out_of_range;
  return header;
}

Decoded<Frame> decode_frame(View bytes, std::size_t limit) {
  const auto header = decode_header(bytes, limit);
  if (!header) return header.problem;
  if (bytes.size() < header->fragment_length) return Problem::truncated;
  Frame frame{.header = *header, .pdu = bytes.first(header->fragment_length)};
  frame.trailer_at = frame.token_at = frame.pdu.size();
  if (!frame.has_trailer()) return frame;

  const std::size_t begin = std::max(header_size, stub_begin(*header));
  if (begin + trailer_size + header->token_length > frame.pdu.size()) return Problem::trailer_out_of_range;
  frame.token_at = frame.pdu.size() - header->token_length;
  frame.trailer_at = frame.token_at - trailer_size;
  Reader in(frame.pdu.subspan(frame.trailer_at, trailer_size));
  frame.type = static_cast<AuthType>(in.u8());
  frame.level = static_cast<AuthLevel>(in.u8());
  frame.pad_size = in.u8();
  in.skip(1);
  frame.context_id = in.u32();
  if (frame.pad_size > frame.trailer_at - begin) return Problem::trailer_out_of_range;
  return frame;
}

std::size_t stub_begin(const Header& header) {
  switch (header.type) {
    case PacketType::request: return (header.flags & has_object) != 0 ? call_header_size + 16 : call_header_size;
    case PacketType::response: return call_header_size;
    case PacketType::fault: return call_header_size + 8;
    default: return 0;
  }
}

}  // namespace wmireach::dcerpc
