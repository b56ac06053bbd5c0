// SPDX-License-Identifier: Apache-2.0
#include "exports/directory.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "exports/directory_trust.hpp"
#include "exports/distinguished_name.hpp"
#include "exports/domain_release.hpp"
#include "exports/guid.hpp"
#include "exports/sid.hpp"
#include "exports/text_encoding.hpp"
#include "exports/words.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"
#include "model/release.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// userAccountControl, MS-ADTS 2.2.16.
constexpr std::uint32_t account_disabled = 0x2, interdomain_trust_account = 0x800, server_trust_account = 0x2000, trusted_for_delegation = 0x80000, not_delegated = 0x100000, partial_secrets_account = 0x4000000;

// msDS-SupportedEncryptionTypes, MS-KILE 2.2.7.
constexpr std::uint32_t aes128 = 0x8, aes256 = 0x10;

constexpr std::uint32_t security_enabled = 0x80000000;                              // groupType, MS-ADTS 2.2.12
constexpr std::uint32_t link_disabled = 0x1, link_enforced = 0x2;                   // gPLink, MS-GPOL 2.2.2
constexpr std::uint32_t inheritance_blocked = 0x1;                                  // gPOptions, MS-GPOL 2.2.2
constexpr std::uint32_t settings_of_computers_disabled = 0x2;                       // flags of a policy, MS-GPOL 2.2.4
enum AccountType : std::int64_t { group_object = 0x10000000, alias_object = 0x20000000, user_object = 0x30000000, machine_account = 0x30000001 };  // sAMAccountType, MS-SAMR 2.2.1.9

enum class EntryKind : std::uint8_t { other, computer, user, group, domain, unit, policy, trust, partition };

EntryKind kind_of(const DirectoryEntry& e) {
  using enum EntryKind;
  if (e.find("objectclass") == nullptr) {
    switch (e.number("samaccounttype").value_or(0)) {
      case machine_account: return computer;
      case user_object: return user;
      case group_object: case alias_object: return group;
      default: return e.find("trustpartner") != nullptr ? trust : other;
    }
  }
  // A managed service account is a computer by its class, and an account by what it is for.
  if (e.is_a("msds-managedserviceaccount") || e.is_a("msds-groupmanagedserviceaccount")) return user;
  if (e.is_a("computer")) return computer;
  if (e.is_a("user")) return user;
  if (e.is_a("group")) return group;
  if (e.is_a("domaindns")) return e.sid("objectsid").empty() ? other : domain;  // a partition for DNS has no SID
  if (e.is_a("organizationalunit")) return unit;
  if (e.is_a("grouppolicycontainer")) return policy;
  if (e.is_a("trusteddomain")) return trust;
  return e.is_a("crossref") ? partition : other;
}

class Reader {
 public:
  Reader(const DirectorySource& source, Survey& survey) : source_(source), survey_(survey) {}

  // Links name a policy by its own GUID, and other tools by that of its object.
  void learn_policy(const DirectoryEntry& e) {
    if (kind_of(e) != EntryKind::policy) return;
    const auto* guid = e.find("objectguid");
    if (std::string text = guid == nullptr ? std::string() : guid_of_bytes(guid->values.front().bytes); !text.empty()) directory_ids_.emplace(policy_id(e), std::move(text));
  }

  void read(const DirectoryEntry& e) {
    switch (kind_of(e)) {
      case EntryKind::computer: return computer(e);
      case EntryKind::user: return account(e, PrincipalKind::user);
      case EntryKind::group: return account(e, PrincipalKind::group);
      case EntryKind::domain: return domain(e);
      case EntryKind::unit: return container(e, container_above(e.dn));
      case EntryKind::policy: return policy(e);
      case EntryKind::trust: return read_directory_trust(e, source_.file, survey_);
      case EntryKind::partition: return partition(e);
      case EntryKind::other: return;
    }
  }

 private:
  Place place(const DirectoryEntry& e) const { return {source_.file, e.line}; }
  Place place(const DirectoryEntry& e, std::string_view attribute) const { return {source_.file, e.line_of(attribute)}; }

  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[source_.file], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  static std::string primary_group(const DirectoryEntry& e, const std::string& sid) {
    const auto rid = e.number("primarygroupid");
    return rid && *rid > 0 && *rid <= UINT32_MAX && !sid.empty() ? issuer_of(sid) + "-" + std::to_string(*rid) : std::string();
  }

  static bool is_deleted(const DirectoryEntry& e) { return folded(e.text("isdeleted")) == "true"; }

