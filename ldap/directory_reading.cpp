// SPDX-License-Identifier: Apache-2.0
#include "ldap/directory_reading.hpp"

#include <optional>

#include "exports/directory.hpp"
#include "exports/distinguished_name.hpp"
#include "ldap/ldap_failure.hpp"

namespace wmireach::ldap {
namespace {

using exports::DirectoryEntry;

constexpr auto everything_of_interest =
    "(|(objectCategory=computer)(&(objectCategory=person)(objectClass=user))(objectCategory=group)(objectClass=msDS-GroupManagedServiceAccount)(objectClass=msDS-ManagedServiceAccount)"
    "(objectCategory=organizationalUnit))";
constexpr auto trusts_and_policies = "(|(objectClass=trustedDomain)(objectClass=groupPolicyContainer))";
constexpr auto domains_of_forest = "(&(objectClass=crossRef)(nETBIOSName=*))";
constexpr auto any = "(objectClass=*)";

class Reading {
 public:
  Reading(DirectoryConnection& connection, const ReadingLimits& limits) : connection_(connection), limits_(limits) {
    for (const auto name : exports::directory_attributes()) attributes_.emplace_back(name);
  }

  std::vector<DirectoryEntry> read(const std::string& wanted_base) {
    const DirectoryEntry root = root_entry();
    const std::string base = wanted_base.empty() ? root.text("defaultnamingcontext") : wanted_base, domain(exports::domain_part_of(base));
    if (base.empty()) throw DirectoryFailure{"the server does not say which domain it holds", "it may be no domain controller; name the distinguished name to begin with: --base DC=corp,DC=example"};
    if (domain.empty()) throw DirectoryFailure{"'" + shown(base) + "' is in no domain", "a base ends with the parts of a domain, such as DC=corp,DC=example"};
    search({.base = domain, .scope = Scope::base, .filter = any, .attributes = attributes_});
    search({.base = base, .filter = everything_of_interest, .attributes = attributes_});
    complete_ranges();
    search({.base = "CN=System," + domain, .filter = trusts_and_policies, .attributes = attributes_});
    if (const std::string configuration = root.text("configurationnamingcontext"); !configuration.empty())
      search({.base = "CN=Partitions," + configuration, .filter = domains_of_forest, .attributes = attributes_});
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      entries_[i].line = static_cast<std::uint32_t>(i + 1);
      for (auto& a : entries_[i].attributes)
        for (auto& v : a.values) v.line = entries_[i].line;
    }
    return std::move(entries_);
  }

 private:
  // RFC 4512 5.1; MS-ADTS 3.1.1.3.2.
  DirectoryEntry root_entry() {
    DirectoryEntry root;
    connection_.search({.base = "", .scope = Scope::base, .filter = any, .attributes = {"defaultNamingContext", "configurationNamingContext"}}, [&](DirectoryEntry&& e) { root = std::move(e); });
    return root;
  }

  void count(const DirectoryEntry& e) {
    bytes_ += e.dn.size();
    for (const auto& a : e.attributes)
      for (const auto& v : a.values) bytes_ += v.bytes.size() + sizeof v;
    if (bytes_ > limits_.bytes || entries_.size() >= limits_.entries)
      throw DirectoryFailure{"the directory has more than " + std::to_string(limits_.entries) + " entries, or more than " + std::to_string(limits_.bytes >> 20) + " MB of them", "read a part of it, with --base"};
  }

  void search(const Query& query) {
    connection_.search(query, [&](DirectoryEntry&& e) {
      count(e);
      entries_.push_back(std::move(e));
    });
  }

  // MS-ADTS 3.1.1.3.1.3.3. A server that gives the same part again, or nothing, would never come to an end.
  void complete_ranges() {
    for (auto& e : entries_)
      for (std::size_t i = 0; i < e.attributes.size(); ++i)
        while (const std::uint32_t from = e.attributes[i].more_from) {
          const std::string name = e.attributes[i].name;
          std::optional<exports::DirectoryAttribute> part;
          connection_.search({.base = e.dn, .scope = Scope::base, .filter = any, .attributes = {name + ";range=" + std::to_string(from) + "-*"}}, [&](DirectoryEntry&& more) {
            count(more);
            part = more.attribute(name);
          });
          if (!part || part->values.empty() || (part->more_from != 0 && part->more_from <= from))
            throw DirectoryFailure{"the server does not give the values of '" + name + "' of " + shown(e.dn) + " to their end", "try again, or another domain controller"};
          auto& values = e.attributes[i].values;
          for (auto& v : part->values) values.push_back(std::move(v));
          e.attributes[i].more_from = part->more_from;
        }
  }

  DirectoryConnection& connection_;
  const ReadingLimits limits_;
  std::vector<std::string> attributes_;
  std::vector<DirectoryEntry> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace

void read_directory_of(DirectoryConnection& connection, const std::string& server, const std::string& base, exports::Survey& survey, const ReadingLimits& limits) {
  const auto entries = Reading(connection, limits).read(base);
  const auto file = static_cast<std::uint32_t>(survey.files.size());
  survey.files.push_back(server);
  auto& names = survey.entries[file];
  for (const auto& e : entries) names.push_back(e.dn);
  exports::read_directory(entries, {.file = file, .all_attributes_asked = true}, survey);
}

}  // namespace wmireach::ldap
