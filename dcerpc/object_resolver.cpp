// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/object_resolver.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, referent = 0x00020000;  // as Windows numbers its unique pointers

}  // namespace

Bytes server_alive_2_request() { return {}; }

Bytes encode(const ServerAlive2Response& response) {
  Writer out;
  out.u16(response.version.major).u16(response.version.minor).u32(response.bindings ? referent : null);
  if (response.bindings) {
    out.u32(entries_of(*response.bindings));
    write(out, *response.bindings);
  }
  out.align(4).u32(0).u32(response.status);
  return out.take();
}

Decoded<ServerAlive2Response> decode_server_alive_2_response(View stub) {
  Reader in(stub);
  ServerAlive2Response response;
  response.version = {.major = in.u16(), .minor = in.u16()};
  if (in.u32() != null) {
    const std::uint32_t size = in.u32();
    if (in.failed()) return Problem::damaged;
    Reader array(in.take(4 + std::size_t{2} * size));
    response.bindings = read_dual_string_array(array);
    if (in.failed() || array.failed()) return Problem::count_out_of_range;
  }
  in.align(4);
  in.skip(4);
  response.status = in.u32();
  if (in.failed()) return Problem::damaged;
  return response;
}

}  // namespace wmireach::dcerpc
