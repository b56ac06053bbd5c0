// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/endpoint_mapper.hpp"

#include <algorithm>

#include "dcerpc/printable.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t all_elements = 0, all_versions = 1;
constexpr std::size_t longest_annotation = 64;  // with its NUL
constexpr std::uint32_t null = 0, first_referent = 1;  // full pointers are numbered from 1 on

void write(Writer& out, const LookupHandle& handle) { out.raw(handle.bytes); }

LookupHandle read_handle(Reader& in) {
  LookupHandle handle;
  std::ranges::copy(in.take(handle.bytes.size()), handle.bytes.begin());
  return handle;
}

// twr_t: a conformant structure, the size of its array in front.
void write_tower(Writer& out, const Tower& tower) {
  const Bytes bytes = encode(tower);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  out.align(4).u32(size).u32(size).raw(bytes);
}

View read_tower(Reader& in) {
  in.align(4);
  const std::uint32_t conformance = in.u32(), length = in.u32();
  if (length > conformance) in.fail();
  const View bytes = in.take(conformance);
  return in.failed() ? View{} : bytes.first(length);
}

void write_varying_counts(Writer& out, std::uint32_t size, std::size_t actual) { out.u32(size).u32(0).u32(static_cast<std::uint32_t>(actual)); }

// The counts of a conformant varying array whose elements have at least `least_size` bytes.
std::size_t read_varying_counts(Reader& in, std::size_t least_size) {
  const std::uint32_t size = in.u32(), offset = in.u32(), actual = in.u32();
  if (offset != 0 || actual > size) in.fail();
  return in.count(actual, least_size);
}

}  // namespace

Bytes encode(const LookupRequest& request) {
  Writer out;
  out.u32(all_elements).u32(null).u32(null).u32(all_versions);
  write(out, request.handle);
  out.u32(request.max_entries);
  return out.take();
}

Decoded<LookupRequest> decode_lookup_request(View stub) {
  Reader in(stub);
  in.skip(4);
  if (in.u32() != null) in.skip(16);  // an object
  if (in.u32() != null) in.skip(20);  // an interface with its version
  in.skip(4);
  LookupRequest request{.handle = read_handle(in), .max_entries = in.u32()};
  if (in.failed()) return Problem::damaged;
  return request;
}

Bytes encode(const LookupResponse& response, std::uint32_t max_entries) {
  Writer out;
  write(out, response.handle);
  out.u32(static_cast<std::uint32_t>(response.entries.size()));
  write_varying_counts(out, max_entries, response.entries.size());
  std::uint32_t referent = first_referent;
  for (const auto& entry : response.entries) {
    out.align(4);
    write(out, entry.object);
    out.u32(entry.tower ? referent++ : null);
    const std::size_t length = std::min(entry.annotation.size(), longest_annotation - 1);
    out.u32(0).u32(static_cast<std::uint32_t>(length + 1)).raw({reinterpret_cast<const std::uint8_t*>(entry.annotation.data()), length}).u8(0);
  }
  for (const auto& entry : response.entries)
    if (entry.tower) write_tower(out, *entry.tower);
  out.align(4).u32(response.status);
  return out.take();
}

Decoded<LookupResponse> decode_lookup_response(View stub) {
  Reader in(stub);
  LookupResponse response{.handle = read_handle(in)};
  const std::uint32_t number = in.u32();
  constexpr std::size_t least_entry = 16 + 4 + 4 + 4;
  if (in.left() < 12) return Problem::damaged;
  const std::size_t entries = read_varying_counts(in, least_entry);
  if (in.failed() || number > entries) return Problem::count_out_of_range;
  std::vector<bool> has_tower(entries);
  for (std::size_t i = 0; i < entries; ++i) {
    in.align(4);
    MappedEndpoint entry{.object = read_uuid(in)};
    has_tower[i] = in.u32() != null;
    in.skip(4);
    const View annotation = in.take(in.u32());
    entry.annotation = printable(annotation.first(std::min(annotation.size(), longest_annotation)));
    if (in.failed()) return Problem::damaged;
    response.entries.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i < entries; ++i)
    if (has_tower[i])
      if (auto tower = decode_tower(read_tower(in))) response.entries[i].tower = std::move(*tower);
  in.align(4);
  response.status = in.u32();
  if (in.failed()) return Problem::damaged;
  response.entries.resize(number);
  return response;
}

Bytes encode(const MapRequest& request) {
  Writer out;
  out.u32(first_referent);
  write(out, Uuid{});
  out.u32(first_referent + 1);
  write_tower(out, request.tower);
  out.align(4);
  write(out, request.handle);
  out.u32(request.max_towers);
  return out.take();
}

Decoded<MapRequest> decode_map_request(View stub) {
  Reader in(stub);
  MapRequest request;
  if (in.u32() != null) in.skip(16);
  if (in.u32() != null) {
    auto tower = decode_tower(read_tower(in));
    if (!tower) return tower.problem;
    request.tower = std::move(*tower);
  }
  in.align(4);
  request.handle = read_handle(in);
  request.max_towers = in.u32();
  if (in.failed()) return Problem::damaged;
  return request;
}

Bytes encode(const MapResponse& response, std::uint32_t max_towers) {
  Writer out;
  write(out, response.handle);
  out.u32(static_cast<std::uint32_t>(response.towers.size()));
  write_varying_counts(out, max_towers, response.towers.size());
  for (std::uint32_t i = 0; i < response.towers.size(); ++i) out.u32(first_referent + i);
  for (const auto& tower : response.towers) write_tower(out, tower);
  out.align(4).u32(response.status);
  return out.take();
}

Decoded<MapResponse> decode_map_response(View stub) {
  Reader in(stub);
  MapResponse response{.handle = read_handle(in)};
  in.skip(4);  // the number of towers once more
  if (in.left() < 12) return Problem::damaged;
  const std::size_t towers = read_varying_counts(in, 4);
  if (in.failed()) return Problem::count_out_of_range;
  std::size_t given = 0;
  for (std::size_t i = 0; i < towers; ++i) given += in.u32() != null;
  for (; given > 0 && !in.failed(); --given)
    if (auto tower = decode_tower(read_tower(in))) response.towers.push_back(std::move(*tower));
  in.align(4);
  response.status = in.u32();
  if (in.failed()) return Problem::damaged;
  return response;
}

}  // namespace wmireach::dcerpc
