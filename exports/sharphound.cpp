// SPDX-License-Identifier: Apache-2.0
#include "exports/sharphound.hpp"

#include <algorithm>
#include <cctype>

#include "exports/domain_release.hpp"
#include "exports/guid.hpp"
#include "exports/json_fields.hpp"
#include "exports/sid.hpp"
#include "exports/words.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

constexpr std::int64_t oldest_version = 5, newest_version = 6;

const JsonNode* items_of(const JsonNode* list) {
  if (list == nullptr) return nullptr;
  return list->kind == JsonNode::Kind::array ? list : field(*list, "Results");
}

// Version 6 wraps nothing where version 5 has {"Results": [...], "Collected": true}.
bool was_collected(const JsonNode& list) { return list.kind == JsonNode::Kind::array || true_field(list, "Collected"); }

class Reader {
 public:
  Reader(std::uint32_t file, std::string type, Survey& survey) : file_(file), type_(std::move(type)), survey_(survey) {}

  void record(const JsonNode& r) {
    ++records_;
    if (r.kind != JsonNode::Kind::object) return note(r.line, "a record is no object", "it was left out; the others are kept");
    if (type_ == "computers") computer(r);
    else if (type_ == "users") principal(r, PrincipalKind::user);
    else if (type_ == "groups") principal(r, PrincipalKind::group);
    else if (type_ == "domains") domain(r);
    else if (type_ == "ous" || type_ == "containers") container(r);
    else if (type_ == "gpos") policy(r);
  }

  void end(const JsonNode& root) {
    const JsonNode* meta = field(root, "meta");
    if (meta == nullptr) return;
    if (const JsonNode* count = field(*meta, "count"); count != nullptr && count->integer != records_)
      note(count->line, "says that it has " + std::to_string(count->integer) + " records, and has " + std::to_string(records_), "all that are there were read");
    if (const JsonNode* version = field(*meta, "version"); version != nullptr && (version->integer < oldest_version || version->integer > newest_version))
      note(version->line, "is of version " + std::to_string(version->integer) + " of the format", "versions 5 and 6 are known; it was read as one of them");
  }

 private:
  Place place(const JsonNode& n) const { return {file_, n.line}; }

  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  // False: deleted, or without what every record has.
  bool usable(const JsonNode& r, const JsonNode*& properties) {
    properties = field(r, "Properties");
    if (properties != nullptr && !text_field(r, "ObjectIdentifier").empty()) return true;
    note(r.line, "a record has no Properties or no ObjectIdentifier", "it was left out; the others are kept");
    return false;
  }

  static std::string container_of(const JsonNode& r) {
    const JsonNode* by = field(r, "ContainedBy");
    return by == nullptr ? std::string() : upper(text_field(*by, "ObjectIdentifier"));
  }

  void computer(const JsonNode& r) {
    const JsonNode* p = nullptr;
    if (!usable(r, p)) return;
    Computer c;
    c.place = place(r);
    c.sid = sid_in(text_field(r, "ObjectIdentifier"));
    c.netbios_name = text_field(*p, "samaccountname");
    if (c.netbios_name.ends_with('$')) c.netbios_name.pop_back();
    // A name without a domain is something else, such as the display name of an object that was made by hand.
    if (const std::string name = text_field(*p, "name"); name.find('.') != std::string::npos) c.dns_name = name;
    if (c.netbios_name.empty()) c.netbios_name = c.dns_name.substr(0, c.dns_name.find('.'));
    c.domain = text_field(*p, "domain");
    c.container = container_of(r);
    c.is_domain_controller = true_field(r, "IsDC") || true_field(*p, "isdc");
    const JsonNode* enabled = field(*p, "enabled");
    c.in_use = !true_field(r, "IsDeleted") && (enabled == nullptr || enabled->kind != JsonNode::Kind::boolean || enabled->integer != 0);
    if (c.netbios_name.empty()) return note(r.line, "a computer has no name", "it was left out; the others are kept");
    release(*p, c);
    if (const JsonNode* d = field(*p, "unconstraineddelegation"); d != nullptr && d->kind == JsonNode::Kind::boolean)
      c.settings.push_back({"trusted_for_delegation", import::json_boolean(d->integer != 0), place(*d)});
    service_principal_names(*p, c);
    local_groups(r, c);
    user_rights(r, c);
    survey_.principals.push_back({.kind = PrincipalKind::computer, .sid = c.sid, .domain = c.domain, .name = c.netbios_name + "$", .primary_group = sid_in(text_field(r, "PrimaryGroupSID")),
                                  .in_use = c.in_use, .place = c.place});
    survey_.computers.push_back(std::move(c));
  }

