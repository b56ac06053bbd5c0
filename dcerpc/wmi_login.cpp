// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/wmi_login.hpp"

#include "dcerpc/wide_text.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::uint32_t null = 0, referent = 0x00020000;

// A unique pointer to a string of 16-bit characters: conformant and varying, with its NUL.
void write_text(Writer& out, const std::optional<std::string>& text) {
  out.align(4);
  if (!text) {
    out.u32(null);
    return;
  }
  const std::u16string units = utf16_of(*text) + u'\0';
  const auto number = static_cast<std::uint32_t>(units.size());
  out.u32(referent).u32(number).u32(0).u32(number);
  for (const char16_t unit : units) out.u16(unit);
}

std::optional<std::string> read_text(Reader& in) {
  in.align(4);
  if (in.u32() == null) return std::nullopt;
  const std::uint32_t size = in.u32(), offset = in.u32(), actual = in.u32();
  if (offset != 0 || actual > size) in.fail();
  std::u16string units(in.count(actual, 2), u'\0');
  for (auto& unit : units) unit = in.u16();
  return utf8_of(std::u16string_view(units).substr(0, units.find(u'\0')));
}

}  // namespace

Bytes encode(const LoginRequest& request, const Uuid& causality) {
  Writer out;
  write_orpc_this(out, causality);
  write_text(out, request.network_resource);
  write_text(out, request.preferred_locale);
  out.align(4).u32(request.flags);
  write_interface_pointer(out, std::nullopt);
  return out.take();
}

Decoded<LoginRequest> decode_login_request(View stub) {
  Reader in(stub);
  read_orpc_this(in);
  LoginRequest request;
  request.network_resource = read_text(in).value_or("");
  request.preferred_locale = read_text(in);
  in.align(4);
  request.flags = in.u32();
  if (in.failed()) return Problem::damaged;
  return request;
}

Bytes encode(const LoginResponse& response) {
  Writer out;
  write_orpc_that(out);
  write_interface_pointer(out, response.namespace_ ? std::optional(encode(*response.namespace_)) : std::nullopt);
  out.align(4).u32(response.result);
  return out.take();
}

Decoded<LoginResponse> decode_login_response(View stub) {
  Reader in(stub);
  read_orpc_that(in);
  const auto bytes = read_interface_pointer(in);
  in.align(4);
  LoginResponse response{.result = in.u32()};
  if (in.failed()) return Problem::damaged;
  if (!bytes) return response.result != 0 ? Decoded<LoginResponse>(response) : Problem::missing_property;
  auto reference = decode_object_reference(*bytes);
  if (reference) response.namespace_ = std::move(*reference);
  else if (response.result == 0) return reference.problem;
  return response;
}

}  // namespace wmireach::dcerpc
