// SPDX-License-Identifier: Apache-2.0
#include "exports/registry_table.hpp"

#include <algorithm>
#include <array>

#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using Meaning = std::optional<JsonNode>;

const JsonNode states_nothing{};

template <std::size_t N>
Meaning one_of(const RegistryValue& v, const std::array<const char*, N>& words, std::uint64_t first = 0) {
  const auto n = v.as_number();
  if (!n || *n < first || *n - first >= N) return std::nullopt;
  const char* word = words[static_cast<std::size_t>(*n - first)];
  return *word == '\0' ? states_nothing : import::json_text(word);
}

Meaning yes_no(const RegistryValue& v) {
  const std::string text = model::folded(v.text);
  if (v.kind != RegistryValue::Kind::text || (text != "y" && text != "n")) return std::nullopt;
  return import::json_boolean(text == "y");
}

Meaning flag(const RegistryValue& v) {
  const auto n = v.as_number();
  return n && *n <= 1 ? Meaning(import::json_boolean(*n == 1)) : std::nullopt;
}

// Only "on" decides something: with 0 other settings do.
Meaning blocked_if_set(const RegistryValue& v) {
  const auto n = v.as_number();
  if (!n || *n > 1) return std::nullopt;
  return *n == 1 ? import::json_text("blocked") : states_nothing;
}

Meaning up_to(const RegistryValue& v, std::uint64_t last) {
  const auto n = v.as_number();
  return n && *n <= last ? Meaning(import::json_integer(static_cast<std::int64_t>(*n))) : std::nullopt;
}
Meaning up_to_two(const RegistryValue& v) { return up_to(v, 2); }
Meaning up_to_five(const RegistryValue& v) { return up_to(v, 5); }

// RPC_C_AUTHN_LEVEL_*; 0 leaves it to DCOM.
Meaning authentication_level(const RegistryValue& v) { return one_of<7>(v, {"", "none", "connect", "call", "pkt", "pkt-integrity", "pkt-privacy"}); }
Meaning impersonation_level(const RegistryValue& v) { return one_of<4>(v, {"anonymous", "identify", "impersonate", "delegate"}, 1); }
Meaning ntlm_in(const RegistryValue& v) { return one_of<3>(v, {"allow", "deny-domain-accounts", "deny"}); }
Meaning ntlm_out(const RegistryValue& v) { return one_of<3>(v, {"allow", "allow", "deny"}); }  // 1: audit all
Meaning rpc_clients(const RegistryValue& v) { return one_of<3>(v, {"none", "authenticated", "authenticated-without-exceptions"}); }
Meaning outbound(const RegistryValue& v) { return one_of<2>(v, {"allowed", "blocked"}); }

// Bits of msDS-SupportedEncryptionTypes; 0 leaves it to Windows (MS-KILE 2.2.7).
Meaning aes(const RegistryValue& v) {
  constexpr std::uint64_t aes128 = 0x8, aes256 = 0x10;
  const auto n = v.as_number();
  if (!n) return std::nullopt;
  return *n == 0 ? states_nothing : import::json_boolean((*n & (aes128 | aes256)) != 0);
}

// 1 with and 2 without a lock in the firmware.
Meaning credential_guard(const RegistryValue& v) {
  const auto n = v.as_number();
  return n && *n <= 2 ? Meaning(import::json_boolean(*n != 0)) : std::nullopt;
}

// DisabledComponents: the bit for the interfaces of the LAN, which 0xFF has as well.
Meaning ipv6(const RegistryValue& v) {
  constexpr std::uint64_t native_interfaces = 0x10;
  const auto n = v.as_number();
  return n ? Meaning(import::json_boolean((*n & native_interfaces) == 0)) : std::nullopt;
}

Meaning installed(const RegistryValue& v) {
  const auto n = v.as_number();
  return n && *n == 1 ? Meaning(import::json_boolean(true)) : states_nothing;
}

// A service that may start need not run.
Meaning stopped_if_disabled(const RegistryValue& v) { return one_of<3>(v, {"", "", "stopped"}, 2); }

Meaning tcp_protocol(const RegistryValue& v) {
  if (v.kind != RegistryValue::Kind::texts) return std::nullopt;
  return import::json_boolean(std::ranges::any_of(v.texts, [](const auto& t) { return model::folded(t) == "ncacn_ip_tcp"; }));
}

// "ncacn_ip_tcp,0,24158" under DCOM Config.
Meaning endpoint(const RegistryValue& v) {
  const std::vector<std::string> lines = v.kind == RegistryValue::Kind::texts ? v.texts : std::vector{v.text};
  for (const auto& line : lines) {
    if (!model::folded(line).starts_with("ncacn_ip_tcp,")) continue;
    const auto port = RegistryValue::of_text(line.substr(line.rfind(',') + 1)).as_number();
    if (!port || *port < 1024 || *port > 65535) return std::nullopt;
    return import::json_integer(static_cast<std::int64_t>(*port));
  }
  return states_nothing;
}

constexpr std::string_view ole = "software\\microsoft\\ole", appcompat = "software\\microsoft\\ole\\appcompat", system_policies = "software\\microsoft\\windows\\currentversion\\policies\\system",
                           kerberos = "software\\microsoft\\windows\\currentversion\\policies\\system\\kerberos\\parameters", lsa = "system\\currentcontrolset\\control\\lsa",
                           msv = "system\\currentcontrolset\\control\\lsa\\msv1_0", cimom = "software\\microsoft\\wbem\\cimom",
                           winrm_policy = "software\\policies\\microsoft\\windows\\winrm\\service", winrm_own = "software\\microsoft\\windows\\currentversion\\wsman\\service",
                           wmi_application = "software\\classes\\appid\\{8bc3f05e-d86b-11d0-a075-00c04fb68820}";

