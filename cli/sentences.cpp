// SPDX-License-Identifier: Apache-2.0
#include "cli/sentences.hpp"

#include <fmt/format.h>

#include "import/cursor.hpp"
#include "model/error_code.hpp"

namespace wmireach::cli {

using model::OriginKind;
using rules::FactFrame;
using rules::Role;
using rules::Slot;

namespace {

std::string host_name(FactFrame& f, Role role) {
  return f.host_index(role) == model::none ? "the third computer" : f.host(role).name;
}

std::string placeholder(std::string_view name, FactFrame& f) {
  if (name == "client") return host_name(f, Role::client);
  if (name == "target") return host_name(f, Role::target);
  if (name == "third") return host_name(f, Role::third);
  if (name == "account") return f.account() == nullptr ? "the account" : f.account()->name;
  if (name == "namespace") return f.connection().wmi_namespace;
  if (name == "id") return f.connection().id;
  const auto slot = rules::find_slot(name);
  return slot ? value_text(*slot, f.get(*slot)) : "{" + std::string(name) + "}";
}

// Where a host is stated: its own place, or that of the pattern that makes it.
std::string host_pointer(const model::Estate& estate, const std::string& name) {
  const auto index = estate.find_host(name);
  const auto* place = index == model::none ? nullptr : estate.location(estate.hosts[index].where);
  return place != nullptr ? place->pointer : "/hosts/" + import::escape_pointer(name);
}

std::string host_pointer(FactFrame& f, Role role) { return host_pointer(f.estate(), host_name(f, role)); }

std::string path_of(std::string_view fact) {
  std::string path(fact);
  for (char& c : path)
    if (c == '.') c = '/';
  return path;
}

}  // namespace

std::string place_text(const model::Estate& e, model::LocationId where) {
  const auto* l = e.location(where);
  if (l == nullptr) return "";
  if (l->line == 0) return l->pointer + ", by a change";
  std::string text = fmt::format("{}, line {}{}", l->pointer, l->line, l->file == 0 ? "" : " of " + e.files[l->file]);
  if (const auto found = e.found_in.find(where); found != e.found_in.end()) text += fmt::format(" (found in {})", found->second);
  return text;
}

std::string fill(std::string_view message, FactFrame& f) {
  std::string out;
  for (std::size_t i = 0; i < message.size();) {
    const auto open = message.find('{', i);
    const auto close = open == std::string_view::npos ? open : message.find('}', open);
    if (close == std::string_view::npos) return out + std::string(message.substr(i));
    out += message.substr(i, open - i);
    out += placeholder(message.substr(open + 1, close - open - 1), f);
    i = close + 1;
  }
  return out;
}

std::string value_text(Slot slot, const model::Fact& fact) {
  return fact.known ? rules::write_value(rules::slot_info(slot).definition->type(), fact.value) : "unknown";
}

std::string origin_text(Slot slot, FactFrame& f) {
  const model::Fact& fact = f.get(slot);
  const auto place = [&] { return place_text(f.estate(), fact.origin.where); };
  switch (fact.origin.kind) {
    case OriginKind::absent: return "not stated, and no default is documented";
    case OriginKind::observed: return "observed, " + place();
    case OriginKind::stated: return (fact.known ? "stated at " : "stated as unknown at ") + place();
    case OriginKind::baseline: return "from the baseline at " + place();
    case OriginKind::release_default:
      return fmt::format("{} of the release ({})", fact.known ? "default" : "the service pack or build decides the default", fact.origin.source);
    case OriginKind::assumption:
      return fact.origin.source == "planning" ? "assumed for planning" : fmt::format("assumed, as nothing is stated ({})", fact.origin.source);
    case OriginKind::changed: return "changed for this prediction";
    case OriginKind::derived: break;
  }
  std::string names;
  for (const Slot p : f.premises(slot)) names += (names.empty() ? "" : ", ") + rules::slot_name(p);
  std::string text = names.empty() ? "derived from the scenario" : "derived from " + names;
  for (const auto& e : f.evidence(slot)) text += "; " + evidence_text(e, f.estate());
  return text;
}

std::string evidence_text(const rules::Evidence& e, const model::Estate& estate) {
  using enum rules::EvidenceKind;
  std::string text;
  switch (e.kind) {
    case trust: text = "trust " + e.subject; break;
    case no_trust: text = "no trust " + e.subject; break;
    case link: text = "link " + e.subject; break;
    case blocking_link: text = "stopped on the link " + e.subject; break;
    case no_link: text = "no link leads " + e.subject; break;
    case no_zones: text = "no zones are stated: one flat network"; break;
    case same_zone: text = "both in zone " + e.subject; break;
    case zone_not_stated: text = "the zone of " + e.subject + " is not stated"; break;
    case group: text = "member of " + e.subject; break;
    case groups_not_stated: text = "the groups of " + e.subject + " are not stated"; break;
    case grant: text = "right granted to " + e.subject; break;
    case denial: text = "right denied to " + e.subject; break;
    case subnet: text = e.subject; break;
    case firewall_rule: text = "firewall rule " + (e.subject.empty() ? "without a name" : "'" + e.subject + "'"); break;
    case standard_namespace: text = e.subject + " is part of every Windows"; break;
    case encrypted_namespace: text = e.subject + " is encrypted by design"; break;
    case namespace_not_stated: text = "the namespace " + e.subject + " is not stated"; break;
    case default_rights: text = "default for " + e.subject; break;
    case twin_account: text = e.subject + " has the same name"; break;
    case tool_default: text = "default of " + e.subject; break;
    case ports: text = "TCP " + e.subject; break;
  }
  if (!e.source.empty() && e.source != "planning") text += fmt::format(" ({})", e.source);
  if (const auto place = place_text(estate, e.where); !place.empty()) text += " at " + place;
  return text;
}

std::string where_to_state(Slot slot, FactFrame& f) {
  const auto info = rules::slot_info(slot);
  const std::string_view name = info.definition->name;
  if (info.scope == rules::Scope::host) {
    if (!info.definition->stored()) return host_pointer(f, info.role);
    const std::string path = name == "membership" ? "member_of" : path_of(name);
    return host_pointer(f, info.role) + "/" + path;
  }
  if (info.scope == rules::Scope::account)
    return f.account() == nullptr ? "the connection's account" : "/accounts/" + import::escape_pointer(f.account()->name) + "/" + std::string(name.substr(name.find('.') + 1));
  for (const auto& e : f.evidence(slot)) {
    if (e.kind == rules::EvidenceKind::groups_not_stated)
      return f.account() == nullptr ? "the connection's account" : "/accounts/" + import::escape_pointer(f.account()->name) + "/groups/" + import::escape_pointer(host_name(f, Role::target));
    if (e.kind == rules::EvidenceKind::zone_not_stated) return host_pointer(f.estate(), e.subject) + "/zone";
    if (e.kind == rules::EvidenceKind::namespace_not_stated)
      return host_pointer(f, Role::target) + "/namespaces/" + import::escape_pointer(e.subject);
    if (e.kind == rules::EvidenceKind::twin_account && f.account() != nullptr) return "/accounts/" + import::escape_pointer(f.account()->name) + "/same_password_as";
  }
  if (name == "trust.allowed_to_authenticate") return host_pointer(f, Role::target) + "/allowed_to_authenticate";
  if (name == "network.same_subnet") return host_pointer(f, Role::target) + "/addresses";
  if (name == "token.application_launch" || name == "token.application_access")
    return host_pointer(f, Role::target) + "/dcom/application";
  if (name == "account.network_logon_right" || name == "account.network_logon_denied")
    return host_pointer(f, Role::target) + "/user_rights";
  if (name == "trust.selective_authentication" || name == "trust.filters_sids") return "/trusts";
  if (name == "as_of") return "/as_of";
  if (info.definition->stored()) {
    const auto* place = f.estate().location(f.connection().where);
    return (place == nullptr ? "/connections" : place->pointer) + "/" + std::string(name.substr(name.find('.') + 1));
  }
  for (const auto& e : f.evidence(slot))
    if (const auto* place = f.estate().location(e.where)) return place->pointer;
  return f.account() == nullptr ? "the connection's account" : "the facts it is derived from";
}

std::string source_text(const import::Statements& all, std::string_view id) {
  const auto* s = all.find(id);
  if (s == nullptr) return std::string(id);
  const auto document = all.documents.find(s->document);
  return fmt::format("{}: {}{} ({})", id, document == all.documents.end() ? s->document : document->second.title,
                     s->section.empty() ? "" : ", " + s->section, s->grade);
}

std::string error_text(std::uint32_t code) {
  const auto* known = model::find_error_code(code);
  return known == nullptr ? model::hex(code) : fmt::format("{} {}", model::hex(code), known->symbol);
}

std::string request_text(FactFrame& f) {
  const auto& api = f.get(rules::ConnectionFact::api);
  std::string text = host_name(f, Role::client) + " -> " + host_name(f, Role::target);
  if (f.host_index(Role::third) != model::none) text += " -> " + f.host(Role::third).name;
  text += f.account() == nullptr ? ", account not stated" : " as " + f.account()->name;
  text += ", " + (api.known ? value_text(rules::slot(rules::ConnectionFact::api), api) : "client tool not stated");
  return text + ", " + f.connection().wmi_namespace + (f.connection().namespace_assumed ? " (assumed, S3-06)" : "");
}

std::string subject_text(Slot slot, FactFrame& f) {
  const auto info = rules::slot_info(slot);
  std::string text = rules::slot_name(slot);
  if (info.scope == rules::Scope::host) text += " of " + host_name(f, info.role);
  if (info.scope == rules::Scope::account && f.account() != nullptr) text += " of " + f.account()->name;
  return text;
}

}  // namespace wmireach::cli
