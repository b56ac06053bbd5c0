// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/object_reference.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, referent = 0x00020000;

// ORPC_EXTENT_ARRAY behind its pointer (MS-DCOM 2.2.13.2): what a side adds that the other need not know, such as the text of an error.
void skip_extensions(Reader& in) {
  in.align(4);
  if (in.u32() == null) return;
  in.skip(8);
  if (in.u32() == null) return;
  std::size_t given = 0;
  for (std::size_t n = in.count(in.u32(), 4); n > 0; --n) given += in.u32() != null;
  for (; given > 0 && !in.failed(); --given) {
    in.align(4);
    const std::uint32_t size = in.u32();
    in.skip(16 + 4);
    in.skip(size);
  }
  in.align(4);
}

}  // namespace

Bytes encode(const ObjectReference& reference) {
  Writer out;
  out.u32(object_reference_signature).u32(static_cast<std::uint32_t>(ReferenceKind::standard));
  write(out, reference.interface_);
  out.u32(reference.flags).u32(reference.public_references).u64(reference.exporter).u64(reference.object);
  write(out, reference.interface_pointer);
  write(out, reference.resolver);
  return out.take();
}

Decoded<ObjectReference> decode_object_reference(View bytes) {
  Reader in(bytes);
  const std::uint32_t signature = in.u32(), kind = in.u32();
  if (in.failed()) return Problem::damaged;
  if (signature != object_reference_signature) return Problem::not_an_object_reference;
  if (kind != static_cast<std::uint32_t>(ReferenceKind::standard)) return Problem::foreign_object_reference;
  ObjectReference reference;
  reference.interface_ = read_uuid(in);
  reference.flags = in.u32();
  reference.public_references = in.u32();
  reference.exporter = in.u64();
  reference.object = in.u64();
  reference.interface_pointer = read_uuid(in);
  if (in.left() < 4) return Problem::damaged;
  reference.resolver = read_dual_string_array(in);
  if (in.failed()) return Problem::count_out_of_range;
  return reference;
}

void write_orpc_this(Writer& out, const Uuid& causality, ComVersion version) {
  out.u16(version.major).u16(version.minor).u32(0).u32(0);
  write(out, causality);
  out.u32(null);
}

OrpcThis read_orpc_this(Reader& in) {
  OrpcThis read;
  read.version = {.major = in.u16(), .minor = in.u16()};
  in.skip(8);
  read.causality = read_uuid(in);
  skip_extensions(in);
  return read;
}

void write_orpc_that(Writer& out) { out.u32(0).u32(null); }

void read_orpc_that(Reader& in) {
  in.skip(4);
  skip_extensions(in);
}

void write_interface_pointer(Writer& out, const std::optional<Bytes>& reference) {
  out.align(4);
  if (!reference) {
    out.u32(null);
    return;
  }
  const auto size = static_cast<std::uint32_t>(reference->size());
  out.u32(referent).u32(size).u32(size).raw(*reference).align(4);
}

std::optional<View> read_interface_pointer(Reader& in) {
  in.align(4);
  if (in.u32() == null) return std::nullopt;
  const std::uint32_t conformance = in.u32(), size = in.u32();
  if (size > conformance) in.fail();
  const View bytes = in.take(conformance);
  if (in.failed()) return std::nullopt;
  return bytes.first(size);
}

}  // namespace wmireach::dcerpc
