// SPDX-License-Identifier: Apache-2.0
// Planning assumptions that depend on other facts.
#include <algorithm>

#include "model/release.hpp"
#include "rules/dates.hpp"
#include "rules/derived/client_tool.hpp"
#include "rules/derived/derived.hpp"
#include "rules/derived/groups.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

model::Fact assumed(std::int64_t value, std::string_view source) { return {true, value, {model::OriginKind::assumption, model::no_location, source}}; }

}  // namespace

// A computer is taken to carry the updates published up to the scenario's date, and none after its support ended.
model::Fact assume_patched_to_date_of_scenario(FactFrame& f, Role role) {
  const auto& as_of = f.get(ConnectionFact::as_of);
  const auto& os = f.get(role, HostFact::os);
  if (!as_of.known || !os.known) return {};
  const std::int64_t end = model::releases()[static_cast<std::size_t>(os.value)].support_ends;
  return assumed(end == 0 ? as_of.value : std::min(end, as_of.value), "planning");
}

// The server switch is off in the first phase of the hardening and on from the second (B-DCOM-20).
model::Fact assume_require_integrity_activation(FactFrame& f, Role role) {
  const auto& patched = f.get_to_compare(slot(role, HostFact::patched_to), hardening_phase_2);
  return patched.known ? assumed(patched.value >= hardening_phase_2 ? 1 : 0, "B-DCOM-20") : model::Fact{};
}

// The client switch came with the first phase; the update of November 2022 changed what its absence means (B-DCOM-21).
model::Fact assume_raise_activation_level(FactFrame& f, Role role) {
  const auto& patched = f.get_to_compare(slot(role, HostFact::patched_to), client_raises_every_activation);
  f.get_to_compare(slot(role, HostFact::patched_to), hardening_phase_1);
  if (!patched.known) return {};
  return assumed(patched.value >= client_raises_every_activation ? 2 : patched.value >= hardening_phase_1 ? 1 : 0, "B-DCOM-21");
}

// Accounts are taken to be enabled; only the built-in Administrator of a client release from Vista on comes disabled (B-UAC-07).
model::Fact assume_enabled(FactFrame& f, Role) {
  static const auto vista = *parse_value(types::release(), "windows-vista");
  const Truth builtin = f.truth(AccountFact::builtin_administrator);
  if (builtin == Truth::False) return assumed(1, "planning");
  const auto& os = f.get(Role::target, HostFact::os);
  const auto& kind = f.get(Role::target, HostFact::os_kind);
  if (!os.known || !kind.known) return {};
  const bool comes_disabled = os.value >= vista && static_cast<model::ReleaseKind>(kind.value) == model::ReleaseKind::client;
  if (!comes_disabled) return assumed(1, "planning");
  return builtin == Truth::True ? assumed(0, "B-UAC-07") : model::Fact{};
}

// The caller's own account is used (S1-18), unless that account lives on another computer and so has to be given in the call.
model::Fact assume_credentials(FactFrame& f, Role) {
  enum Credentials : std::int64_t { current, explicitly };
  const model::Account* account = f.account();
  const model::Index client = f.host_index(Role::client);
  if (account == nullptr) return {};
  const bool elsewhere = account->host != model::none && account->host != client && twin_on(f.estate(), *account, client) == nullptr;
  return assumed(elsewhere ? explicitly : current, "S1-18");
}

// Client releases admit their own subnet only, unless they are on a domain network (B-NET-16, read of Windows 10 and 11; for
// Vista to 8.1 and the firewall before them general knowledge); servers have no such rules (B-NET-17).
model::Fact assume_exception_scope(FactFrame& f, Role role) {
  enum AddressScope : std::int64_t { any, local_subnet };
  enum Component : std::int64_t { advanced_security = 3 };
  const auto& component = f.get(role, HostFact::firewall_component);
  const auto& kind = f.get(role, HostFact::os_kind);
  if (component.known && component.value != advanced_security) return assumed(any, "general-knowledge");
  if (!component.known || !kind.known) return {};
  if (static_cast<model::ReleaseKind>(kind.value) == model::ReleaseKind::server) return assumed(any, "B-NET-17");
  const auto& profile = f.get(role, HostFact::firewall_active_profile);
  if (!profile.known) return {};
  static const auto windows_10 = *parse_value(types::release(), "windows-10");
  const auto& os = f.get(role, HostFact::os);
  return assumed(profile.value == 0 ? any : local_subnet, os.known && os.value >= windows_10 ? "B-NET-16" : "general-knowledge");
}

