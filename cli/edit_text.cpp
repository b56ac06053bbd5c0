// SPDX-License-Identifier: Apache-2.0
#include "cli/edit_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using model::Edit;
using model::EditKind;
using model::Index;

std::string host_list(const model::Estate& estate, const std::vector<Index>& hosts) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < hosts.size() && i < shown; ++i) text += (i == 0 ? "" : ", ") + estate.hosts[hosts[i]].name;
  if (hosts.size() > shown) text += fmt::format(" and {} more", hosts.size() - shown);
  return text.empty() ? "every host" : text;
}

std::string namespace_rights(std::int64_t bits) {
  std::string text;
  for (const auto& [bit, name] : {std::pair{model::enable_account, "Enable Account"}, {model::execute_methods, "Execute Methods"}, {model::remote_enable, "Remote Enable"}})
    if ((bits & bit) != 0) text += (text.empty() ? "" : " and ") + std::string(name);
  return text;
}

std::string value_of(const rules::FactDefinition& d, std::int64_t value) { return rules::write_value(d.type(), value); }

const rules::FactDefinition& definition(const Edit& e) {
  if (e.kind == EditKind::account_fact) return rules::account_facts()[e.fact];
  if (e.kind == EditKind::request_fact) return rules::connection_facts()[e.fact];
  return rules::host_facts()[e.fact];
}

std::string place(const model::Estate& estate, model::LocationId where) {
  const std::string text = place_text(estate, where);
  return text.empty() ? "an unknown place" : text;
}

std::string requests(const model::Estate& estate, model::LocationId where) {
  std::string first;
  std::size_t n = 0;
  for (const auto& c : estate.connections) {
    if (c.where != where) continue;
    if (n++ == 0) first = c.id;
  }
  return n > 1 ? fmt::format("{} and {} more of the same statement", first, n - 1) : first;
}

void replace_word(std::string& text, std::string_view word, const std::string& with) {
  const auto is_part = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    const bool whole = (at == 0 || !is_part(text[at - 1])) && (at + word.size() == text.size() || !is_part(text[at + word.size()]));
    if (whole) text.replace(at, word.size(), with);
    at += whole ? with.size() : word.size();
  }
}

}  // namespace

std::string edit_text(const model::Estate& estate, const Edit& e) {
  const std::string host = e.host == model::none ? "" : estate.hosts[e.host].name;
  const std::string account = e.account == model::none ? "" : estate.accounts[e.account].name;
  switch (e.kind) {
    case EditKind::host_fact: return fmt::format("set {} of {} to {}", definition(e).name, host, value_of(definition(e), e.value));
    case EditKind::baseline_fact: {
      const auto n = model::changed_hosts(estate, e).size();
      return fmt::format("set {} of the baseline {} to {}, which {} {} from", definition(e).name, e.name, value_of(definition(e), e.value), n, n == 1 ? "host starts" : "hosts start");
    }
    case EditKind::account_fact: return fmt::format("set {} of {} to {}", definition(e).name, account, value_of(definition(e), e.value));
    case EditKind::request_fact: return fmt::format("set {} of {} to {}", definition(e).name, requests(estate, e.where), value_of(definition(e), e.value));
    case EditKind::open_ports:
      return fmt::format("let TCP {} through from {} to {}, for {} to {}", e.ports.first == e.ports.last ? fmt::format("{}", e.ports.first) : fmt::format("{}-{}", e.ports.first, e.ports.last),
                         estate.zones[e.from].name, estate.zones[e.to].name, host_list(estate, e.from_hosts), host_list(estate, e.to_hosts));
    case EditKind::local_group:
    case EditKind::group_member: return fmt::format("add {} to {} on {}", account, e.name, host);
    case EditKind::launch_right: return fmt::format("give {} Remote Launch and Remote Activation on {}", account, host);
    case EditKind::access_right: return fmt::format("give {} Remote Access on {}", account, host);
    case EditKind::application_launch: return fmt::format("give {} Remote Launch and Remote Activation in the list of the WMI application on {}", account, host);
    case EditKind::application_access: return fmt::format("give {} Remote Access in the list of the WMI application on {}", account, host);
    case EditKind::namespace_right: return fmt::format("give {} {} on {} of {}", account, namespace_rights(e.value), e.name, host);
    case EditKind::network_logon: return fmt::format("give {} \"Access this computer from the network\" on {}", account, host);
    case EditKind::lift_logon_denial: return fmt::format("take {} off \"Deny access to this computer from the network\" on {}", e.name, host);
    case EditKind::allow_to_authenticate: return fmt::format("give {} Allowed to Authenticate on {}", account, host);
    case EditKind::close_rule: return fmt::format("remove the allow rule at {}", place(estate, e.where));
    case EditKind::close_link: return fmt::format("block what no rule of the link at {} allows", place(estate, e.where));
    case EditKind::leave_group: return fmt::format("take {} out of {} on {}", account, e.name, host);
    case EditKind::drop_launch: return fmt::format("remove the entry of {} from the launch permissions of DCOM on {}", account, host);
    case EditKind::drop_access: return fmt::format("remove the entry of {} from the access permissions of DCOM on {}", account, host);
    case EditKind::drop_namespace: return fmt::format("remove the entry of {} from {} of {}", account, e.name, host);
    case EditKind::drop_trust: return fmt::format("remove the trust at {}", place(estate, e.where));
    case EditKind::add_trust: return fmt::format("let {} trust {} (one-way, external)", estate.domains[e.from].name, estate.domains[e.to].name);
  }
  return "";
}