  void computer(const DirectoryEntry& e) {
    Computer c{.dns_name = e.text("dnshostname"), .netbios_name = e.text("samaccountname"), .sid = e.sid("objectsid"), .domain = dns_name_of(e.dn), .container = container_above(e.dn), .place = place(e)};
    if (c.netbios_name.ends_with('$')) c.netbios_name.pop_back();
    if (c.netbios_name.empty()) c.netbios_name = first_value_of(e.dn);
    if (c.netbios_name.empty()) return note(e.line, "a computer has no name", "it was left out; the others are kept");
    const auto flags = e.number("useraccountcontrol");
    const auto control = static_cast<std::uint32_t>(flags.value_or(0));
    c.is_domain_controller = (control & (server_trust_account | partial_secrets_account)) != 0;
    c.in_use = !is_deleted(e) && (control & account_disabled) == 0;
    release(e, c);
    if (flags) c.settings.push_back({"trusted_for_delegation", import::json_boolean((control & trusted_for_delegation) != 0), place(e, "useraccountcontrol")});
    if (const auto types = e.number("msds-supportedencryptiontypes"); types && *types != 0)
      c.settings.push_back({"kerberos/aes", import::json_boolean((static_cast<std::uint32_t>(*types) & (aes128 | aes256)) != 0), place(e, "msds-supportedencryptiontypes")});
    service_principal_names(e, c);
    if (!c.sid.empty())
      survey_.principals.push_back({.kind = PrincipalKind::computer, .sid = c.sid, .domain = c.domain, .name = c.netbios_name + "$", .directory_name = folded(e.dn), .primary_group = primary_group(e, c.sid),
                                    .in_use = c.in_use, .place = c.place});
    survey_.computers.push_back(std::move(c));
  }

  void release(const DirectoryEntry& e, Computer& c) {
    const auto name = add_domain_release(e.text("operatingsystem"), place(e, "operatingsystem"), c, survey_);
    const auto* known = name ? model::find_release(name->release) : nullptr;
    if (known == nullptr || name->release == "non-windows") return;
    // "10.0 (17763)"; others write versions of their own.
    const std::string version = e.text("operatingsystemversion");
    if (const int build = version.find('(') == std::string::npos ? 0 : build_of(version); build > 0) c.settings.push_back({"build", import::json_integer(build), place(e, "operatingsystemversion")});
    const std::string pack = e.text("operatingsystemservicepack");
    const auto digit = pack.find_first_of("123456789");
    if (digit == std::string::npos) return;
    const int number = pack[digit] - '0';
    if (digit + 1 == pack.size() && number <= known->service_packs) c.settings.push_back({"service_pack", import::json_integer(number), place(e, "operatingsystemservicepack")});
    else note(e.line_of("operatingsystemservicepack"), "'" + pack.substr(0, 200) + "' of " + c.netbios_name + " is no service pack of " + std::string(known->name), "its service pack stays unknown");
  }

  // HOST/NAME stands for every service of the computer, so for WMI as well. A domain controller also has HOST/NAME/DOMAIN with the
  // NetBIOS name of its domain.
  void service_principal_names(const DirectoryEntry& e, Computer& c) {
    const auto* names = e.find("serviceprincipalname");
    if (names == nullptr) {
      if (source_.all_attributes_asked) c.settings.push_back({"kerberos/spn_registered", import::json_boolean(false), place(e)});
      return;
    }
    bool registered = false;
    for (const auto& v : names->values) {
      const std::string name = folded(v.bytes);
      registered = registered || name.starts_with("host/") || name.starts_with("restrictedkrbhost/");
      const auto first = name.find('/'), last = name.rfind('/');
      if (!c.is_domain_controller || !name.starts_with("host/") || first == last || name.find('.', last) != std::string::npos || last + 1 == name.size()) continue;
      survey_.domains.push_back({.dns_name = c.domain, .netbios_name = to_utf8(std::string_view(v.bytes).substr(last + 1)), .place = {source_.file, v.line}});
    }
    c.settings.push_back({"kerberos/spn_registered", import::json_boolean(registered), place(e, "serviceprincipalname")});
  }

  void account(const DirectoryEntry& e, PrincipalKind kind) {
    const auto flags = e.number("useraccountcontrol");
    const auto control = static_cast<std::uint32_t>(flags.value_or(0));
    if (kind == PrincipalKind::user && (control & interdomain_trust_account) != 0) return;  // of a trust, and nobody's
    if (const auto type = e.number("grouptype"); kind == PrincipalKind::group && type && (static_cast<std::uint32_t>(*type) & security_enabled) == 0) return;  // for mail: gives no rights
    Principal a{.kind = kind, .sid = e.sid("objectsid"), .domain = dns_name_of(e.dn), .name = e.text("samaccountname"), .directory_name = folded(e.dn), .in_use = !is_deleted(e), .place = place(e)};
    if (a.name.empty()) a.name = first_value_of(e.dn);
    if (a.sid.empty() || a.name.empty() || a.domain.empty()) return note(e.line, "an account or group has no SID, no name or no domain", "it was left out; the others are kept");
    if (kind == PrincipalKind::user) {
      a.primary_group = primary_group(e, a.sid);
      if (flags) {
        fact(a, "enabled", import::json_boolean((control & account_disabled) == 0), e.line_of("useraccountcontrol"));
        fact(a, "sensitive", import::json_boolean((control & not_delegated) != 0), e.line_of("useraccountcontrol"));
      }
      // Which of its rights come from there, only the computers know.
      if (e.find("sidhistory") != nullptr) fact(a, "relies_on_sid_history", import::json_text("unknown"), e.line_of("sidhistory"));
      else if (source_.all_attributes_asked) fact(a, "relies_on_sid_history", import::json_boolean(false), e.line);
    } else {
      members(e, a);
    }
    survey_.principals.push_back(std::move(a));
  }

