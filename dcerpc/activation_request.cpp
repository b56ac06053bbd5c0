// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/activation.hpp"
#include "dcerpc/activation_properties.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, first_referent = 0x00020000, second_referent = 0x00020004;
constexpr std::uint32_t identify = 2;  // the impersonation level of the activation itself; servers take no notice of it (MS-DCOM 2.2.22.2.4)

// InstantiationInfoData (MS-DCOM 2.2.22.2.1).
Bytes instantiation_of(const Uuid& class_id, const Uuid& interface_) {
  Writer out;
  write(out, class_id);
  out.u32(0).u32(0).u32(0).u32(1).u32(0).u32(first_referent);
  const std::size_t size_at = out.size();
  const ComVersion version;
  out.u32(0).u16(version.major).u16(version.minor).u32(1);
  write(out, interface_);
  out.set_u32(size_at, static_cast<std::uint32_t>(serialized_size(out.size())));
  return out.take();
}

// ActivationContextInfoData and LocationInfoData with nothing in them (2.2.22.2.5, 2.2.22.2.6).
Bytes no_context() { return Bytes(24); }
Bytes no_location() { return Bytes(16); }

// ScmRequestInfoData (2.2.22.2.4): the object is to be reached by TCP.
Bytes by_tcp() {
  Writer out;
  out.u32(null).u32(first_referent).u32(identify).u16(1).align(4).u32(second_referent).u32(1).u16(tower_id_tcp);
  return out.take();
}

ActivationRequest read_instantiation(Reader& in) {
  ActivationRequest request{.class_id = read_uuid(in)};
  in.skip(4 + 4 + 4);
  const std::uint32_t number = in.u32();
  in.skip(4);
  const std::uint32_t interfaces = in.u32();
  in.skip(4 + 4);
  if (interfaces == null) return request;
  const std::uint32_t size = in.u32();
  if (size != number) in.fail();
  for (std::size_t n = in.count(size, 16); n > 0; --n) request.interfaces.push_back(read_uuid(in));
  return request;
}

}  // namespace

Bytes wmi_activation_request(const Uuid& causality) {
  Writer out;
  write_orpc_this(out, causality);
  write_interface_pointer(out, std::nullopt);  // no outer object
  write_interface_pointer(out, encode_properties(properties_in_interface, properties_in_class,
                                                 {{instantiation_info, instantiation_of(class_wbem_level_1_login, wbem_level_1_login.uuid)},
                                                  {activation_context_info, no_context()},
                                                  {location_info, no_location()},
                                                  {scm_request_info, by_tcp()}}));
  return out.take();
}

Decoded<ActivationRequest> decode_activation_request(View stub) {
  Reader in(stub);
  read_orpc_this(in);
  read_interface_pointer(in);
  const auto reference = read_interface_pointer(in);
  if (in.failed()) return Problem::damaged;
  if (!reference) return Problem::missing_property;
  const auto properties = decode_properties(*reference, properties_in_class);
  if (!properties) return properties.problem;
  for (const auto& property : *properties) {
    if (property.class_id != instantiation_info) continue;
    Reader body(property.body);
    ActivationRequest request = read_instantiation(body);
    if (body.failed()) return Problem::damaged;
    return request;
  }
  return Problem::missing_property;
}

}  // namespace wmireach::dcerpc
