// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_table.hpp"

#include <algorithm>
#include <array>

#include "exports/csv.hpp"
#include "exports/firewall_meaning.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// Names of one column, as column_key has them.
constexpr std::array<std::string_view, 2> direction_names{"direction", "dir"}, port_names{"port", "localport"}, program_names{"program", "application"}, service_names{"service", "servicename"};

std::string base_name(std::string_view path) {
  path = path.substr(path.find_last_of("/\\") + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

class Row {
 public:
  Row(const std::vector<std::string>& keys, const CsvRow& row) : keys_(keys), row_(row) {}

  template <class Names>
  std::string any_of(const Names& names) const {
    for (const auto name : names)
      if (std::string value = of(name); !value.empty()) return value;
    return {};
  }
  std::string of(std::string_view name) const {
    const auto at = std::ranges::find(keys_, name);
    const auto i = static_cast<std::size_t>(at - keys_.begin());
    return i < row_.fields.size() ? row_.fields[i] : std::string();
  }

 private:
  const std::vector<std::string>& keys_;
  const CsvRow& row_;
};

std::vector<std::string> keys_of(const CsvTable& table) {
  std::vector<std::string> keys;
  for (const auto& name : table.header.fields) keys.push_back(column_key(name));
  return keys;
}

template <class Names>
bool has(const std::vector<std::string>& keys, const Names& names) {
  return std::ranges::any_of(names, [&](auto n) { return std::ranges::find(keys, n) != keys.end(); });
}

std::string program_of(const std::string& text) {
  const std::string word = folded(text);
  return word == "any" || word == "all" || word == "*" ? "" : word;
}

// The management console has words of its own.
std::string ports_text(const std::string& text) {
  const std::string word = folded(text);
  if (word.empty() || word == "all" || word == "all ports") return "any";
  if (word == "rpc dynamic ports") return "RPC";
  if (word == "rpc endpoint mapper") return "RPC-EPMap";
  return text;
}

void remote_addresses(FirewallRule& rule, std::string_view text) {
  bool first = true;
  while (!text.empty()) {
    const auto comma = text.find_first_of(",;");
    const std::string part = folded(text.substr(0, comma));
    std::string word;
    for (const char c : part)
      if (c != ' ') word += c;
    add_remote_address(rule, word, first);
    first = first && (word.empty() || rule.scope == RuleScope::local_subnet);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
}

FirewallRule rule_of(const Row& row, bool has_service) {
  FirewallRule r{.id = row.of("name"), .name = row.of("displayname")};
  if (r.name.empty()) r.name = r.id;
  const std::string enabled = folded(row.of("enabled")), action = folded(row.of("action")), protocol = folded(row.of("protocol"));
  r.active = enabled != "no" && enabled != "false" && enabled != "0";
  r.block = action == "block";
  r.inbound = !folded(row.any_of(direction_names)).starts_with("out");
  r.tcp = protocol.empty() || protocol == "tcp" || protocol == "6" || protocol == "any" || protocol == "all";
  add_ports(r.local, ports_text(row.any_of(port_names)));
  add_ports(r.remote, ports_text(row.of("remoteport")));
  r.program = program_of(row.any_of(program_names));
  r.service = program_of(row.any_of(service_names));
  remote_addresses(r, row.of("remoteaddress"));
  if (const std::string local = folded(row.of("localaddress")); !local.empty() && local != "any") narrow(r, "local addresses");
  if (const std::string profile = row.of("profile"); !profile.empty() && !set_profiles(r, profile)) narrow(r, "a profile that is not known");
  for (const auto* who : {"authorizedcomputers", "authorizedusers", "authorizedlocalprincipals"})
    if (const std::string value = folded(row.of(who)); !value.empty() && value != "any") narrow(r, "authentication");
  if (!has_service && r.program.ends_with("svchost.exe")) narrow(r, "a service that the table does not name");
  return r;
}

}  // namespace

bool looks_like_firewall_table(std::string_view text) {
  const auto keys = keys_of(csv_header(text));
  const auto one = [&](std::string_view name) { return std::ranges::find(keys, name) != keys.end(); };
  return one("name") && one("protocol") && has(keys, port_names) && has(keys, program_names);
}

void read_firewall_table(std::string_view text, std::uint32_t file, Survey& survey) {
  const CsvTable table = parse_csv(text, survey.files[file], survey.notes);
  const auto keys = keys_of(table);
  if (!has(keys, direction_names))
    survey.notes.push_back({.file = survey.files[file], .line = table.header.line, .message = "the table does not say which way its rules go", .hint = "they were taken as incoming; leave the file out if they are not"});
  Policy p{.name = base_name(survey.files[file]), .rank = Rank::machine, .place = {file, table.header.line}};
  for (const auto& row : table.rows) add_meaning(rule_of(Row(keys, row), has(keys, service_names)), {file, row.line}, p.settings, survey);
  survey.policies.push_back(std::move(p));
}

}  // namespace wmireach::exports
