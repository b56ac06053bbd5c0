// SPDX-License-Identifier: Apache-2.0
#include "rules/hardened.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace wmireach::rules {
namespace {

struct Row {
  std::string_view fact, value;
  std::optional<HostFact> available = {};  // a fact that tells whether the release has the setting; none: every release
};

// What each of these exposes otherwise, the vocabulary says as its warning.
constexpr std::array rows{
    Row{"windows_firewall.enabled", "true"},
    Row{"windows_firewall.wmi_inbound", "blocked"},
    Row{"windows_firewall.wmi_group", "false"},
    Row{"windows_firewall.remote_administration", "false"},
    Row{"windows_firewall.exception_scope", "local-subnet"},
    Row{"windows_firewall.dcom_rule", "false"},
    Row{"windows_firewall.wmi_rule", "false"},
    Row{"windows_firewall.unsecapp_rule", "false"},
    Row{"windows_firewall.own_sink_rule", "false"},
    Row{"windows_firewall.winrm_rule", "false"},
    Row{"windows_firewall.winrm_scope", "local-subnet"},
    Row{"dcom.enabled", "false"},
    Row{"dcom.require_integrity_activation", "true", HostFact::dcom_hardening_available},
    Row{"rpc.restrict_remote_clients", "authenticated"},
    Row{"uac.enabled", "true", HostFact::uac_available},
    Row{"uac.local_account_token_filter_policy", "false", HostFact::uac_available},
    Row{"uac.filter_administrator_token", "true", HostFact::uac_available},
    Row{"limit_blank_password_use", "true"},
    Row{"lm_compatibility_level", "5"},
    Row{"ntlm.incoming", "deny"},
    Row{"ntlm.outgoing", "deny"},
    Row{"trusted_for_delegation", "false"},
    Row{"cimom.allow_anonymous_callback", "false"},
    Row{"cimom.unsecapp_access_check", "true"},
    Row{"winrm.state", "stopped"},
    Row{"winrm.http_listener", "false"},
    Row{"winrm.https_listener", "false"},
    Row{"winrm.basic", "false"},
    Row{"winrm.credssp_service", "false"},
    Row{"winrm.credssp_client", "false"},
    Row{"account.sensitive", "true"},
    Row{"account.protected_user", "true"},
    Row{"account.domain_allows_rc4", "false"},
    Row{"account.domain_lm_compatibility_level", "5"},
    Row{"request.authentication_level", "pkt-privacy"},
    Row{"request.trusted_host", "false"},
    Row{"request.ntlm_exception", "false"},
};

struct Hardened {
  std::int64_t value;
  std::optional<HostFact> available;
};
using Values = std::map<std::pair<Scope, std::uint16_t>, Hardened>;

// A row that names no fact, or no value of it, is a fault of the table.
Values::value_type entry_of(const Row& row) {
  for (const auto& [scope, facts] : {std::pair{Scope::host, host_facts()}, {Scope::account, account_facts()}, {Scope::connection, connection_facts()}})
    for (std::uint16_t i = 0; i < facts.size(); ++i)
      if (row.fact == facts[i].name) return {{scope, i}, {parse_value(facts[i].type(), row.value).value(), row.available}};
  throw std::logic_error("rules/hardened.cpp: there is no fact " + std::string(row.fact));
}

const Values& values() {
  static const auto table = [] {
    Values v;
    for (const Row& row : rows) v.insert(entry_of(row));
    return v;
  }();
  return table;
}

}  // namespace

std::optional<std::int64_t> hardened_value(FactFrame& frame, Slot s) {
  const SlotInfo info = slot_info(s);
  const auto found = values().find({info.scope, info.index});
  if (found == values().end()) return std::nullopt;
  if (found->second.available && frame.truth(info.role, *found->second.available) != model::Truth::True) return std::nullopt;
  return found->second.value;
}

}  // namespace wmireach::rules
