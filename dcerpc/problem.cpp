// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/problem.hpp"

namespace wmireach::dcerpc {

std::string_view text(Problem problem) {
  switch (problem) {
    case Problem::none: return "";
    case Problem::too_short: return "there are fewer bytes than the header of a PDU has";
    case Problem::not_rpc: return "the bytes are not a PDU of connection-oriented RPC, version 5.0 or 5.1";
    case Problem::foreign_representation: return "the PDU is not written in little-endian numbers, ASCII and IEEE floating point";
    case Problem::length_out_of_range: return "the PDU claims a length that is less than its header or more than is taken";
    case Problem::truncated: return "the PDU is longer than the bytes at hand";
    case Problem::unknown_type: return "the PDU is of a type that connection-oriented RPC does not have";
    case Problem::unexpected_type: return "the PDU is of another type than is expected here";
    case Problem::trailer_out_of_range: return "the authentication token or its padding is longer than the PDU allows";
    case Problem::damaged: return "the data end before the message does";
    case Problem::count_out_of_range: return "a count in the message says more than the message holds";
    case Problem::fragment_out_of_order: return "a fragment does not continue the call that was begun";
    case Problem::too_many_fragments: return "the fragments of the call are more than is taken";
    case Problem::not_an_object_reference: return "the data are not a reference to a COM object";
    case Problem::foreign_object_reference: return "the reference to a COM object is of another kind than this call gives";
    case Problem::missing_property: return "the answer lacks a part that it must have";
  }
  return "";
}

}  // namespace wmireach::dcerpc
