// SPDX-License-Identifier: Apache-2.0
// Where the parts of a signed or sealed call stand in its PDU (MS-RPCE 2.2.2.11, 3.3.1.5.2.2). The codec knows no keys: its user signs, seals,
// verifies and unseals in place, by these offsets.
//
//   0 header | request or response header (with the object) | stub_at: stub and padding | trailer_at: sec_trailer, 8 bytes | token_at: token
//
// Level integrity with header signing: the token covers [0, token_at). Level privacy: [stub_at, trailer_at) is sealed, and the rest up to
// token_at signed. Without header signing, Kerberos covers [stub_at, trailer_at) alone; NTLM covers [0, token_at) in any case.
#pragma once

#include <cstddef>
#include <cstdint>

#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {

struct SecuredRequest {
  Bytes pdu;                   // complete but for the token, which is zeros; empty when it would be longer than 65535 bytes
  std::size_t stub_at = 0;
  std::size_t stub_size = 0;   // with the padding: to the trailer
  std::size_t trailer_at = 0;  // stub_at + stub_size
  std::size_t token_at = 0;    // trailer_at + 8
  std::size_t token_size = 0;  // to the end of pdu
};

// How calls of one association are secured.
struct CallSecurity {
  AuthType type = AuthType::none;
  AuthLevel level = AuthLevel::unset;
  std::uint32_t context_id = 0;  // that of the bind
  std::size_t token_size = 0;    // not 0: what the mechanism says its token for this stub will have (16 for NTLM)
};

// A request in one fragment. The stub is padded with zeros so that the trailer begins at a multiple of 16 behind stub_at (MS-RPCE 2.2.2.11).
SecuredRequest secured_request(std::uint32_t call_id, const Request& request, const CallSecurity& security);

// The size of stub and padding in such a request: what a mechanism wants to know before it says how large its token is.
std::size_t padded_size(std::size_t stub_size);

// Puts the token in its place; false, and nothing is changed, when it has another size than was reserved.
bool set_token(SecuredRequest& request, View token);

struct SecuredView {
  Header header;
  std::size_t stub_at = 0;     // 16 + 8 for a response, 16 + 16 for a fault, 16 + 8 or 16 + 24 for a request
  std::size_t stub_size = 0;   // with the padding
  std::size_t pad_size = 0;    // at most stub_size
  std::size_t trailer_at = 0;  // without trailer: the end of the PDU
  std::size_t token_at = 0;    // without trailer: the end of the PDU
  std::size_t token_size = 0;  // 0: the PDU has no trailer, so nothing protects it
  AuthType type = AuthType::none;
  AuthLevel level = AuthLevel::unset;
  std::uint32_t context_id = 0;
};

// The parts of a request, response or fault; any other type is unexpected_type. `pdu` is one PDU, and what is behind it is not looked at.
Decoded<SecuredView> secured_view(View pdu, std::size_t limit = largest_fragment);

// The stub without padding, to be taken once it is verified or unsealed in place; `view` comes from the same PDU.
View stub_of(View pdu, const SecuredView& view);
View token_of(View pdu, const SecuredView& view);

}  // namespace wmireach::dcerpc
