// SPDX-License-Identifier: Apache-2.0
// What every call to a COM object carries (ORPCTHIS, ORPCTHAT: MS-DCOM 2.2.13), and the standard reference to an object (MS-DCOM 2.2.18).
#pragma once

#include <cstdint>
#include <optional>

#include "dcerpc/bytes.hpp"
#include "dcerpc/dual_string_array.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint32_t object_reference_signature = 0x574F454D;  // "MEOW"
enum class ReferenceKind : std::uint32_t { standard = 1, handler = 2, custom = 4, extended = 8 };

// OBJREF_STANDARD with its STDOBJREF.
struct ObjectReference {
  Uuid interface_;
  std::uint32_t flags = 0;
  std::uint32_t public_references = 0;  // that the holder has to give back
  std::uint64_t exporter = 0;           // OXID
  std::uint64_t object = 0;             // OID
  Uuid interface_pointer;               // IPID: the object of further requests
  DualStringArray resolver;             // bindings of the object resolver

  bool operator==(const ObjectReference&) const = default;
};

Bytes encode(const ObjectReference& reference);
// not_an_object_reference, foreign_object_reference for any other kind, damaged.
Decoded<ObjectReference> decode_object_reference(View bytes);

// ORPCTHIS. The causality id is chosen by the caller, the same for all calls that one call leads to.
void write_orpc_this(Writer& out, const Uuid& causality, ComVersion version = {});
struct OrpcThis {
  ComVersion version;
  Uuid causality;
};
OrpcThis read_orpc_this(Reader& in);  // extensions are read past

void write_orpc_that(Writer& out);
void read_orpc_that(Reader& in);  // extensions are read past

// A unique pointer to an MInterfacePointer (MS-DCOM 2.2.14): null when nullopt. Reading gives a view of its bytes.
void write_interface_pointer(Writer& out, const std::optional<Bytes>& reference);
std::optional<View> read_interface_pointer(Reader& in);

}  // namespace wmireach::dcerpc
