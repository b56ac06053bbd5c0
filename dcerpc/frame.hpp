// SPDX-License-Identifier: Apache-2.0
// The outer parts of one PDU: header, body, and the authentication trailer at its end (C706 12.6.3.1, MS-RPCE 2.2.2.11).
#pragma once

#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {

struct Frame {
  Header header;
  View pdu;                    // fragment_length bytes
  std::size_t trailer_at = 0;  // the end of the body; without trailer, the end of the PDU
  std::size_t token_at = 0;    // likewise
  std::size_t pad_size = 0;    // in front of the trailer; at most the size of the body
  AuthType type = AuthType::none;
  AuthLevel level = AuthLevel::unset;
  std::uint32_t context_id = 0;

  bool has_trailer() const { return header.token_length != 0; }
  View body() const { return pdu.subspan(header_size, trailer_at - header_size); }
};

Decoded<Frame> decode_frame(View bytes, std::size_t limit);

// Where the stub of a request, response or fault begins; 0 for any other type, which has none.
std::size_t stub_begin(const Header& header);

// The zeros between a stub and the trailer (MS-RPCE 2.2.2.11).
inline std::size_t stub_padding(std::size_t stub_size) { return (16 - stub_size % 16) % 16; }

}  // namespace wmireach::dcerpc
