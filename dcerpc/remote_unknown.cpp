// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/remote_unknown.hpp"

#include <algorithm>

#include "dcerpc/object_reference.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::size_t most_references = 0xFFFF;

}  // namespace

Bytes encode(const ReleaseRequest& request, const Uuid& causality) {
  const std::size_t number = std::min(request.references.size(), most_references);
  Writer out;
  write_orpc_this(out, causality);
  out.u16(static_cast<std::uint16_t>(number)).align(4).u32(static_cast<std::uint32_t>(number));
  for (std::size_t i = 0; i < number; ++i) {
    const auto& reference = request.references[i];
    write(out, reference.interface_pointer);
    out.u32(reference.public_references).u32(reference.private_references);
  }
  return out.take();
}

Decoded<ReleaseRequest> decode_release_request(View stub) {
  Reader in(stub);
  read_orpc_this(in);
  const std::uint16_t number = in.u16();
  in.align(4);
  const std::uint32_t size = in.u32();
  if (in.failed()) return Problem::damaged;
  const std::size_t given = in.count(size, 16 + 8);
  if (in.failed() || given != number) return Problem::count_out_of_range;
  ReleaseRequest request;
  for (std::size_t i = 0; i < given; ++i) {
    InterfaceReferences reference{.interface_pointer = read_uuid(in)};
    reference.public_references = in.u32();
    reference.private_references = in.u32();
    request.references.push_back(reference);
  }
  return request;
}

Bytes encode(const ReleaseResponse& response) {
  Writer out;
  write_orpc_that(out);
  out.u32(response.result);
  return out.take();
}

Decoded<ReleaseResponse> decode_release_response(View stub) {
  Reader in(stub);
  read_orpc_that(in);
  const ReleaseResponse response{.result = in.u32()};
  if (in.failed()) return Problem::damaged;
  return response;
}

}  // namespace wmireach::dcerpc
