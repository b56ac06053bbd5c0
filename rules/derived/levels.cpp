// SPDX-License-Identifier: Apache-2.0
// Authentication and impersonation levels as they come out of request, tool, machine defaults and negotiation.
#include <algorithm>
#include <optional>

#include "rules/dates.hpp"
#include "rules/derived/client_tool.hpp"
#include "rules/derived/derived.hpp"

namespace wmireach::rules {

using model::Truth;

namespace {

// Order of types::requested_level(): unset, default, then the levels.
constexpr std::int64_t unset = 0, negotiated = 1, first_level = 2;

const ToolDefaults& defaults_of(const model::Fact& api) { return tool_defaults[api.value]; }

Evidence tool_evidence(const model::Fact& api) {
  return {EvidenceKind::tool_default, std::string(types::client_api().values[static_cast<std::size_t>(api.value)].name), model::no_location,
          defaults_of(api).source};
}

// Over TCP, level call is carried out as pkt (B-DCOM-06).
std::int64_t carried_out(std::int64_t level) {
  return level == static_cast<std::int64_t>(AuthenticationLevel::call) ? static_cast<std::int64_t>(AuthenticationLevel::pkt) : level;
}

bool is_windows_2000(const model::Fact& os) {
  static const auto professional = *parse_value(types::release(), "windows-2000");
  static const auto server = *parse_value(types::release(), "windows-2000-server");
  return os.known && (os.value == professional || os.value == server);
}

// The level that is fixed by the caller or by its tool; no value: left to negotiation.
struct FixedLevel {
  bool known = true;
  std::optional<std::int64_t> level;
  std::vector<Evidence> evidence;
};

FixedLevel fixed_level(FactFrame& f) {
  const auto& stated = f.get(ConnectionFact::authentication_level);
  if (!stated.known) return {false, {}, {}};
  if (stated.value >= first_level) return {true, stated.value - first_level, {}};
  if (stated.value == negotiated) return {};
  const auto& api = f.get(ConnectionFact::api);
  if (!api.known) return {false, {}, {}};
  if (defaults_of(api).negotiates) return {true, std::nullopt, {tool_evidence(api)}};
  return {true, static_cast<std::int64_t>(defaults_of(api).authentication), {tool_evidence(api)}};
}

// The level that WMI on the target asks for: that of the release, or a higher one of its own process (B-NET-10).
std::optional<std::int64_t> level_of_service(FactFrame& f) {
  const auto& required = f.get(Role::target, HostFact::wmi_required_authentication_level);
  const Truth standalone = f.truth(Role::target, HostFact::wmi_standalone_host);
  const auto& own = f.get(Role::target, HostFact::wmi_standalone_level);
  if (!required.known) return std::nullopt;
  if (standalone == Truth::False || (own.known && own.value <= required.value)) return required.value;
  return standalone == Truth::True && own.known ? std::optional(own.value) : std::nullopt;
}

}  // namespace

Derived derive_level_is_explicit(FactFrame& f, Role) {
  if (f.get(ConnectionFact::is_local).value == 1) return Derived::of(0);
  FixedLevel fixed = fixed_level(f);
  if (!fixed.known) return Derived::unknown();
  return Derived::of(fixed.level ? 1 : 0, std::move(fixed.evidence));
}

// Negotiation takes the higher of the client's machine default and the level that the target's service asks for
// (B-DCOM-05). A Windows 2000 client is the exception that document 000 names: it has to ask for the level itself (S0-06).
Derived derive_effective_authentication_level(FactFrame& f, Role) {
  if (f.get(ConnectionFact::is_local).value == 1) return Derived::of(static_cast<std::int64_t>(AuthenticationLevel::pkt_privacy));
  FixedLevel fixed = fixed_level(f);
  if (!fixed.known) return Derived::unknown();
  if (fixed.level) return Derived::of(carried_out(*fixed.level), std::move(fixed.evidence));
  const auto& client = f.get(Role::client, HostFact::dcom_default_authentication_level);
  const auto& os = f.get(Role::client, HostFact::os);
  if (!client.known || !os.known) return Derived::unknown(std::move(fixed.evidence));
  if (is_windows_2000(os)) return Derived::of(carried_out(client.value), std::move(fixed.evidence));
  const auto service = level_of_service(f);
  if (!service) return Derived::unknown(std::move(fixed.evidence));
  return Derived::of(carried_out(std::max(client.value, *service)), std::move(fixed.evidence));
}

Derived derive_effective_impersonation_level(FactFrame& f, Role) {
  const auto& stated = f.get(ConnectionFact::impersonation_level);
  if (!stated.known) return Derived::unknown();
  if (stated.value != unset)  // anonymous is raised to identify (B-API-16)
    return Derived::of(std::max<std::int64_t>(stated.value - 1, static_cast<std::int64_t>(ImpersonationLevel::identify)));
  const auto& api = f.get(ConnectionFact::api);
  if (!api.known) return Derived::unknown();
  const auto from = defaults_of(api).impersonation_from;
  if (from == ImpersonationDefault::own) return Derived::of(static_cast<std::int64_t>(defaults_of(api).impersonation), {tool_evidence(api)});
  const auto& level = f.get(Role::client, from == ImpersonationDefault::machine ? HostFact::dcom_default_impersonation_level : HostFact::wmi_scripting_impersonation_level);
  return level.known ? Derived::of(level.value, {tool_evidence(api)}) : Derived::unknown({tool_evidence(api)});
}

// The RPC service of the client computer sends the activation. From the update of November 2022 on it raises every
// activation to pkt-integrity (B-DCOM-21); NT 4.0, 2000, XP before SP2 and 2003 before SP1 send connect (B-DCOM-23);
// XP SP2, 2003 SP1 and Vista send the higher of connect and the machine default, unless the caller states a level (B-DCOM-24).
// The default level of a tool is one of its calls and says nothing of the activation (B-DCOM-26), and for later releases
// without the update no default is documented: there only a level that the caller states is known. A client that brings its
// own RPC sends what it is told to, whatever computer it runs on.
Derived derive_activation_level(FactFrame& f, Role) {
  static const auto nt4 = *parse_value(types::release(), "windows-nt4-workstation");
  static const auto xp_home = *parse_value(types::release(), "windows-xp-home");
  static const auto vista = *parse_value(types::release(), "windows-vista");
  static const auto srv2003 = *parse_value(types::release(), "windows-server-2003");
  constexpr auto connect = static_cast<std::int64_t>(AuthenticationLevel::connect);
  constexpr auto integrity = static_cast<std::int64_t>(AuthenticationLevel::pkt_integrity);

  const auto& stated = f.get(ConnectionFact::authentication_level);
  const auto& api = f.get(ConnectionFact::api);
  const auto& os = f.get(Role::client, HostFact::os);
  if (!api.known) return Derived::unknown();
  if (brings_own_rpc(static_cast<Tool>(api.value))) {
    if (!stated.known) return Derived::unknown();
    if (stated.value >= first_level) return Derived::of(carried_out(stated.value - first_level));
    if (defaults_of(api).negotiates) return Derived::unknown({tool_evidence(api)});
    return Derived::of(static_cast<std::int64_t>(defaults_of(api).authentication), {tool_evidence(api)});
  }
  if (!os.known) return Derived::unknown();
  if (os.value >= nt4 && os.value < xp_home) return Derived::of(connect);
  if (os.value >= xp_home && os.value < vista) {
    const auto& sp = f.get(Role::client, HostFact::service_pack);
    if (!sp.known) return Derived::unknown();
    if (sp.value < (os.value >= srv2003 ? 1 : 2)) return Derived::of(connect);
  }
  const Truth updated = f.truth(Role::client, HostFact::dcom_hardening_available);
  if (updated == Truth::Unknown) return Derived::unknown();
  if (updated == Truth::True) {
    const auto& raise = f.get(Role::client, HostFact::dcom_raise_activation_level);
    if (!raise.known) return Derived::unknown();
    if (raise.value == 2 || (raise.value == 1 && stated.known && stated.value < first_level)) {
      // The update of June 2021 brought what reads the value (B-DCOM-19); without it the value changes nothing.
      const auto& patched = f.get(Role::client, HostFact::patched_to);
      if (!patched.known) return Derived::unknown();
      if (patched.value >= hardening_phase_1) return Derived::of(integrity);
    }
  }
  if (!stated.known) return Derived::unknown();
  if (stated.value >= first_level) return Derived::of(carried_out(stated.value - first_level));
  const Truth tool_fixes_level = f.truth(ConnectionFact::level_is_explicit);
  const auto& machine = f.get(Role::client, HostFact::dcom_default_authentication_level);
  if (tool_fixes_level == Truth::False && os.value <= vista && machine.known) return Derived::of(std::max(connect, machine.value));
  return Derived::unknown();
}

}  // namespace wmireach::rules
