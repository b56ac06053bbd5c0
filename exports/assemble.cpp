// SPDX-License-Identifier: Apache-2.0
#include "exports/assemble.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "exports/applied_policies.hpp"
#include "exports/domains.hpp"
#include "exports/machines.hpp"
#include "exports/member_names.hpp"
#include "exports/policy_files.hpp"
#include "exports/principal_names.hpp"
#include "exports/principals.hpp"
#include "exports/settings.hpp"
#include "exports/sid.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"
#include "model/name_pattern.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

class Assembler {
 public:
  Assembler(Survey& survey, const AssembleOptions& options)
      : survey_(survey), options_(options), machines_(machines_of(survey)), principals_(survey, machines_), applied_(survey) {
    for (const auto& a : options.assignments) {
      assigned_.emplace_back();
      for (std::size_t i = 0; i < survey.policies.size(); ++i)
        if (names(a, survey.policies[i])) assigned_.back().push_back(i);
    }
  }

  JsonNode scenario() {
    JsonNode s = import::json_object({{"format", 0, import::json_integer(1)}, {"title", 0, import::json_text(options_.title)}});
    if (!options_.as_of.empty()) s.members.push_back({"as_of", 0, import::json_text(options_.as_of)});
    write_domains(survey_, s);
    JsonNode hosts = import::json_object({});
    for (const auto& m : machines_) hosts.members.push_back({m.name, 0, host(m)});
    for (const auto& a : options_.assignments)
      if (!assignments_used_.contains(&a)) note(a.file, 0, "was assigned to '" + a.hosts + "', and changes no computer", "there is no such file with settings, or no such computer");
    for (std::size_t i = 0; i < survey_.policies.size(); ++i)
      if (!survey_.policies[i].settings.empty() && !policies_used_.contains(i)) unused(survey_.policies[i]);
    if (!baselines_.members.empty()) s.members.push_back({"baselines", 0, std::move(baselines_)});
    s.members.push_back({"hosts", 0, std::move(hosts)});
    JsonNode asks = connections();
    if (options_.all_accounts) principals_.want_all();
    principals_.write(s);
    if (!asks.items.empty()) s.members.push_back({"connections", 0, std::move(asks)});
    return s;
  }