  void release(const JsonNode& properties, Computer& c) {
    const JsonNode* os = field(properties, "operatingsystem");
    if (os == nullptr || os->kind != JsonNode::Kind::string || os->text.empty()) return;
    add_domain_release(os->text, place(*os), c, survey_);
  }

  // HOST/NAME stands for every service of the computer, so for WMI as well. A domain controller also has HOST/NAME/DOMAIN with the
  // NetBIOS name of its domain.
  void service_principal_names(const JsonNode& properties, Computer& c) {
    const JsonNode* names = field(properties, "serviceprincipalnames");
    if (names == nullptr || names->kind != JsonNode::Kind::array) return;
    bool registered = false;
    for (const auto& n : names->items) {
      const std::string name = folded(n.text);
      registered = registered || name.starts_with("host/") || name.starts_with("restrictedkrbhost/");
      const auto first = n.text.find('/'), last = n.text.rfind('/');
      if (!c.is_domain_controller || !name.starts_with("host/") || first == last || n.text.find('.', last) != std::string::npos) continue;
      survey_.domains.push_back({.dns_name = c.domain, .netbios_name = n.text.substr(last + 1), .place = place(n)});
    }
    c.settings.push_back({"kerberos/spn_registered", import::json_boolean(registered), place(*names)});
  }

  // A SID as it is known outside of the computer: its own groups are the built-in ones of every computer.
  static std::string resolved(const std::string& written, const Computer& c) {
    const std::string sid = sid_in(written);
    const auto rid = rid_of(sid);
    return rid && *rid < 1000 && !c.sid.empty() && issuer_of(sid) == c.sid ? "S-1-5-32-" + std::to_string(*rid) : sid;
  }

  JsonNode sids_of(const JsonNode& list, const Computer& c) {
    JsonNode out = import::json_array({});
    if (const JsonNode* results = items_of(&list); results != nullptr)
      for (const auto& m : results->items) {
        std::string sid = resolved(text_field(m, "ObjectIdentifier"), c);
        if (sid.empty()) sid = resolved(text_field(m, "MemberId"), c);
        if (sid.empty()) note(m.line, "a member of a list of " + c.netbios_name + " has no SID", "it was left out; the others are kept");
        else out.items.push_back(import::json_text(std::move(sid)));
      }
    if (const JsonNode* names = field(list, "LocalNames"); names != nullptr)
      for (const auto& n : names->items) local_principal(n, c);
    return out;
  }

  // "NAME@COMPUTER.DOMAIN": an account of the computer itself.
  void local_principal(const JsonNode& n, const Computer& c) {
    const std::string name = text_field(n, "Name"), sid = sid_in(text_field(n, "ObjectIdentifier"));
    if (name.empty() || sid.empty() || sid.starts_with("S-1-5-32-")) return;
    survey_.principals.push_back({.sid = sid, .host = c.dns_name.empty() ? c.netbios_name : c.dns_name, .name = name.substr(0, name.find('@')), .place = place(n)});
  }

  void local_group(const JsonNode& list, std::string_view name, Computer& c) {
    if (!was_collected(list)) return;  // not collected is not empty
    c.settings.push_back({"local_groups/" + std::string(name), sids_of(list, c), place(list)});
  }

  void local_groups(const JsonNode& r, Computer& c) {
    if (const JsonNode* groups = field(r, "LocalGroups"); groups != nullptr)
      for (const auto& g : groups->items) {
        const std::string sid = resolved(text_field(g, "ObjectIdentifier"), c);
        const auto rid = rid_of(sid);
        if (const auto name = rid ? local_group_name(*rid) : std::string_view(); sid.starts_with("S-1-5-32-") && !name.empty()) local_group(g, name, c);
        else if (folded(text_field(g, "Name")).starts_with("winrmremotewmiusers__@")) local_group(g, "WinRMRemoteWMIUsers__", c);
      }
    // Version 5, before it had LocalGroups.
    constexpr std::pair<std::string_view, std::uint32_t> older[] = {{"LocalAdmins", 544}, {"RemoteDesktopUsers", 555}, {"DcomUsers", 562}, {"PSRemoteUsers", 580}};
    for (const auto& [key, rid] : older)
      if (const JsonNode* list = field(r, key); list != nullptr && list->kind == JsonNode::Kind::object) local_group(*list, local_group_name(rid), c);
  }

