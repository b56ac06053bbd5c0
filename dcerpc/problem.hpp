// SPDX-License-Identifier: Apache-2.0
// What can be wrong with bytes of a peer, and the result of decoding them. Decoding never throws but for lack of memory, and never allocates
// more than a small multiple of its input.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace wmireach::dcerpc {

enum class Problem : std::uint8_t {
  none,
  // the frame (C706 12.6.3.1)
  too_short,               // fewer bytes than a header has
  not_rpc,                 // the version is not 5.0 or 5.1
  foreign_representation,  // not little-endian, ASCII and IEEE
  length_out_of_range,     // frag_length below 16 or above the limit
  truncated,               // frag_length is more than the bytes at hand
  unknown_type,            // a packet type that connection-oriented RPC does not have
  unexpected_type,         // another packet type than the caller asked for
  trailer_out_of_range,    // auth_length or auth_pad_length does not fit the PDU
  // the body, or the stub data of a call
  damaged,                 // the data end before the message does
  count_out_of_range,      // a count or an offset says more than the message holds
  // fragments
  fragment_out_of_order,   // a first fragment in the middle, or none at the beginning, or of another call
  too_many_fragments,      // more fragments or bytes than the limit
  // objects (MS-DCOM 2.2.18, 2.2.22)
  not_an_object_reference, // the signature is missing
  foreign_object_reference,// a kind of reference, class or interface that the call does not give
  missing_property,        // the activation properties lack a part that they must have
};

// One clause, as in docs/message-style.md: "the data end before the message does". Empty for none.
std::string_view text(Problem problem);

// A value, or the reason why there is none.
template <typename T>
struct Decoded {
  std::optional<T> value;
  Problem problem = Problem::none;  // none exactly when there is a value

  Decoded(T v) : value(std::move(v)) {}           // implicit, so that a decoder returns either
  Decoded(Problem p) : problem(p) {}              // p is not none
  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  T& operator*() { return *value; }
  const T* operator->() const { return &*value; }
  T* operator->() { return &*value; }
};

}  // namespace wmireach::dcerpc
