// SPDX-License-Identifier: Apache-2.0
// The PDUs of connection-oriented RPC (C706 12.6, MS-RPCE 2.2.2), as the client or the server sends them. Both directions are encoded and
// decoded: a recorded conversation is read with this as well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

enum class PacketType : std::uint8_t {
  request = 0, response = 2, fault = 3,
  bind = 11, bind_ack = 12, bind_nak = 13, alter_context = 14, alter_context_response = 15, auth3 = 16,
  shutdown = 17, cancel = 18, orphaned = 19,
};

std::string_view name_of(PacketType type);  // "bind_ack"

// Bits of Header::flags (C706 12.6.3.1, MS-RPCE 2.2.2.3).
inline constexpr std::uint8_t first_fragment = 0x01;
inline constexpr std::uint8_t last_fragment = 0x02;
inline constexpr std::uint8_t header_signing = 0x04;  // in bind, alter_context and their answers: the token covers the header; else: pending cancel
inline constexpr std::uint8_t did_not_execute = 0x20;
inline constexpr std::uint8_t has_object = 0x80;      // a request names an object, which for DCOM is the IPID

inline constexpr std::size_t header_size = 16;
inline constexpr std::size_t trailer_size = 8;          // in front of the token
inline constexpr std::size_t call_header_size = 24;     // of request, without object, and of response: where its stub begins
inline constexpr std::size_t largest_fragment = 65535;  // what frag_length can say
inline constexpr std::uint16_t usual_fragment = 5840;   // what Windows offers in bind (MS-RPCE 3.3.3.5.7)

struct Header {
  std::uint8_t minor_version = 0;  // 0 or 1
  PacketType type = PacketType::request;
  std::uint8_t flags = first_fragment | last_fragment;
  std::uint16_t fragment_length = 0;  // of the whole PDU, trailer and token included; set by encoding
  std::uint16_t token_length = 0;     // auth_length; 0: there is no trailer; set by encoding
  std::uint32_t call_id = 0;

  bool operator==(const Header&) const = default;
};

// MS-RPCE 2.2.1.1.8: levels.
enum class AuthLevel : std::uint8_t { unset = 0, none = 1, connect = 2, call = 3, packet = 4, integrity = 5, privacy = 6 };
// MS-RPCE 2.2.1.1.7: who checks. A peer may send any other number.
enum class AuthType : std::uint8_t { none = 0, negotiate = 9, ntlm = 10, tls = 14, kerberos = 16, netlogon = 68 };

std::string_view name_of(AuthLevel level);  // as the vocabulary writes it: "pkt-integrity"; empty for an unknown number
std::string_view name_of(AuthType type);    // "spnego", "ntlm", "kerberos", ...; empty for an unknown number

// sec_trailer (MS-RPCE 2.2.2.11). Encoding aligns it and sets pad_length; with an empty token it leaves the trailer out.
struct AuthTrailer {
  AuthType type = AuthType::none;
  AuthLevel level = AuthLevel::unset;
  std::uint8_t pad_length = 0;
  std::uint32_t context_id = 0;
  Bytes token;

  bool operator==(const AuthTrailer&) const = default;
};

struct PresentationContext {
  std::uint16_t id = 0;
  Syntax abstract_syntax;                 // the interface
  std::vector<Syntax> transfer_syntaxes;  // 255 at most

  bool operator==(const PresentationContext&) const = default;
};

struct Bind {  // also alter_context
  std::uint16_t max_transmit = usual_fragment;
  std::uint16_t max_receive = usual_fragment;
  std::uint32_t association_group = 0;  // 0 asks for a new one
  std::vector<PresentationContext> contexts;  // 255 at most

  bool operator==(const Bind&) const = default;
};

// p_cont_def_result_t (C706 12.6.3.1, MS-RPCE 2.2.2.4).
enum class ContextResult : std::uint16_t { acceptance = 0, user_rejection = 1, provider_rejection = 2, negotiate_ack = 3 };