  void user_rights(const JsonNode& r, Computer& c) {
    const JsonNode* rights = field(r, "UserRights");
    if (rights == nullptr) return;
    for (const auto& right : rights->items) {
      if (!was_collected(right)) continue;
      const std::string privilege = text_field(right, "Privilege");
      if (privilege == "SeNetworkLogonRight") c.settings.push_back({"user_rights/network_logon", sids_of(right, c), place(right)});
      if (privilege == "SeDenyNetworkLogonRight") c.settings.push_back({"user_rights/deny_network_logon", sids_of(right, c), place(right)});
    }
  }

  void principal(const JsonNode& r, PrincipalKind kind) {
    const JsonNode* p = nullptr;
    if (!usable(r, p)) return;
    Principal a{.kind = kind, .sid = sid_in(text_field(r, "ObjectIdentifier")), .domain = text_field(*p, "domain"), .name = text_field(*p, "samaccountname"),
                .primary_group = sid_in(text_field(r, "PrimaryGroupSID")), .in_use = !true_field(r, "IsDeleted"), .place = place(r)};
    if (a.name.empty()) a.name = text_field(*p, "name").substr(0, text_field(*p, "name").find('@'));
    if (a.sid.empty() || a.name.empty()) return note(r.line, "an account or group has no SID or no name", "it was left out; the others are kept");
    if (const JsonNode* enabled = field(*p, "enabled"); enabled != nullptr && enabled->kind == JsonNode::Kind::boolean) fact(a, "enabled", *enabled, import::json_boolean(enabled->integer != 0));
    if (const JsonNode* sensitive = field(*p, "sensitive"); sensitive != nullptr && sensitive->kind == JsonNode::Kind::boolean)
      fact(a, "sensitive", *sensitive, import::json_boolean(sensitive->integer != 0));
    // Which of its rights come from there, only the computers know.
    if (const JsonNode* history = field(*p, "sidhistory"); history != nullptr && history->kind == JsonNode::Kind::array)
      fact(a, "relies_on_sid_history", *history, history->items.empty() ? import::json_boolean(false) : import::json_text("unknown"));
    if (const JsonNode* members = field(r, "Members"); members != nullptr)
      for (const auto& m : members->items)
        if (std::string sid = sid_in(text_field(m, "ObjectIdentifier")); !sid.empty()) a.members.push_back(std::move(sid));
    survey_.principals.push_back(std::move(a));
  }

  static void fact(Principal& a, const char* key, const JsonNode& at, JsonNode value) {
    value.line = at.line;
    a.facts[key] = std::move(value);
  }

  void domain(const JsonNode& r) {
    const JsonNode* p = nullptr;
    if (!usable(r, p)) return;
    Domain d{.dns_name = text_field(*p, "name"), .sid = sid_in(text_field(r, "ObjectIdentifier")), .collected = true, .place = place(r)};
    if (d.dns_name.empty()) return note(r.line, "a domain has no name", "it was left out; the others are kept");
    if (const JsonNode* trusts = field(r, "Trusts"); trusts != nullptr)
      for (const auto& t : trusts->items) trust(t, d.dns_name);
    container(r);
    survey_.domains.push_back(std::move(d));
  }

