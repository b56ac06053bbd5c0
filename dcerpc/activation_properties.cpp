// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/activation_properties.hpp"

#include "dcerpc/object_reference.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, first_referent = 0x00020000, second_referent = 0x00020004;
constexpr std::uint32_t filler = 0xCCCCCCCC;
constexpr std::uint32_t remote_context = 2;  // MSHCTX_DIFFERENTMACHINE
constexpr std::size_t serialization_header = 16;

// Type serialization version 1 (MS-RPCE 2.2.6).
void write_serialized(Writer& out, View body) {
  const std::size_t padded = serialized_size(body.size()) - serialization_header;
  out.u8(1).u8(0x10).u16(8).u32(filler).u32(static_cast<std::uint32_t>(padded)).u32(0).raw(body).zeros(padded - body.size());
}

Bytes custom_header(const std::vector<Property>& properties, std::size_t total_size, std::size_t header_size) {
  const auto number = static_cast<std::uint32_t>(properties.size());
  Writer out;
  out.u32(static_cast<std::uint32_t>(total_size)).u32(static_cast<std::uint32_t>(header_size)).u32(0).u32(remote_context).u32(number);
  write(out, Uuid{});
  out.u32(first_referent).u32(second_referent).u32(null).u32(number);
  for (const auto& property : properties) write(out, property.class_id);
  out.u32(number);
  for (const auto& property : properties) out.u32(static_cast<std::uint32_t>(serialized_size(property.body.size())));
  return out.take();
}

struct CustomHeader {
  std::uint32_t size = 0;
  std::vector<Uuid> class_ids;
  std::vector<std::uint32_t> sizes;
};

CustomHeader read_custom_header(Reader& in) {
  CustomHeader header;
  in.skip(serialization_header + 4);
  header.size = in.u32();
  in.skip(4 + 4);
  const std::uint32_t number = in.u32();
  in.skip(16);
  const std::uint32_t class_ids = in.u32(), sizes = in.u32();
  in.skip(4);
  if (class_ids != null)
    for (std::size_t n = in.count(in.u32(), 16); n > 0; --n) header.class_ids.push_back(read_uuid(in));
  if (sizes != null)
    for (std::size_t n = in.count(in.u32(), 4); n > 0; --n) header.sizes.push_back(in.u32());
  if (header.class_ids.size() != number || header.sizes.size() != number) in.fail();
  return header;
}

}  // namespace

std::size_t serialized_size(std::size_t body_size) { return serialization_header + (body_size + 7) / 8 * 8; }

Bytes encode_properties(const Uuid& interface_, const Uuid& class_id, const std::vector<Property>& properties) {
  const std::size_t header_size = serialized_size(custom_header(properties, 0, 0).size());
  std::size_t total_size = header_size;
  for (const auto& property : properties) total_size += serialized_size(property.body.size());

  Writer out;
  out.u32(object_reference_signature).u32(static_cast<std::uint32_t>(ReferenceKind::custom));
  write(out, interface_);
  write(out, class_id);
  const auto blob_size = static_cast<std::uint32_t>(total_size + 8);
  out.u32(0).u32(blob_size + 8).u32(static_cast<std::uint32_t>(total_size)).u32(0);
  write_serialized(out, custom_header(properties, total_size, header_size));
  for (const auto& property : properties) write_serialized(out, property.body);
  return out.take();
}

Decoded<std::vector<PropertyView>> decode_properties(View reference, const Uuid& class_id) {
  Reader in(reference);
  const std::uint32_t signature = in.u32(), kind = in.u32();
  if (in.failed()) return Problem::damaged;
  if (signature != object_reference_signature) return Problem::not_an_object_reference;
  if (kind != static_cast<std::uint32_t>(ReferenceKind::custom)) return Problem::foreign_object_reference;
  in.skip(16);
  const Uuid given = read_uuid(in);
  in.skip(8 + 8);  // cbExtension, ObjectReferenceSize; dwSize, dwReserved
  if (in.failed()) return Problem::damaged;
  if (given != class_id) return Problem::foreign_object_reference;

  const View blob = in.rest();
  Reader header_in(blob);
  const CustomHeader header = read_custom_header(header_in);
  if (header_in.failed() || header.size > blob.size()) return Problem::count_out_of_range;
  Reader bodies(blob.subspan(header.size));
  std::vector<PropertyView> properties;
  for (std::size_t i = 0; i < header.sizes.size(); ++i) {
    Reader property(bodies.take(header.sizes[i]));
    property.skip(serialization_header);
    if (bodies.failed() || property.failed()) return Problem::damaged;
    properties.push_back({header.class_ids[i], property.rest()});
  }
  return properties;
}

}  // namespace wmireach::dcerpc
