// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/uuid.hpp"

#include <algorithm>

namespace wmireach::dcerpc {
namespace {

// Where the bytes of the text form stand on the wire; its own inverse.
constexpr std::array<std::size_t, 16> wire_order{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

struct Name {
  Uuid uuid;
  std::string_view name;
};

constexpr auto names = std::to_array<Name>({
    {endpoint_mapper.uuid, "the endpoint mapper"},
    {object_exporter.uuid, "IObjectExporter"},
    {remote_scm_activator.uuid, "IRemoteSCMActivator"},
    {activation_of_nt4.uuid, "IActivation"},
    {remote_unknown.uuid, "IRemUnknown"},
    {remote_unknown_2.uuid, "IRemUnknown2"},
    {wbem_level_1_login.uuid, "IWbemLevel1Login"},
    {wbem_login_client_id.uuid, "IWbemLoginClientID"},
    {wbem_services.uuid, "IWbemServices"},
    {ndr.uuid, "NDR"},
    {ndr64.uuid, "NDR64"},
    {class_wbem_level_1_login, "WbemLevel1Login"},
});

}  // namespace

std::string format(const Uuid& uuid) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[uuid.bytes[i] >> 4];
    text += digits[uuid.bytes[i] & 15];
  }
  return text;
}

void write(Writer& out, const Uuid& uuid) {
  for (const std::size_t at : wire_order) out.u8(uuid.bytes[at]);
}

Uuid read_uuid(Reader& in) {
  Uuid uuid;
  const View bytes = in.take(uuid.bytes.size());
  if (bytes.empty()) return uuid;
  for (std::size_t i = 0; i < bytes.size(); ++i) uuid.bytes[wire_order[i]] = bytes[i];
  return uuid;
}

void write(Writer& out, const Syntax& syntax) {
  write(out, syntax.uuid);
  out.u16(syntax.major).u16(syntax.minor);
}

Syntax read_syntax(Reader& in) {
  Syntax syntax;
  syntax.uuid = read_uuid(in);
  syntax.major = in.u16();
  syntax.minor = in.u16();
  return syntax;
}

std::string format(const Syntax& syntax) { return format(syntax.uuid) + " v" + std::to_string(syntax.major) + "." + std::to_string(syntax.minor); }

std::string_view name_of(const Uuid& uuid) {
  const auto found = std::ranges::find(names, uuid, &Name::uuid);
  return found == names.end() ? std::string_view{} : found->name;
}

}  // namespace wmireach::dcerpc