struct ContextAnswer {
  ContextResult result = ContextResult::acceptance;
  std::uint16_t reason = 0;  // of a provider_rejection: status.hpp names it; of negotiate_ack: a bit mask of features
  Syntax transfer_syntax;    // nil unless accepted

  bool operator==(const ContextAnswer&) const = default;
};

struct BindAck {  // also alter_context_response
  std::uint16_t max_transmit = usual_fragment;
  std::uint16_t max_receive = usual_fragment;
  std::uint32_t association_group = 0;
  std::string secondary_address;       // the port as text, or "\PIPE\..."; without its NUL; empty in alter_context_response
  std::vector<ContextAnswer> answers;  // in the order of the contexts that were asked for

  bool operator==(const BindAck&) const = default;
};

struct BindNak {
  std::uint16_t reason = 0;  // status.hpp names it
  std::vector<std::pair<std::uint8_t, std::uint8_t>> versions;  // that the server knows, major and minor; 255 at most

  bool operator==(const BindNak&) const = default;
};

struct Auth3 {  // nothing but its trailer (MS-RPCE 2.2.2.10)
  bool operator==(const Auth3&) const = default;
};

struct Request {
  std::uint32_t allocation_hint = 0;  // 0: encoding sets the size of the stub
  std::uint16_t context_id = 0;
  std::uint16_t opnum = 0;
  std::optional<Uuid> object;  // there exactly when has_object is set
  Bytes stub;                  // as it is on the wire: at level privacy it is sealed; without the padding of the trailer

  bool operator==(const Request&) const = default;
};

struct Response {
  std::uint32_t allocation_hint = 0;
  std::uint16_t context_id = 0;
  std::uint8_t cancel_count = 0;
  Bytes stub;  // as in Request

  bool operator==(const Response&) const = default;
};

struct Fault {
  std::uint32_t allocation_hint = 0;
  std::uint16_t context_id = 0;
  std::uint8_t cancel_count = 0;
  std::uint8_t fault_flags = 0;  // 1: the stub is extended error information (MS-EERR)
  std::uint32_t status = 0;      // status.hpp names it; a value below 0x10000 is a Win32 error, one above 0x80000000 an HRESULT
  Bytes stub;

  bool operator==(const Fault&) const = default;
};

struct OtherPdu {  // shutdown, cancel, orphaned: read past
  bool operator==(const OtherPdu&) const = default;
};

using Body = std::variant<OtherPdu, Bind, BindAck, BindNak, Auth3, Request, Response, Fault>;

struct Pdu {
  Header header;  // header.type tells bind from alter_context, and their answers
  Body body;
  std::optional<AuthTrailer> auth;

  bool operator==(const Pdu&) const = default;
};

// The first 16 bytes: what to read next is fragment_length - 16 bytes. `limit`: the longest PDU to be taken.
// too_short, not_rpc, foreign_representation, length_out_of_range, unknown_type.
Decoded<Header> decode_header(View bytes, std::size_t limit = largest_fragment);

// One PDU, which may have bytes behind it. truncated when it has fewer than fragment_length; trailer_out_of_range; damaged; count_out_of_range.
Decoded<Pdu> decode_pdu(View bytes, std::size_t limit = largest_fragment);

// The bytes of a PDU. Lengths, pad_length, has_object and an allocation hint of 0 are filled in; everything else is as given.
// Empty when it would be longer than 65535 bytes, or a list longer than its count can say.
Bytes encode(const Pdu& pdu);

// bind or alter_context with one interface, context id and NDR; `auth` holds the first or next token. Asks for header signing when there is one.
Pdu bind_of(std::uint32_t call_id, const Syntax& interface_, std::uint16_t context_id, std::optional<AuthTrailer> auth);
Pdu alter_context_of(std::uint32_t call_id, const Syntax& interface_, std::uint16_t context_id, std::uint32_t association_group, std::optional<AuthTrailer> auth);
Pdu auth3_of(std::uint32_t call_id, AuthTrailer auth);

}  // namespace wmireach::dcerpc
