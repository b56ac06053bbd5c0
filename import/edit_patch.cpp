// SPDX-License-Identifier: Apache-2.0
#include "import/edit_patch.hpp"

#include <algorithm>

#include "import/access_reader.hpp"
#include "import/cursor.hpp"
#include "import/json_patch.hpp"
#include "import/json_writer.hpp"

namespace wmireach::import {
namespace {

using model::Edit;
using model::EditKind;
using model::folded;
using model::Index;

// Everything that a list says of one principal.
JsonNode entry_json(const std::vector<model::Grant>& list, const std::string& principal, const rules::Type& type) {
  std::int64_t allow = 0, deny = 0;
  bool subnamespaces = false;
  for (const auto& g : list) {
    if (folded(g.principal) != folded(principal)) continue;
    (g.deny ? deny : allow) |= g.rights;
    subnamespaces = subnamespaces || g.subnamespaces;
  }
  if (deny == 0 && !subnamespaces) return json_value(type, allow);
  JsonNode out = json_object({});
  if (allow != 0) out.members.push_back({"allow", 0, json_value(type, allow)});
  if (deny != 0) out.members.push_back({"deny", 0, json_value(type, deny)});
  if (subnamespaces) out.members.push_back({"subnamespaces", 0, json_boolean(true)});
  return out;
}

JsonNode list_json(const std::vector<model::Grant>& list, const rules::Type& type) {
  JsonNode out = json_object({});
  for (const auto& g : list)
    if (out.find(g.principal) == nullptr) out.members.push_back({g.principal, 0, entry_json(list, g.principal, type)});
  return out;
}

// "dcom.access.anonymous" is written as an entry of the list of dcom.access.
std::string principal_of_fact(std::string_view rest) {
  if (rest == "anonymous") return "ANONYMOUS LOGON";
  std::string name(rest);
  std::ranges::replace(name, '_', ' ');
  return name;
}

class PatchWriter {
 public:
  PatchWriter(const JsonNode& scenario, model::Estate& estate) : document_(scenario), estate_(estate), editor_(estate) { patch_ = json_array({}); }

  void write(const Edit& e) {
    // What stands in the file is asked before the edit, what is to stand there after it.
    const auto link = std::ranges::find_if(estate_.links, [&](const model::Link& l) { return l.from == e.from && l.to == e.to; });
    const std::string link_place = e.kind == EditKind::open_ports && link != estate_.links.end() ? pointer(link->where) : std::string();
    editor_.apply(e);
    switch (e.kind) {
      case EditKind::host_fact: return host_fact(pointer(estate_.hosts[e.host].where), estate_.hosts[e.host], e);
      case EditKind::baseline_fact: return fact("/baselines/" + escape_pointer(e.name), rules::host_facts()[e.fact], e.value);
      case EditKind::account_fact: return fact(pointer(estate_.accounts[e.account].where), rules::account_facts()[e.fact], e.value);
      case EditKind::request_fact: return fact(pointer(e.where), rules::connection_facts()[e.fact], e.value);
      case EditKind::open_ports: return open_ports(e, link_place);
      case EditKind::local_group: return local_group(e);
      case EditKind::close_rule:
      case EditKind::drop_trust: return remove(pointer(e.where));
      case EditKind::close_link: return set(pointer(e.where), {"default"}, json_text("block"));
      case EditKind::leave_group: return leave_group(e);
      case EditKind::add_trust:
        return append("", "trusts", json_object({{"trusting", 0, json_text(estate_.domains[e.from].name)}, {"trusted", 0, json_text(estate_.domains[e.to].name)}, {"kind", 0, json_text("external")}}));
      default: return of_host(e);
    }
  }

  JsonNode take() { return std::move(patch_); }

 private:
  std::string pointer(model::LocationId where) const {
    const auto* at = estate_.location(where);
    return at == nullptr ? std::string() : at->pointer;
  }