 private:
  void note(const std::string& file, std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = file, .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  JsonNode host(const Machine& m) {
    Settings own(survey_);
    std::string domain, container;
    bool is_dc = false;
    for (const auto i : m.records) {
      const Computer& c = survey_.computers[i];
      for (const auto& s : c.settings) own.add(s, c.rank, m.name, survey_.notes);
      if (!c.domain.empty()) own.add({"member_of", import::json_text(c.domain), c.place}, c.rank, m.name, survey_.notes);
      for (const auto& a : c.addresses) own.add({"addresses/-", import::json_text(a), c.place}, c.rank, m.name, survey_.notes);
      if (domain.empty()) domain = c.domain;
      if (container.empty()) container = c.container;
      is_dc = is_dc || c.is_domain_controller;
    }
    for (const auto i : m.records) leave_families_open(survey_.computers[i], m.name, own);
    if (own.chosen().contains("workgroup")) one_membership(m.name, own);
    if (is_dc) groups_of_domain(domain, m.name, own);
    std::vector<std::vector<const Policy*>> layers = assigned(m, domain, own);
    for (const auto& linked : applied_.of(container)) {
      std::vector<const Policy*> layer;
      for (const auto i : linked)
        if (!survey_.policies[i].settings.empty()) {
          layer.push_back(&survey_.policies[i]);
          policies_used_.insert(i);
        }
      if (!layer.empty()) layers.push_back(std::move(layer));
    }
    JsonNode out = import::json_object({});
    if (const std::string baseline = baseline_of(layers); !baseline.empty()) out.members.push_back({"baseline", 0, import::json_text(baseline)});
    own.write(out, [&](const std::string& sid) { return principal(sid); });
    return out;
  }

  // A computer is in a domain or in a workgroup; of two sources that differ, the one nearer to the computer counts.
  void one_membership(const std::string& whose, Settings& own) {
    const auto domain = own.chosen().find("member_of"), workgroup = own.chosen().find("workgroup");
    if (domain == own.chosen().end()) return;
    const bool domain_counts = domain->second.second >= workgroup->second.second;
    const Setting& left = domain_counts ? workgroup->second.first : domain->second.first;
    note(survey_.files[left.place.file], left.place.line, whose + " is in '" + left.value.text + "' here, and another source says otherwise", "the source nearer to the computer counts");
    own.remove(domain_counts ? "workgroup" : "member_of");
  }

  // Addresses of a scenario are all that a host has, and say which IP versions it uses. Those of a scan or an inventory are some of them.
  void leave_families_open(const Computer& c, const std::string& whose, Settings& own) {
    if (c.addresses.empty() || c.rank == Rank::machine) return;
    for (const auto& [path, mark] : {std::pair("ipv4", '.'), std::pair("ipv6", ':')}) {
      const bool seen = std::ranges::any_of(c.addresses, [&](const std::string& a) { return a.find(mark) != std::string::npos; });
      if (!seen && !own.chosen().contains(path)) own.add({path, import::json_text("unknown"), c.place}, c.rank, whose, survey_.notes);
    }
  }

  std::string principal(const std::string& sid) {
    principals_.want(sid);
    return principals_.name_of(sid);
  }

  // The built-in groups of a domain are the local groups of its controllers.
  void groups_of_domain(const std::string& domain, const std::string& whose, Settings& own) {
    for (const auto& p : survey_.principals) {
      if (p.kind != PrincipalKind::group || folded(p.domain) != folded(domain) || !p.sid.starts_with("S-1-5-32-")) continue;
      const auto name = local_group_name(rid_of(p.sid).value_or(0));
      if (name.empty() || p.members.empty()) continue;
      own.add({"local_groups/" + std::string(name), import::json_texts(p.members), p.place}, Rank::policy, whose, survey_.notes);
    }
  }

  // A policy has several files; one of them, or a folder above it, names it.
  bool names(const Assignment& a, const Policy& p) const {
    std::string_view wanted = a.file;
    while (wanted.size() > 1 && wanted.ends_with('/')) wanted.remove_suffix(1);
    const auto is_named = [&](Place place) {
      const std::string_view file = survey_.files[place.file];
      return file.starts_with(wanted) && (file.size() == wanted.size() || file[wanted.size()] == '/');
    };
    return !p.settings.empty() && (is_named(p.place) || std::ranges::any_of(p.settings, [&](const Setting& s) { return is_named(s.place); }));
  }

  // Policies that the command line gives to the machine; what a computer said of itself goes to the machine's own settings.
  std::vector<std::vector<const Policy*>> assigned(const Machine& m, const std::string& domain, Settings& own) {
    std::vector<std::vector<const Policy*>> layers;
    for (std::size_t n = 0; n < options_.assignments.size(); ++n) {
      const Assignment& a = options_.assignments[n];
      if (!fits(a.hosts, m.name, domain, own)) continue;
      std::vector<const Policy*> layer;
      for (const auto i : assigned_[n]) {
        const Policy& p = survey_.policies[i];
        assignments_used_.insert(&a);
        policies_used_.insert(i);
        if (p.rank == Rank::policy) layer.push_back(&p);
        else
          for (const auto& s : p.settings) own.add(s, p.rank, m.name, survey_.notes);
      }
      if (!layer.empty()) layers.push_back(std::move(layer));
    }
    return layers;
  }

  static bool fits(const std::string& hosts, const std::string& name, const std::string& domain, const Settings& own) {
    if (hosts == "*" || folded(hosts) == folded(name)) return true;
    const auto equals = hosts.find('=');
    if (equals == std::string::npos) return false;
    const std::string key = hosts.substr(0, equals), value = hosts.substr(equals + 1);
    if (key == "domain") return folded(domain) == folded(value);
    if (key == "name") return model::fits_pattern(folded(value), folded(name));
    if (key != "os") return false;
    const auto os = own.chosen().find("os");
    return os != own.chosen().end() && os->second.first.value.text == value;
  }

  // Computers with the same policies share a baseline.
  std::string baseline_of(const std::vector<std::vector<const Policy*>>& layers) {
    std::string name;
    for (const auto& layer : layers)
      for (const auto* p : layer) name += (name.empty() ? "" : " + ") + p->name;
    if (name.empty()) return name;
    const auto [known, is_new] = baseline_names_.emplace(layers, name);
    if (!is_new) return known->second;
    int same = 0;
    for (const auto& m : baselines_.members) same += m.key == name || m.key.starts_with(name + " (") ? 1 : 0;
    if (same > 0) known->second = name + " (" + std::to_string(same + 1) + ")";
    Settings settings(survey_);
    settings.add_policies(layers, survey_.notes);
    JsonNode object = import::json_object({});
    settings.write(object, [&](const std::string& sid) { return principal(sid); });
    baselines_.members.push_back({known->second, 0, std::move(object)});
    return known->second;
  }

  void unused(const Policy& p) {
    note(survey_.files[p.place.file], p.place.line, "'" + p.name + "' holds " + std::to_string(p.settings.size()) + " settings, and no computer is known to have them",
         "say whose they are: --assign " + survey_.files[p.place.file] + "=HOSTS" + (p.linked_to.empty() ? "" : "; it is linked to " + p.linked_to.front()));
  }

  JsonNode selector(const std::string& hosts) const {
    if (hosts == "*") return import::json_object({{"name", 0, import::json_text("*")}});
    const auto equals = hosts.find('=');
    if (equals == std::string::npos) return import::json_text(hosts);
    return import::json_object({{hosts.substr(0, equals), 0, import::json_text(hosts.substr(equals + 1))}});
  }

  JsonNode connections() {
    JsonNode out = import::json_array({});
    for (const auto& ask : options_.asks) {
      if (!principals_.want_name(ask.account)) {
        note(survey_.files.empty() ? "" : survey_.files.front(), 0, "no source names the account '" + ask.account + "'", "no connection was written for it");
        continue;
      }
      std::string from = ask.from, to = ask.to;
      const std::string domain = ask.account.substr(0, ask.account.find('\\'));
      for (const bool own_domain : {true, false})
        for (const auto& m : machines_) {
          if (own_domain && std::ranges::none_of(m.records, [&](std::size_t i) { return folded(survey_.computers[i].domain) == folded(domain); })) continue;
          if (from.empty()) from = m.name;
          else if (to.empty() && m.name != from) to = m.name;
        }
      if (from.empty() || to.empty()) continue;
      out.items.push_back(import::json_object({{"id", 0, import::json_text(out.items.empty() ? "wmi" : "wmi-" + std::to_string(out.items.size() + 1))}, {"from", 0, selector(from)}, {"to", 0, selector(to)},
                                               {"account", 0, import::json_text(ask.account)}, {"credentials", 0, import::json_text("explicit")}, {"api", 0, import::json_text("get-wmiobject")}}));
    }
    return out;
  }

  Survey& survey_;
  const AssembleOptions& options_;
  std::vector<Machine> machines_;
  Principals principals_;
  AppliedPolicies applied_;
  std::vector<std::vector<std::size_t>> assigned_;  // by assignment: indexes into Survey::policies
  std::set<std::size_t> policies_used_;
  std::set<const Assignment*> assignments_used_;
  std::map<std::vector<std::vector<const Policy*>>, std::string> baseline_names_;
  JsonNode baselines_ = import::json_object({});
};

// Entries of a directory have names where files have lines.
void name_entries(Survey& survey) {
  for (const auto& [file, names] : survey.entries)
    for (auto& n : survey.notes)
      if (n.line > 0 && n.file == survey.files[file]) {
        n.file = place_text(survey, {file, n.line});
        n.line = 0;
      }
}

}  // namespace

JsonNode assemble(Survey& survey, const AssembleOptions& options) {
  join_policies(survey);
  resolve_members(survey);
  resolve_names(survey);
  JsonNode scenario = Assembler(survey, options).scenario();
  name_entries(survey);
  return scenario;
}

}  // namespace wmireach::exports