std::string edit_name(const Edit& e) {
  switch (e.kind) {
    case EditKind::host_fact:
    case EditKind::baseline_fact:
    case EditKind::account_fact:
    case EditKind::request_fact: return std::string(definition(e).name);
    case EditKind::open_ports: return "open-ports";
    case EditKind::local_group:
    case EditKind::group_member: return "local-group";
    case EditKind::launch_right: return "launch-right";
    case EditKind::access_right: return "access-right";
    case EditKind::application_launch: return "application-launch";
    case EditKind::application_access: return "application-access";
    case EditKind::namespace_right: return "namespace-right";
    case EditKind::network_logon: return "network-logon";
    case EditKind::lift_logon_denial: return "lift-logon-denial";
    case EditKind::allow_to_authenticate: return "allow-to-authenticate";
    case EditKind::close_rule:
    case EditKind::close_link: return "close-ports";
    case EditKind::leave_group: return "leave-group";
    case EditKind::drop_launch: return "drop-launch-right";
    case EditKind::drop_access: return "drop-access-right";
    case EditKind::drop_namespace: return "drop-namespace-right";
    case EditKind::drop_trust: return "drop-trust";
    case EditKind::add_trust: return "trust";
  }
  return "";
}

const std::vector<std::string>& edit_names() {
  static const auto names = [] {
    std::vector<std::string> all;
    for (auto kind = static_cast<int>(EditKind::open_ports); kind <= static_cast<int>(EditKind::drop_trust); ++kind)
      if (auto name = edit_name({.kind = static_cast<EditKind>(kind)}); std::ranges::find(all, name) == all.end()) all.push_back(std::move(name));
    for (const auto facts : {rules::host_facts(), rules::account_facts(), rules::connection_facts()})
      for (const auto& d : facts)
        if (d.stored()) all.emplace_back(d.name);
    return all;
  }();
  return names;
}

std::string command_text(const model::Estate& estate, const Edit& e, const std::string& command) {
  std::string text = command;
  if (e.host != model::none) replace_word(text, "TARGET", estate.hosts[e.host].name);
  if (e.account == model::none) return text;
  const std::string& account = estate.accounts[e.account].name;
  replace_word(text, "ACCOUNT", account);
  const auto slash = account.find('\\');
  if (e.kind == EditKind::account_fact) replace_word(text, "NAME", slash == std::string::npos ? account : account.substr(slash + 1));
  return text;
}

}  // namespace wmireach::cli