  void operation(const char* op, const std::string& path, JsonNode value) {
    JsonNode o = json_object({{"op", 0, json_text(op)}, {"path", 0, json_text(path)}, {"value", 0, std::move(value)}});
    Diagnostics problems;
    apply_patch(document_, json_array({o}), "", problems);
    patch_.items.push_back(std::move(o));
  }

  void remove(const std::string& path) {
    JsonNode o = json_object({{"op", 0, json_text("remove")}, {"path", 0, json_text(path)}});
    Diagnostics problems;
    apply_patch(document_, json_array({o}), "", problems);
    patch_.items.push_back(std::move(o));
  }

  // Adds or replaces the member at the end of `path` below the object at `base`; objects on the way are made. Keys are found
  // without regard to case, as the reader of principals and namespaces does.
  void set(std::string base, const std::vector<std::string>& path, JsonNode value) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const JsonNode* parent = find_node(document_, base);
      const JsonMember* there = nullptr;
      if (parent != nullptr)
        for (const auto& m : parent->members)
          if (folded(m.key) == folded(path[i])) there = &m;
      base += "/" + escape_pointer(there != nullptr ? there->key : path[i]);
      if (i + 1 == path.size()) operation(there != nullptr ? "replace" : "add", base, std::move(value));
      else if (there == nullptr) operation("add", base, json_object({}));
    }
  }

  void append(const std::string& base, const std::string& key, JsonNode value) {
    const JsonNode* list = find_node(document_, base + "/" + key);
    if (list == nullptr) operation("add", base + "/" + key, json_array({std::move(value)}));
    else operation("add", base + "/" + key + "/-", std::move(value));
  }