// The rule for public networks admits the same subnet only (B-NET-19).
model::Fact assume_winrm_scope(FactFrame& f, Role role) {
  enum AddressScope : std::int64_t { any, local_subnet };
  enum Profile : std::int64_t { public_network = 2 };
  const auto& profile = f.get(role, HostFact::firewall_active_profile);
  if (!profile.known) return {};
  return assumed(profile.value == public_network ? local_subnet : any, "B-NET-19");
}

// Impersonate from WMI 1.5 on; the add-ons before it asked for Identify (general knowledge, KB 243488).
model::Fact assume_scripting_impersonation_level(FactFrame& f, Role role) {
  static const auto windows_2000 = *parse_value(types::release(), "windows-2000");
  static const auto v1_1 = *parse_value(types::wmi_version(), "v1.1");
  static const auto identify = *parse_value(types::impersonation_level(), "identify");
  static const auto impersonate = *parse_value(types::impersonation_level(), "impersonate");
  const auto& os = f.get(role, HostFact::os);
  if (!os.known) return {};
  if (os.value >= windows_2000) return assumed(impersonate, "B-API-15");
  const auto& version = f.get(role, HostFact::wmi_version);
  if (!version.known) return {};
  return version.value <= v1_1 ? assumed(identify, "general-knowledge") : assumed(impersonate, "B-API-15");
}

// On by default on eligible members of a domain from Windows 11 22H2 and Server 2025 on (B-AUTH-33); which computers are
// eligible depends on their hardware, so there it is not known.
model::Fact assume_credential_guard(FactFrame& f, Role role) {
  static const auto windows_11 = *parse_value(types::release(), "windows-11");
  static const auto server_2025 = *parse_value(types::release(), "windows-server-2025");
  constexpr std::int64_t first_build = 22621;
  const auto& os = f.get(role, HostFact::os);
  const auto& member = f.get(role, HostFact::membership);
  if (os.known && os.value != windows_11 && os.value != server_2025) return assumed(0, "B-AUTH-33");
  if (member.known && member.value == 0) return assumed(0, "B-AUTH-33");
  const auto& build = f.get_to_compare(slot(role, HostFact::build), first_build);
  if (os.known && os.value == windows_11 && build.known && build.value < first_build) return assumed(0, "B-AUTH-33");
  return {};
}

// Domain controllers were planned to stop assuming RC4 by the middle of 2026 (B-AUTH-31); whether they have is not known.
model::Fact assume_domain_allows_rc4(FactFrame& f, Role) {
  const auto& as_of = f.get(ConnectionFact::as_of);
  return as_of.known && as_of.value < rc4_no_longer_assumed ? assumed(1, "B-AUTH-31") : model::Fact{};
}

// Levels 0 to 2 send NTLM, 3 and higher NTLMv2 only (B-AUTH-13). NT 4.0 before SP4 and Windows 9x without the directory
// services client know no NTLMv2 (B-AUTH-15).
model::Fact assume_ntlm_version(FactFrame& f, Role) {
  enum Version : std::int64_t { lm, ntlmv1, ntlmv2 };
  static const auto me = *parse_value(types::release(), "windows-me");
  static const auto nt4 = *parse_value(types::release(), "windows-nt4-server");
  const auto& api = f.get(ConnectionFact::api);
  const auto& os = f.get(Role::client, HostFact::os);
  const auto& level = f.get(Role::client, HostFact::lm_compatibility_level);
  const auto& service_pack = f.get(Role::client, HostFact::service_pack);
  if (!api.known) return {};
  if (brings_own_rpc(static_cast<Tool>(api.value)))
    return static_cast<Tool>(api.value) == Tool::impacket ? assumed(ntlmv2, "general-knowledge") : model::Fact{};
  if (!os.known) return {};
  if (os.value <= me) return assumed(lm, "B-AUTH-15");
  if (level.known && level.value <= 2) return assumed(ntlmv1, "B-AUTH-13");
  if (os.value <= nt4 && service_pack.known && service_pack.value < 4) return assumed(ntlmv1, "B-AUTH-15");
  if (!level.known || (os.value <= nt4 && !service_pack.known)) return {};
  return assumed(ntlmv2, "B-AUTH-13");
}

}  // namespace wmireach::rules
