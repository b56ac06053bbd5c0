// SPDX-License-Identifier: Apache-2.0
// The types of facts. Every value is held as a 64-bit integer; its type says how to read and write it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wmireach::rules {

enum class TypeKind : std::uint8_t { boolean, integer, date, enumeration, flags };

struct EnumValue {
  std::string_view name;
  std::string_view meaning;  // may be empty where the name says it all
};

struct Type {
  std::string_view name;  // "authentication-level"
  TypeKind kind;
  bool ordered = false;   // enumerations: may be compared with < <= > >=; integers and dates always may
  std::span<const EnumValue> values = {};         // enumeration and flags; a flag's bit is its index
  std::int64_t min = INT64_MIN, max = INT64_MAX;  // integers, both included
};

// "true", "5985", "2023-03-14", "pkt-privacy", "{remote-launch, remote-activation}".
std::string write_value(const Type& type, std::int64_t value);

// One scalar as written in a rule or a release default; for flags, one flag or a brace list.
// nullopt: not a value of this type, or out of its range.
std::optional<std::int64_t> parse_value(const Type& type, std::string_view text);

// yyyymmdd of a calendar date "yyyy-mm-dd"; nullopt when malformed or no such day.
std::optional<std::int64_t> parse_date(std::string_view text);

// Bits of types::dcom_rights().
enum DcomRight : std::int64_t { local_launch = 1, local_activation = 2, remote_launch = 4, remote_activation = 8, local_access = 16, remote_access = 32 };

namespace types {
const Type& boolean();
const Type& integer();
const Type& date();
const Type& release();                  // model::releases(), ordered by publication
const Type& release_kind();
const Type& edition();
const Type& membership();
const Type& wmi_version();
const Type& authentication_level();     // ordered, none .. pkt-privacy
const Type& requested_level();          // the same and "unset", "default"
const Type& impersonation_level();      // ordered, anonymous .. delegate
const Type& requested_impersonation();  // the same and "unset"
const Type& start_type();
const Type& service_state();
const Type& firewall_component();
const Type& firewall_profile();
const Type& allowed_or_blocked();
const Type& dcom_rights();
const Type& client_api();
const Type& shell();
const Type& transport();
const Type& address_form();
const Type& address_family();
const Type& credentials();
const Type& authority();
const Type& authentication_service();
const Type& call_mode();
const Type& sink();
const Type& operation();
const Type& account_kind();
const Type& port_coverage();
const Type& computer_trust();
const Type& address_scope();
const Type& rpc_client_restriction();
const Type& ntlm_restriction();
const Type& ntlm_version();             // ordered, lm .. ntlmv2
const Type& lm_compatibility_level();   // 0 .. 5
const Type& account_state();
const Type& user_name_form();
const Type& privilege();
const Type& ws_man_authentication();
}  // namespace types

}  // namespace wmireach::rules