  void fact(const std::string& base, const rules::FactDefinition& d, std::int64_t value) {
    std::string_view name = d.name;
    for (const std::string_view scope : {"account.", "request."})
      if (name.starts_with(scope)) name.remove_prefix(scope.size());
    std::vector<std::string> path;
    if (name.starts_with("dcom.launch.") || name.starts_with("dcom.access.")) {
      const auto dot = name.rfind('.');
      path = {"dcom", std::string(name.substr(5, dot - 5)), principal_of_fact(name.substr(dot + 1))};
    } else {
      for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
        path.emplace_back(name.substr(0, dot));
        name.remove_prefix(dot + 1);
      }
      path.emplace_back(name);
    }
    set(base, path, json_value(d.type(), value));
  }

  void host_fact(const std::string& base, const model::Host& host, const Edit& e) {
    const auto& d = rules::host_facts()[e.fact];
    constexpr std::string_view dcom = "dcom.", firewall = "windows_firewall.";
    if (d.name.starts_with(dcom)) make_object(base, host, d.name);
    fact(base, d, e.value);
    if (std::ranges::none_of(host.profile_facts, [&](const auto& p) { return p.fact == e.fact; })) return;
    for (const auto& profile : rules::types::firewall_profile().values)
      set(base, {"windows_firewall", "profiles", std::string(profile.name), std::string(d.name.substr(firewall.size()))}, json_value(d.type(), e.value));
  }

  // A machine-wide list that stands there as a security descriptor is written entry by entry before one changes.
  void make_object(const std::string& base, const model::Host& host, std::string_view fact_name) {
    const bool launch = fact_name.starts_with("dcom.launch.");
    const std::string key = launch ? "launch" : "access";
    const JsonNode* list = find_node(document_, base + "/dcom/" + key);
    if (list == nullptr || list->kind != JsonNode::Kind::string) return;
    JsonNode entries = json_object({});
    const std::string prefix = "dcom." + key + ".";
    const auto facts = rules::host_facts();
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts[i].name.starts_with(prefix))
        entries.members.push_back({principal_of_fact(facts[i].name.substr(prefix.size())), 0, json_value(rules::types::dcom_rights(), host.facts[i].value)});
    for (auto& m : list_json(launch ? host.launch_grants : host.access_grants, rules::types::dcom_rights()).members) entries.members.push_back(std::move(m));
    operation("replace", base + "/dcom/" + key, std::move(entries));
  }

  void of_host(const Edit& e) {
    const model::Host& host = estate_.hosts[e.host];
    const std::string base = pointer(host.where);
    const std::string account = e.account == model::none ? std::string() : estate_.accounts[e.account].name;
    const auto& rights = rules::types::dcom_rights();
    switch (e.kind) {
      case EditKind::launch_right:
        make_object(base, host, "dcom.launch.");
        return set(base, {"dcom", "launch", account}, entry_json(host.launch_grants, account, rights));
      case EditKind::access_right:
        make_object(base, host, "dcom.access.");
        return set(base, {"dcom", "access", account}, entry_json(host.access_grants, account, rights));
      case EditKind::application_launch: return set(base, {"dcom", "application", "launch"}, list_json(host.application_launch.value, rights));
      case EditKind::application_access: return set(base, {"dcom", "application", "access"}, list_json(host.application_access.value, rights));
      case EditKind::namespace_right: return namespace_right(base, host, e.name, account);
      case EditKind::drop_launch: return drop(base + "/dcom/launch", account);
      case EditKind::drop_access: return drop(base + "/dcom/access", account);
      case EditKind::drop_namespace: return drop_namespace(base, e.name, account);
      case EditKind::group_member:
        for (const auto& list : host.local_groups)
          if (list.members && folded(list.group) == folded(e.name)) set(base, {"local_groups", list.group}, json_texts(*list.members));
        return;
      case EditKind::network_logon: return set(base, {"user_rights", "network_logon"}, json_texts(host.network_logon.value));
      case EditKind::lift_logon_denial: return set(base, {"user_rights", "deny_network_logon"}, json_texts(host.deny_network_logon.value));
      case EditKind::allow_to_authenticate: return set(base, {"allowed_to_authenticate"}, json_texts(*host.allowed_to_authenticate));
      default: return;
    }
  }

  // A namespace of the host's baseline is written whole: an entry of the host takes the place of the baseline's.
  void namespace_right(const std::string& base, const model::Host& host, const std::string& name, const std::string& account) {
    const auto& n = *std::ranges::find_if(host.namespaces, [&](const auto& other) { return folded(other.name) == folded(name); });
    std::string key = n.name;
    bool own = false;
    if (const JsonNode* listed = find_node(document_, base + "/namespaces"))
      for (const auto& m : listed->members) {
        std::string written = folded(m.key);
        std::ranges::replace(written, '/', '\\');
        if (written == folded(name)) {
          key = m.key;
          own = true;
        }
      }
    if (own || n.where == model::no_location) return set(base, {"namespaces", key, "rights", account}, entry_json(n.rights, account, namespace_rights()));
    JsonNode whole = json_object({});
    const auto state = [&](const char* what, const model::Fact& f) {
      if (f.present()) whole.members.push_back({what, 0, f.known ? json_boolean(f.value != 0) : json_text("unknown")});
    };
    state("exists", n.exists);
    state("requires_encryption", n.requires_encryption);
    whole.members.push_back({"rights", 0, list_json(n.rights, namespace_rights())});
    set(base, {"namespaces", key}, std::move(whole));
  }

  // The entry of the principal below the list at `path`, which is the host's own.
  void drop(const std::string& path, const std::string& principal) {
    const JsonNode* list = find_node(document_, path);
    if (list == nullptr) return;
    for (const auto& m : list->members)
      if (folded(m.key) == folded(principal)) return remove(path + "/" + escape_pointer(m.key));
  }

  void drop_namespace(const std::string& base, const std::string& name, const std::string& principal) {
    const JsonNode* listed = find_node(document_, base + "/namespaces");
    if (listed == nullptr) return;
    for (const auto& m : listed->members) {
      std::string written = folded(m.key);
      std::ranges::replace(written, '/', '\\');
      if (written == folded(name)) return drop(base + "/namespaces/" + escape_pointer(m.key) + "/rights", principal);
    }
  }

  void leave_group(const Edit& e) {
    const std::string base = pointer(estate_.accounts[e.account].where) + "/groups";
    const JsonNode* groups = find_node(document_, base);
    if (groups == nullptr) return;
    for (const auto& m : groups->members)
      if (folded(m.key) == folded(estate_.hosts[e.host].name))
        for (std::size_t i = 0; i < m.value.items.size(); ++i)
          if (folded(m.value.items[i].text) == folded(e.name)) return remove(base + "/" + escape_pointer(m.key) + "/" + std::to_string(i));
  }

  void local_group(const Edit& e) {
    const std::string base = pointer(estate_.accounts[e.account].where), host = estate_.hosts[e.host].name;
    const JsonNode* groups = find_node(document_, base + "/groups");
    if (groups != nullptr && groups->kind == JsonNode::Kind::array) {
      const JsonNode everywhere = *groups;
      operation("replace", base + "/groups", json_object({{"*", 0, everywhere}, {host, 0, json_texts({e.name})}}));
      return;
    }
    JsonNode own = json_texts({});
    if (groups != nullptr)
      for (const auto& m : groups->members)
        if (folded(m.key) == folded(host) && m.value.kind == JsonNode::Kind::array) own = m.value;
    own.items.push_back(json_text(e.name));
    set(base, {"groups", host}, std::move(own));
  }

  void open_ports(const Edit& e, const std::string& place) {
    const auto names = [&](const std::vector<Index>& hosts) {
      std::vector<std::string> out;
      for (const Index h : hosts) out.push_back(estate_.hosts[h].name);
      return json_texts(out);
    };
    const std::string from = estate_.zones[e.from].name, to = estate_.zones[e.to].name;
    const std::string range = e.ports.first == e.ports.last ? std::to_string(e.ports.first) : std::to_string(e.ports.first) + "-" + std::to_string(e.ports.last);
    const auto rule = [&](bool mirrored) {
      JsonNode r = json_object({{"action", 0, json_text("allow")}, {"protocol", 0, json_text("tcp")}, {"ports", 0, json_texts({range})}});
      if (!e.from_hosts.empty()) r.members.push_back({mirrored ? "to_hosts" : "from_hosts", 0, names(e.from_hosts)});
      if (!e.to_hosts.empty()) r.members.push_back({mirrored ? "from_hosts" : "to_hosts", 0, names(e.to_hosts)});
      return r;
    };
    const std::string base = place.empty() ? made_link(from, to) : place;
    if (base.empty()) return append("", "links", json_object({{"from", 0, json_text(from)}, {"to", 0, json_text(to)}, {"rules", 0, json_array({rule(false)})}}));
    const JsonNode* link = find_node(document_, base);
    const JsonNode* start = link == nullptr ? nullptr : link->find("from");
    const bool mirrored = start != nullptr && folded(start->text) != folded(from);  // the way back of a link in both directions
    if (link == nullptr || link->find("rules") == nullptr) operation("add", base + "/rules", json_array({rule(mirrored)}));
    else operation("add", base + "/rules/0", rule(mirrored));
  }

  // The link that an edit before this one made; empty: none.
  std::string made_link(const std::string& from, const std::string& to) const {
    const JsonNode* links = document_.find("links");
    for (std::size_t i = 0; links != nullptr && i < links->items.size(); ++i) {
      const JsonNode* a = links->items[i].find("from");
      const JsonNode* b = links->items[i].find("to");
      if (a != nullptr && b != nullptr && folded(a->text) == folded(from) && folded(b->text) == folded(to)) return "/links/" + std::to_string(i);
    }
    return {};
  }

  JsonNode document_;
  model::Estate& estate_;
  model::EstateEditor editor_;
  JsonNode patch_;
};

}  // namespace

JsonNode patch_of(const JsonNode& scenario, model::Estate& estate, const std::vector<Edit>& edits) {
  PatchWriter writer(scenario, estate);
  for (const Edit& e : edits) writer.write(e);
  return writer.take();
}

}  // namespace wmireach::import