// Sources: the column "How to look at it" of docs/vocabulary.md, and for WinRM the administrative template of Windows Remote Management.
constexpr std::array rows{
    RegistryRow{ole, "enabledcom", "dcom/enabled", yes_no},
    RegistryRow{ole, "legacyauthenticationlevel", "dcom/default_authentication_level", authentication_level},
    RegistryRow{ole, "legacyimpersonationlevel", "dcom/default_impersonation_level", impersonation_level},
    RegistryRow{appcompat, "requireintegrityactivationauthenticationlevel", "dcom/require_integrity_activation", flag},
    RegistryRow{appcompat, "raiseactivationauthenticationlevel", "dcom/raise_activation_level", up_to_two},
    RegistryRow{"software\\microsoft\\rpc", "dcom protocols", "dcom/tcp_protocol", tcp_protocol},
    RegistryRow{system_policies, "enablelua", "uac/enabled", flag},
    RegistryRow{system_policies, "localaccounttokenfilterpolicy", "uac/local_account_token_filter_policy", flag},
    RegistryRow{system_policies, "filteradministratortoken", "uac/filter_administrator_token", flag},
    RegistryRow{kerberos, "tryipspn", "kerberos/try_ip_spn", flag},
    RegistryRow{kerberos, "supportedencryptiontypes", "kerberos/aes", aes},
    RegistryRow{lsa, "limitblankpassworduse", "limit_blank_password_use", flag},
    RegistryRow{lsa, "forceguest", "guest_only_logons", flag},
    RegistryRow{lsa, "lmcompatibilitylevel", "lm_compatibility_level", up_to_five},
    RegistryRow{lsa, "lsacfgflags", "credential_guard", credential_guard},
    RegistryRow{"software\\policies\\microsoft\\windows\\deviceguard", "lsacfgflags", "credential_guard", credential_guard},
    RegistryRow{msv, "restrictreceivingntlmtraffic", "ntlm/incoming", ntlm_in},
    RegistryRow{msv, "restrictsendingntlmtraffic", "ntlm/outgoing", ntlm_out},
    RegistryRow{"software\\policies\\microsoft\\windows nt\\rpc", "restrictremoteclients", "rpc/restrict_remote_clients", rpc_clients},
    RegistryRow{"system\\currentcontrolset\\services\\winmgmt", "start", "winmgmt/start_type", start_type},
    RegistryRow{"system\\currentcontrolset\\services\\winrm", "start", "winrm/state", stopped_if_disabled},
    RegistryRow{"system\\currentcontrolset\\services\\tcpip6\\parameters", "disabledcomponents", "ipv6", ipv6},
    RegistryRow{"software\\microsoft\\wbem\\scripting", "default impersonation level", "wmi/scripting_impersonation_level", impersonation_level},
    RegistryRow{cimom, "allowanonymouscallback", "cimom/allow_anonymous_callback", flag},
    RegistryRow{cimom, "unsecappaccesscontroldefault", "cimom/unsecapp_access_check", flag},
    RegistryRow{"software\\microsoft\\powershell\\1", "install", "powershell_installed", installed},
    RegistryRow{wmi_application, "endpoints", "wmi/fixed_port", endpoint},
    RegistryRow{wmi_application, "authenticationlevel", "wmi/standalone_level", authentication_level},
    RegistryRow{winrm_policy, "allowbasic", "winrm/basic", flag},
    RegistryRow{winrm_policy, "allowkerberos", "winrm/kerberos", flag},
    RegistryRow{winrm_policy, "allownegotiate", "winrm/negotiate", flag},
    RegistryRow{winrm_policy, "allowcredssp", "winrm/credssp_service", flag},
    RegistryRow{winrm_own, "auth_basic", "winrm/basic", flag},
    RegistryRow{winrm_own, "auth_kerberos", "winrm/kerberos", flag},
    RegistryRow{winrm_own, "auth_negotiate", "winrm/negotiate", flag},
    RegistryRow{winrm_own, "auth_credssp", "winrm/credssp_service", flag},
};

constexpr std::array profile_rows{
    RegistryRow{"", "enablefirewall", "enabled", flag},
    RegistryRow{"", "defaultoutboundaction", "outbound", outbound},
    RegistryRow{"", "donotallowexceptions", "wmi_inbound", blocked_if_set},
};

constexpr std::string_view dcom_policy = "software\\policies\\microsoft\\windows nt\\dcom";
constexpr std::array access_rows{
    AccessRow{dcom_policy, "machinelaunchrestriction", "dcom/launch"}, AccessRow{dcom_policy, "machineaccessrestriction", "dcom/access"},
    AccessRow{ole, "machinelaunchrestriction", "dcom/launch"}, AccessRow{ole, "machineaccessrestriction", "dcom/access"},
    AccessRow{wmi_application, "launchpermission", "dcom/application/launch"}, AccessRow{wmi_application, "accesspermission", "dcom/application/access"},
};

}  // namespace

std::span<const RegistryRow> registry_table() { return rows; }
std::span<const RegistryRow> firewall_profile_table() { return profile_rows; }
std::span<const AccessRow> access_table() { return access_rows; }

Meaning start_type(const RegistryValue& value) { return one_of<3>(value, {"automatic", "manual", "disabled"}, 2); }

}  // namespace wmireach::exports
