// SPDX-License-Identifier: Apache-2.0
// UUIDs, syntax identifiers, and those that a remote WMI connection uses.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dcerpc/bytes.hpp"

namespace wmireach::dcerpc {

// In the order of the text form; on the wire the first three fields are little-endian (C706 appendix A, chapter 14.1).
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool is_nil() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;
};

// "e1af8308-5d1f-11c9-91a4-08002b14a0fa", in any case, without braces; nullopt for anything else.
constexpr std::optional<Uuid> parse_uuid(std::string_view text);

std::string format(const Uuid& uuid);  // in lower case

void write(Writer& out, const Uuid& uuid);  // 16 bytes; not aligned
Uuid read_uuid(Reader& in);                 // nil once the reader has failed

// An interface or a transfer syntax with its version (p_syntax_id_t, C706 12.6.3.1): the minor version is in the upper half on the wire.
struct Syntax {
  Uuid uuid;
  std::uint16_t major = 0;
  std::uint16_t minor = 0;

  auto operator<=>(const Syntax&) const = default;
};

void write(Writer& out, const Syntax& syntax);  // 20 bytes
Syntax read_syntax(Reader& in);

std::string format(const Syntax& syntax);  // "e1af8308-5d1f-11c9-91a4-08002b14a0fa v3.0"

// The name of a known interface or class, for example "IWbemLevel1Login"; empty for any other.
std::string_view name_of(const Uuid& uuid);

constexpr std::optional<Uuid> parse_uuid(std::string_view text) {
  constexpr auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t n = 0;
  for (std::size_t i = 0; i < 36;) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i++] != '-') return std::nullopt;
      continue;
    }
    const int high = digit(text[i]), low = digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid.bytes[n++] = static_cast<std::uint8_t>(high * 16 + low);
    i += 2;
  }
  return uuid;
}

consteval Uuid uuid_of(std::string_view text) { return parse_uuid(text).value(); }  // a text that is no UUID does not compile

// Interfaces. Sources: C706 appendix O; MS-DCOM 1.9; MS-WMI 3.1.4; MS-RPCE 2.2.4.12 for NDR and 3.3.1.5.3 for bind time features.
inline constexpr Syntax endpoint_mapper{uuid_of("e1af8308-5d1f-11c9-91a4-08002b14a0fa"), 3, 0};
inline constexpr Syntax object_exporter{uuid_of("99fcfec4-5260-101b-bbcb-00aa0021347a"), 0, 0};        // IObjectExporter
inline constexpr Syntax remote_scm_activator{uuid_of("000001a0-0000-0000-c000-000000000046"), 0, 0};   // IRemoteSCMActivator, also called ISystemActivator
inline constexpr Syntax activation_of_nt4{uuid_of("4d9f4ab8-7d1c-11cf-861e-0020af6e7c57"), 0, 0};      // IActivation: seen in captures, never sent
inline constexpr Syntax remote_unknown{uuid_of("00000131-0000-0000-c000-000000000046"), 0, 0};         // IRemUnknown
inline constexpr Syntax remote_unknown_2{uuid_of("00000143-0000-0000-c000-000000000046"), 0, 0};       // IRemUnknown2
inline constexpr Syntax wbem_level_1_login{uuid_of("f309ad18-d86a-11d0-a075-00c04fb68820"), 0, 0};     // IWbemLevel1Login
inline constexpr Syntax wbem_login_client_id{uuid_of("d4781cd6-e5d3-44df-ad94-930efe48a887"), 0, 0};   // IWbemLoginClientID
inline constexpr Syntax wbem_services{uuid_of("9556dc99-828c-11cf-a37e-00aa003240c7"), 0, 0};          // IWbemServices
inline constexpr Syntax ndr{uuid_of("8a885d04-1ceb-11c9-9fe8-08002b104860"), 2, 0};                    // the transfer syntax
inline constexpr Syntax ndr64{uuid_of("71710533-beba-4937-8319-b5dbef9ccc36"), 1, 0};                  // seen in captures, never offered

// The class of the object that lets a client into WMI (MS-WMI 3.1.4.1).
inline constexpr Uuid class_wbem_level_1_login = uuid_of("8bc3f05e-d86b-11d0-a075-00c04fb68820");

}  // namespace wmireach::dcerpc
