// SPDX-License-Identifier: Apache-2.0
// Facts of an account. Those marked as of the seen account are read of the target's own twin, where it has one.
#include <vector>

#include "rules/derived/derived.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::rules {
namespace {

const Type& clock_tolerance() {
  static constexpr Type t{.name = "clock-tolerance-minutes", .kind = TypeKind::integer, .min = 1, .max = 99999};
  return t;
}

}  // namespace

std::span<const FactDefinition> account_facts() {
  static const std::vector<FactDefinition> table{
      {.name = "account.kind", .type = types::account_kind, .meaning = "What kind of account is presented to the target."},
      {.name = "account.builtin_administrator", .type = types::boolean, .meaning = "The account is the built-in Administrator (RID 500).",
       .observe = "whoami /user", .assumed = "false", .assumed_source = "S4-22", .of_seen_account = true},
      {.name = "account.enabled", .type = types::boolean, .meaning = "The account is enabled.", .observe = "net user NAME",
       .effort = Effort::setting, .assumed_source = "B-UAC-07", .assume = assume_enabled, .of_seen_account = true},
      {.name = "account.state", .type = types::account_state, .meaning = "What keeps an enabled account from logging on.",
       .observe = "net user NAME", .effort = Effort::setting, .assumed = "normal", .assumed_source = "planning", .of_seen_account = true},
      {.name = "account.password_blank", .type = types::boolean, .meaning = "The account has no password.", .effort = Effort::setting,
       .assumed = "false", .assumed_source = "S1-16"},
      {.name = "account.password_correct", .type = types::boolean, .meaning = "The user name and password presented are right.",
       .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "account.sensitive", .type = types::boolean, .meaning = "The account is marked sensitive and cannot be delegated.",
       .observe = "Get-ADUser NAME -Properties AccountNotDelegated", .effort = Effort::work, .exposure = Exposure::wide,
       .assumed = "false", .assumed_source = "planning", .warning = "lets computers trusted for delegation act as this account"},
      {.name = "account.protected_user", .type = types::boolean, .meaning = "The account is a member of Protected Users.",
       .observe = "Get-ADGroupMember 'Protected Users'", .effort = Effort::work, .exposure = Exposure::wide, .assumed = "false",
       .assumed_source = "planning", .warning = "takes the protection against theft of its credentials from the account"},
      {.name = "account.relies_on_sid_history", .type = types::boolean,
       .meaning = "The account's rights on the target come from SIDs in its SID history.", .observe = "Get-ADUser NAME -Properties SIDHistory",
       .effort = Effort::work, .assumed = "false", .assumed_source = "planning"},
      {.name = "account.aes_keys", .type = types::boolean, .meaning = "The account has AES keys for Kerberos.",
       .observe = "Get-ADUser NAME -Properties msDS-SupportedEncryptionTypes, PasswordLastSet", .effort = Effort::setting, .assumed = "true",
       .assumed_source = "planning"},
      {.name = "account.domain_allows_rc4", .type = types::boolean,
       .meaning = "The domain controllers of the account's domain issue Kerberos tickets with RC4.",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Services\Kdc /v DefaultDomainSupportedEncTypes)", .effort = Effort::work,
       .exposure = Exposure::wide, .assumed_source = "B-AUTH-31", .assume = assume_domain_allows_rc4, .warning = "lets weak Kerberos tickets be issued"},
      {.name = "account.domain_lm_compatibility_level", .type = types::lm_compatibility_level,
       .meaning = "LmCompatibilityLevel of the domain controllers that verify the account.",
       .observe = R"(reg query \\DC\HKLM\SYSTEM\CurrentControlSet\Control\Lsa /v LmCompatibilityLevel)", .effort = Effort::work,
       .exposure = Exposure::wide, .assumed = "3", .assumed_source = "B-AUTH-14", .warning = "lets accounts log on with weaker responses"},
      {.name = "account.clock_tolerance_minutes", .type = clock_tolerance,
       .meaning = "Minutes of clock difference that the domain's Kerberos tolerates.", .observe = "secpol.msc, Account Policies, Kerberos Policy",
       .effort = Effort::setting, .exposure = Exposure::narrow, .assumed = "5", .assumed_source = "B-AUTH-19",
       .warning = "lets old Kerberos messages be used again for longer"},
      {.name = "account.service_control_rights", .type = types::boolean,
       .meaning = "The service control manager of the target shows its services to the account.", .observe = "sc sdshow scmanager",
       .effort = Effort::setting, .exposure = Exposure::narrow},
  };
  return table;
}

}  // namespace wmireach::rules