  void trust(const JsonNode& t, const std::string& recorded_by) {
    Trust out{.recorded_by = recorded_by, .filters_sids = "unknown", .selective = "unknown", .place = place(t)};
    const std::string other = text_field(t, "TargetDomainName");
    if (other.empty()) return note(t.line, "a trust of " + recorded_by + " names no domain", "it was left out; the others are kept");
    survey_.domains.push_back({.dns_name = other, .sid = sid_in(text_field(t, "TargetDomainSid")), .place = place(t)});
    // Inbound: the other domain trusts this one (MS-ADTS 6.1.6.7.12).
    const std::string direction = word(field(t, "TrustDirection"), {"Disabled", "Inbound", "Outbound", "Bidirectional"});
    out.disabled = direction == "Disabled";
    out.two_way = direction == "Bidirectional";
    out.trusting = direction == "Inbound" ? other : recorded_by;
    out.trusted = direction == "Inbound" ? recorded_by : other;
    if (direction.empty()) return note(t.line, "the trust of " + recorded_by + " with " + other + " has no direction that is known", "it was left out; state it in the scenario");
    const std::string kind = word(field(t, "TrustType"), {"ParentChild", "CrossLink", "Forest", "External", "Unknown"});
    out.kind = kind == "ParentChild" ? "parent-child" : kind == "CrossLink" ? "shortcut" : kind == "Forest" ? "forest" : "external";
    if (kind != "ParentChild" && kind != "CrossLink" && kind != "Forest" && kind != "External")
      note(t.line, "the trust of " + recorded_by + " with " + other + " is of a kind that is not known", "it is taken as external, the narrowest kind");
    if (direction != "Inbound")
      if (const JsonNode* f = field(t, "SidFilteringEnabled"); f != nullptr && f->kind == JsonNode::Kind::boolean) out.filters_sids = f->integer != 0 ? "true" : "false";
    if (const JsonNode* a = field(t, "TrustAttributes"); a != nullptr && direction != "Inbound") {
      constexpr std::int64_t cross_organization = 0x10;  // MS-ADTS 6.1.6.7.9: selective authentication
      const std::int64_t bits = a->kind == JsonNode::Kind::integer ? a->integer : a->kind == JsonNode::Kind::string ? std::strtoll(a->text.c_str(), nullptr, 10) : 0;
      out.selective = (bits & cross_organization) != 0 ? "true" : "false";
    }
    survey_.trusts.push_back(std::move(out));
  }

  // Older versions number what newer ones name.
  static std::string word(const JsonNode* value, std::initializer_list<const char*> names) {
    if (value == nullptr) return {};
    if (value->kind == JsonNode::Kind::integer && value->integer >= 0 && value->integer < static_cast<std::int64_t>(names.size())) return names.begin()[value->integer];
    for (const auto* name : names)
      if (folded(value->text) == folded(name)) return name;
    return {};
  }

  void container(const JsonNode& r) {
    Container c{.id = upper(text_field(r, "ObjectIdentifier")), .parent = container_of(r)};
    if (const JsonNode* p = field(r, "Properties"); p != nullptr) c.blocks_inheritance = true_field(*p, "blocksinheritance");
    if (const JsonNode* links = field(r, "Links"); links != nullptr)
      for (const auto& l : links->items) c.links.push_back({upper(text_field(l, "GUID")), true_field(l, "IsEnforced")});
    survey_.containers.push_back(std::move(c));
  }

  void policy(const JsonNode& r) {
    const JsonNode* p = nullptr;
    if (!usable(r, p)) return;
    Policy g{.directory_id = upper(text_field(r, "ObjectIdentifier")), .name = text_field(*p, "name"), .place = place(r)};
    g.id = guid_in_braces(text_field(*p, "gpcpath"));
    survey_.policies.push_back(std::move(g));
  }

  std::uint32_t file_;
  std::string type_;
  Survey& survey_;
  std::int64_t records_ = 0;
};

// What the file holds stands at its end or at its beginning, and has to be known before the first record.
std::string type_of(std::string_view text) {
  const auto meta = text.rfind("\"meta\"");
  if (meta == std::string_view::npos) return {};
  const auto key = text.find("\"type\"", meta);
  if (key == std::string_view::npos || key - meta > 400) return {};
  const auto open = text.find('"', key + 6);
  const auto close = open == std::string_view::npos ? open : text.find('"', open + 1);
  return close == std::string_view::npos || close - open > 40 ? std::string() : folded(text.substr(open + 1, close - open - 1));
}

}  // namespace

bool looks_like_sharphound(std::string_view text) { return text.find("\"data\"") != std::string_view::npos && !type_of(text).empty(); }

void read_sharphound(std::string_view text, std::uint32_t file, Survey& survey) {
  Reader reader(file, type_of(text), survey);
  const std::string name = survey.files[file];
  if (const auto root = import::parse_json_records(text, name, "data", [&](JsonNode&& r) { reader.record(r); }, survey.notes)) reader.end(*root);
}

}  // namespace wmireach::exports
