// SPDX-License-Identifier: Apache-2.0
// Facts of a host's WinRM: what WS-Man connections meet instead of DCOM.
#include "rules/vocabulary/tables.hpp"

namespace wmireach::rules {
namespace {

const Type& http_port() {
  static constexpr Type t{.name = "http-port", .kind = TypeKind::integer, .min = 1, .max = 65535};
  return t;
}

FactDefinition scheme(std::string_view name, std::string_view meaning, std::string_view assumed, std::string_view source, Exposure exposure,
                      std::string_view warning) {
  return {.name = name, .type = types::boolean, .meaning = meaning, .observe = "winrm get winrm/config/service/auth", .effort = Effort::setting,
          .exposure = exposure, .assumed = assumed, .assumed_source = source, .warning = warning};
}

}  // namespace

std::vector<FactDefinition> winrm_facts() {
  return {
      {.name = "winrm.installed", .type = types::boolean, .meaning = "WinRM 2.0 or later is installed.", .observe = "winrm id", .effort = Effort::work},
      {.name = "winrm.state", .type = types::service_state, .meaning = "Whether the WinRM service runs.", .observe = "Get-Service WinRM",
       .effort = Effort::setting, .exposure = Exposure::narrow, .warning = "opens the computer to remote management"},
      {.name = "winrm.http_listener", .type = types::boolean, .meaning = "WinRM has an HTTP listener.", .observe = "winrm enumerate winrm/config/listener",
       .effort = Effort::setting, .exposure = Exposure::narrow,
       .warning = "opens the computer to remote management"},
      {.name = "winrm.https_listener", .type = types::boolean, .meaning = "WinRM has an HTTPS listener.", .observe = "winrm enumerate winrm/config/listener",
       .effort = Effort::work, .exposure = Exposure::narrow, .assumed = "false", .assumed_source = "B-WINRM-01"},
      {.name = "winrm.listener_filter_matches", .type = types::boolean,
       .meaning = "The address filter of the policy covers an address of the computer, so that the listener listens.",
       .observe = "winrm enumerate winrm/config/listener", .effort = Effort::setting, .assumed = "true", .assumed_source = "planning"},
      {.name = "winrm.http_port", .type = http_port, .meaning = "TCP port of the HTTP listener.", .observe = "winrm enumerate winrm/config/listener",
       .effort = Effort::setting, .assumed = "5985", .assumed_source = "B-NET-18"},
      {.name = "winrm.https_port", .type = http_port, .meaning = "TCP port of the HTTPS listener.", .observe = "winrm enumerate winrm/config/listener",
       .effort = Effort::setting, .assumed = "5986", .assumed_source = "B-NET-18"},
      scheme("winrm.kerberos", "The WinRM service takes Kerberos.", "true", "B-WINRM-07", Exposure::none, ""),
      scheme("winrm.negotiate", "The WinRM service takes Negotiate.", "true", "B-WINRM-07", Exposure::none, ""),
      scheme("winrm.basic", "The WinRM service takes Basic authentication.", "false", "B-WINRM-07", Exposure::wide, "lets passwords be sent nearly in the clear"),
      scheme("winrm.credssp_service", "The WinRM service takes CredSSP.", "false", "B-DELEG-09", Exposure::wide, "hands the caller's password to this computer"),
      {.name = "winrm.credssp_client", .type = types::boolean, .meaning = "The computer may send credentials by CredSSP to the target.",
       .observe = "Get-WSManCredSSP", .effort = Effort::setting, .exposure = Exposure::wide, .assumed = "false", .assumed_source = "B-DELEG-09",
       .warning = "sends the caller's password to other computers"},
  };
}

}  // namespace wmireach::rules
