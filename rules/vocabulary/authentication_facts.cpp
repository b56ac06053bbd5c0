// SPDX-License-Identifier: Apache-2.0
// Facts of a host that decide how accounts are verified: NTLM, Kerberos, clocks, domain controllers.
#include "rules/derived/derived.hpp"
#include "rules/vocabulary/tables.hpp"

namespace wmireach::rules {
std::vector<FactDefinition> authentication_facts() {
  return {
      {.name = "guest_only_logons", .type = types::boolean, .meaning = "Network logons of local accounts are turned into Guest (ForceGuest = 1).",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Control\Lsa /v ForceGuest)", .effort = Effort::setting, .exposure = Exposure::wide, .warning = "lets local accounts log on over the network as themselves"},
      {.name = "lm_compatibility_level", .type = types::lm_compatibility_level,
       .meaning = "LmCompatibilityLevel: 0 and 1 send LM and NTLM, 2 sends NTLM, 3 and higher send NTLMv2; 4 refuses LM, 5 refuses LM and NTLM.",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Control\Lsa /v LmCompatibilityLevel)", .effort = Effort::setting,
       .exposure = Exposure::wide, .warning = "lets accounts log on with weaker responses"},
      {.name = "ntlm.v1_available", .type = types::boolean, .meaning = "The release still has NTLMv1."},
      {.name = "ntlm.incoming", .type = types::ntlm_restriction, .meaning = "The policy \"Restrict NTLM: Incoming NTLM traffic\".",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Control\Lsa\MSV1_0 /v RestrictReceivingNTLMTraffic)", .effort = Effort::setting,
       .exposure = Exposure::wide, .assumed = "allow", .assumed_source = "B-AUTH-11", .warning = "lets accounts log on with NTLM"},
      {.name = "ntlm.outgoing", .type = types::ntlm_restriction, .meaning = "The policy \"Restrict NTLM: Outgoing NTLM traffic to remote servers\".",
       .observe = R"(reg query HKLM\SYSTEM\CurrentControlSet\Control\Lsa\MSV1_0 /v RestrictSendingNTLMTraffic)", .effort = Effort::setting,
       .exposure = Exposure::wide, .assumed = "allow", .assumed_source = "planning", .warning = "lets the computer send NTLM responses to any server"},
      {.name = "kerberos.spn_registered", .type = types::boolean, .meaning = "The service principal names of the computer's own names are registered.",
       .observe = "setspn -L NAME", .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "kerberos.spn_duplicate", .type = types::boolean, .meaning = "A service principal name of the computer is registered for another account as well.",
       .observe = "setspn -X", .effort = Effort::setting, .assumed = "false", .assumed_source = "planning"},
      {.name = "kerberos.alias_spn", .type = types::boolean, .meaning = "A service principal name is registered for the alias of the computer.",
       .observe = "setspn -L NAME", .effort = Effort::setting, .assumed = "false", .assumed_source = "B-NAME-13"},
      {.name = "kerberos.ip_spn", .type = types::boolean, .meaning = "A service principal name is registered for the computer's IP address.",
       .observe = "setspn -L NAME", .effort = Effort::setting, .assumed = "false", .assumed_source = "B-NAME-04"},
      {.name = "kerberos.try_ip_spn", .type = types::boolean, .meaning = "The computer tries Kerberos for IP addresses (TryIPSPN = 1).",
       .observe = R"(reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Kerberos\Parameters /v TryIPSPN)",
       .effort = Effort::setting, .assumed = "false", .assumed_source = "B-NAME-04"},
      {.name = "kerberos.aes", .type = types::boolean, .meaning = "The computer can use AES with Kerberos.",
       .observe = "Get-ADComputer NAME -Properties msDS-SupportedEncryptionTypes", .effort = Effort::work},
      {.name = "clock_offset_seconds", .type = types::integer, .meaning = "Seconds between the computer's clock and that of its domain controllers.",
       .observe = "w32tm /stripchart /computer:DC /samples:1", .effort = Effort::setting, .assumed = "0", .assumed_source = "planning"},
      {.name = "credential_guard", .type = types::boolean, .meaning = "Credential Guard runs.",
       .observe = "(Get-CimInstance -Namespace root/Microsoft/Windows/DeviceGuard Win32_DeviceGuard).SecurityServicesRunning",
       .effort = Effort::setting, .exposure = Exposure::wide, .assumed_source = "B-AUTH-33", .assume = assume_credential_guard,
       .warning = "leaves credentials on the computer unprotected"},
      {.name = "domain_controller_reachable", .type = types::boolean, .meaning = "The computer reaches a domain controller of its domain.",
       .observe = "nltest /dsgetdc:DOMAIN", .effort = Effort::work, .assumed = "true", .assumed_source = "planning"},
      {.name = "secure_channel_intact", .type = types::boolean, .meaning = "The computer's own account and password are right in its domain.",
       .observe = "Test-ComputerSecureChannel", .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "trusted_for_delegation", .type = types::boolean, .meaning = "The computer account is trusted for delegation in the directory.",
       .observe = "Get-ADComputer NAME -Properties TrustedForDelegation", .effort = Effort::work, .exposure = Exposure::wide,
       .assumed = "false", .assumed_source = "B-DELEG-02", .warning = "lets the computer act as its callers on other computers"},
  };
}

}  // namespace wmireach::rules
