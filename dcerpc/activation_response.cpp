// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dcerpc/activation.hpp"
#include "dcerpc/activation_properties.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, first_referent = 0x00020000;

// ScmReplyInfoData (MS-DCOM 2.2.22.2.8).
Bytes scm_reply_of(const Activated& activated) {
  Writer out;
  out.u32(null).u32(first_referent).u64(activated.exporter).u32(first_referent + 4);
  write(out, activated.remote_unknown_pointer);
  out.u32(activated.authentication_hint).u16(activated.version.major).u16(activated.version.minor).u32(entries_of(activated.bindings));
  write(out, activated.bindings);
  return out.take();
}

bool read_scm_reply(View body, Activated& activated) {
  Reader in(body);
  const std::uint32_t reserved = in.u32(), reply = in.u32();
  if (reply == null) return false;
  if (reserved != null) in.skip(4);
  in.align(8);
  activated.exporter = in.u64();
  const std::uint32_t bindings = in.u32();
  activated.remote_unknown_pointer = read_uuid(in);
  activated.authentication_hint = in.u32();
  activated.version = {.major = in.u16(), .minor = in.u16()};
  if (bindings != null) {
    in.skip(4);  // the conformance: the array says its size itself
    activated.bindings = read_dual_string_array(in);
  }
  return !in.failed();
}

// PropsOutInfo (MS-DCOM 2.2.22.2.9).
Bytes properties_out_of(const Activated& activated) {
  const auto number = static_cast<std::uint32_t>(activated.interfaces.size());
  Writer out;
  out.u32(number).u32(first_referent).u32(first_referent + 4).u32(first_referent + 8).u32(number);
  for (const auto& made : activated.interfaces) write(out, made.interface_);
  out.u32(number);
  for (const auto& made : activated.interfaces) out.u32(made.result);
  out.u32(number);
  std::uint32_t referent = first_referent + 12;
  for (const auto& made : activated.interfaces) out.u32(made.reference ? referent += 4 : null);
  for (const auto& made : activated.interfaces) {
    if (!made.reference) continue;
    const Bytes bytes = encode(*made.reference);
    const auto size = static_cast<std::uint32_t>(bytes.size());
    out.align(4).u32(size).u32(size).raw(bytes);
  }
  return out.take();
}

bool read_properties_out(View body, Activated& activated) {
  Reader in(body);
  const std::uint32_t number = in.u32(), interfaces = in.u32(), results = in.u32(), references = in.u32();
  if (interfaces == null || references == null) return number == 0;
  const auto conformance = [&](std::size_t element) {
    const std::uint32_t size = in.u32();
    if (size != number) in.fail();
    return in.count(size, element);
  };
  auto& made = activated.interfaces;
  for (std::size_t n = conformance(16); n > 0; --n) made.push_back({.interface_ = read_uuid(in)});
  if (results != null) {
    conformance(4);
    for (auto& one : made) one.result = in.u32();
  }
  conformance(4);
  std::vector<bool> given(made.size());
  for (std::size_t i = 0; i < made.size(); ++i) given[i] = in.u32() != null;
  for (std::size_t i = 0; i < made.size() && !in.failed(); ++i) {
    if (!given[i]) continue;
    in.align(4);
    const std::uint32_t size = in.u32(), used = in.u32();
    const View bytes = in.take(size);
    if (in.failed() || used > size) return false;
    if (auto reference = decode_object_reference(bytes.first(used))) made[i].reference = std::move(*reference);
  }
  return !in.failed();
}

Decoded<Activated> activated_of(View reference) {
  const auto properties = decode_properties(reference, properties_out_class);
  if (!properties) return properties.problem;
  Activated activated;
  bool has_reply = false, has_interfaces = false;
  for (const auto& property : *properties) {
    if (property.class_id == scm_reply_info && !has_reply) {
      has_reply = true;
      if (!read_scm_reply(property.body, activated)) return Problem::damaged;
    } else if (property.class_id == properties_out_info && !has_interfaces) {
      has_interfaces = true;
      if (!read_properties_out(property.body, activated)) return Problem::damaged;
    }
  }
  if (!has_reply || !has_interfaces) return Problem::missing_property;
  return activated;
}

}  // namespace

const ObjectReference* ActivationResponse::reference_to(const Uuid& interface_) const {
  if (!activated) return nullptr;
  const auto found = std::ranges::find(activated->interfaces, interface_, &ActivatedInterface::interface_);
  return found != activated->interfaces.end() && found->result == 0 && found->reference ? &*found->reference : nullptr;
}

Bytes encode(const ActivationResponse& response) {
  Writer out;
  write_orpc_that(out);
  if (response.activated)
    write_interface_pointer(out, encode_properties(properties_out_interface, properties_out_class,
                                                   {{properties_out_info, properties_out_of(*response.activated)},
                                                    {scm_reply_info, scm_reply_of(*response.activated)}}));
  else write_interface_pointer(out, std::nullopt);
  out.align(4).u32(response.result);
  return out.take();
}

Decoded<ActivationResponse> decode_activation_response(View stub) {
  Reader in(stub);
  read_orpc_that(in);
  const auto reference = read_interface_pointer(in);
  in.align(4);
  ActivationResponse response{.result = in.u32()};
  if (in.failed()) return Problem::damaged;
  if (!reference) return response.result != 0 ? Decoded<ActivationResponse>(response) : Problem::missing_property;
  auto activated = activated_of(*reference);
  if (activated) response.activated = std::move(*activated);
  else if (response.result == 0) return activated.problem;
  return response;
}

}  // namespace wmireach::dcerpc