  static void fact(Principal& a, const char* key, import::JsonNode value, std::uint32_t line) {
    value.line = line;
    a.facts[key] = std::move(value);
  }

  // A principal of another forest, or a well-known one, is a member by an object that its SID names.
  void members(const DirectoryEntry& e, Principal& group) {
    const auto* list = e.find("member");
    if (list == nullptr) return;
    for (const auto& v : list->values) {
      std::string name = to_utf8(v.bytes);
      std::string sid = sid_in(first_value_of(name));
      group.members.push_back(sid.empty() ? std::move(name) : std::move(sid));
    }
    if (list->more_from != 0)
      note(list->values.front().line, "of the members of " + group.name + " the first " + std::to_string(list->more_from) + " are here, and there are more",
           "read the directory itself, or with the attribute 'member;range=" + std::to_string(list->more_from) + "-*' as well");
  }

  void domain(const DirectoryEntry& e) {
    survey_.domains.push_back({.dns_name = dns_name_of(e.dn), .sid = e.sid("objectsid"), .collected = true, .place = place(e)});
    container(e, "");
  }

  void container(const DirectoryEntry& e, std::string parent) {
    Container c{.id = folded(e.dn), .parent = std::move(parent), .blocks_inheritance = (static_cast<std::uint32_t>(e.number("gpoptions").value_or(0)) & inheritance_blocked) != 0};
    const std::string links = e.text("gplink");  // "[LDAP://cn={GUID},cn=policies,...;0][...]"
    for (std::size_t open = links.find('['); open != std::string::npos; open = links.find('[', open + 1)) {
      const auto close = links.find(']', open), semicolon = links.rfind(';', close);
      if (close == std::string::npos || semicolon == std::string::npos || semicolon < open) continue;
      const std::string policy = guid_in_braces(std::string_view(links).substr(open, semicolon - open));
      const std::uint32_t options = semicolon + 1 < close ? static_cast<std::uint32_t>(links[semicolon + 1] - '0') : 0;
      if (!policy.empty() && (options & link_disabled) == 0) c.links.push_back({directory_id(policy), (options & link_enforced) != 0});
    }
    survey_.containers.push_back(std::move(c));
  }

  static std::string policy_id(const DirectoryEntry& e) {
    std::string id = guid_in_braces(e.text("gpcfilesyspath"));
    return id.empty() ? guid_in_braces(first_value_of(e.dn)) : id;
  }

  std::string directory_id(const std::string& policy) const {
    const auto known = directory_ids_.find(policy);
    return known == directory_ids_.end() ? policy : known->second;
  }

  void policy(const DirectoryEntry& e) {
    if ((static_cast<std::uint32_t>(e.number("flags").value_or(0)) & settings_of_computers_disabled) != 0) return;  // as if it were not linked
    Policy g{.id = policy_id(e), .name = e.text("displayname"), .place = place(e)};
    g.directory_id = directory_id(g.id);
    if (g.name.empty()) g.name = g.id;
    if (!g.id.empty()) survey_.policies.push_back(std::move(g));
  }

  // Each domain of the forest with its NetBIOS name (MS-ADTS 6.1.1.2.1.1).
  void partition(const DirectoryEntry& e) {
    const std::string netbios = e.text("netbiosname"), dns_name = dns_name_of(e.text("ncname"));
    if (!netbios.empty() && !dns_name.empty()) survey_.domains.push_back({.dns_name = dns_name, .netbios_name = netbios, .place = place(e)});
  }

  const DirectorySource source_;
  Survey& survey_;
  std::map<std::string, std::string> directory_ids_;  // by the policy's own GUID
};

}  // namespace

std::span<const std::string_view> directory_attributes() {
  static constexpr std::array<std::string_view, 30> names{
      "displayname", "dnshostname", "flags", "flatname", "gpcfilesyspath", "gplink", "gpoptions", "grouptype", "isdeleted", "member", "msds-supportedencryptiontypes", "ncname", "netbiosname", "objectclass",
      "objectguid", "objectsid", "operatingsystem", "operatingsystemservicepack", "operatingsystemversion", "primarygroupid", "samaccountname", "samaccounttype", "securityidentifier", "serviceprincipalname", "sidhistory",
      "trustattributes", "trustdirection", "trustpartner", "trusttype", "useraccountcontrol"};
  return names;
}

void read_directory(const std::vector<DirectoryEntry>& entries, const DirectorySource& source, Survey& survey) {
  Reader reader(source, survey);
  for (const auto& e : entries) reader.learn_policy(e);
  for (const auto& e : entries) reader.read(e);
}

}  // namespace wmireach::exports
