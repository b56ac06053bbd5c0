// SPDX-License-Identifier: Apache-2.0
// The container of activation properties: a custom reference to an object, which holds a header and then the properties, each of them
// serialized by itself (MS-DCOM 2.2.18.6, 2.2.22; MS-RPCE 2.2.6). What the properties say is the business of activation.hpp.
#pragma once

#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

// MS-DCOM 1.9.
inline constexpr Uuid properties_in_interface = uuid_of("000001a2-0000-0000-c000-000000000046");
inline constexpr Uuid properties_out_interface = uuid_of("000001a3-0000-0000-c000-000000000046");
inline constexpr Uuid properties_in_class = uuid_of("00000338-0000-0000-c000-000000000046");
inline constexpr Uuid properties_out_class = uuid_of("00000339-0000-0000-c000-000000000046");
inline constexpr Uuid instantiation_info = uuid_of("000001ab-0000-0000-c000-000000000046");
inline constexpr Uuid activation_context_info = uuid_of("000001a5-0000-0000-c000-000000000046");
inline constexpr Uuid location_info = uuid_of("000001a4-0000-0000-c000-000000000046");
inline constexpr Uuid scm_request_info = uuid_of("000001aa-0000-0000-c000-000000000046");
inline constexpr Uuid scm_reply_info = uuid_of("000001b6-0000-0000-c000-000000000046");
inline constexpr Uuid properties_out_info = uuid_of("00000339-0000-0000-c000-000000000046");

struct Property {
  Uuid class_id;
  Bytes body;  // NDR, without the header that serialization puts in front
};

struct PropertyView {
  Uuid class_id;
  View body;
};

// The size of a property in the container: its header of 16 bytes and its body, up to a multiple of 8.
std::size_t serialized_size(std::size_t body_size);

Bytes encode_properties(const Uuid& interface_, const Uuid& class_id, const std::vector<Property>& properties);

// not_an_object_reference; foreign_object_reference for another kind or class; damaged; count_out_of_range.
Decoded<std::vector<PropertyView>> decode_properties(View reference, const Uuid& class_id);

}  // namespace wmireach::dcerpc
