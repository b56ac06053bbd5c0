// SPDX-License-Identifier: Apache-2.0
#include "exports/inventory.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "exports/csv.hpp"
#include "exports/release_name.hpp"
#include "exports/words.hpp"
#include "import/json_writer.hpp"
#include "model/address.hpp"
#include "model/estate.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;
using model::folded;

enum class Column : std::uint8_t { ignored, name, dns_name, sid, os, version, build, service_pack, address, domain, workgroup, part_of_domain, enabled, zone, fact };

const std::map<std::string, Column>& known_columns() {
  static const std::map<std::string, Column> known{
      {"name", Column::name}, {"computername", Column::name}, {"hostname", Column::name}, {"computer", Column::name}, {"server", Column::name}, {"servername", Column::name}, {"host", Column::name},
      {"netbiosname", Column::name}, {"machinename", Column::name}, {"devicename", Column::name}, {"dnshostname", Column::dns_name}, {"fqdn", Column::dns_name}, {"dnsname", Column::dns_name},
      {"sid", Column::sid}, {"objectsid", Column::sid}, {"operatingsystem", Column::os}, {"os", Column::os}, {"osname", Column::os}, {"oscaption", Column::os}, {"caption", Column::os},
      {"operatingsystemversion", Column::version}, {"osversion", Column::version}, {"build", Column::build}, {"buildnumber", Column::build}, {"osbuild", Column::build},
      {"operatingsystemservicepack", Column::service_pack}, {"servicepack", Column::service_pack}, {"csdversion", Column::service_pack},
      {"ipv4address", Column::address}, {"ipv6address", Column::address}, {"ipaddress", Column::address}, {"ipaddresses", Column::address}, {"ip", Column::address}, {"address", Column::address},
      {"addresses", Column::address}, {"domain", Column::domain}, {"domainname", Column::domain}, {"dnsdomain", Column::domain}, {"memberof.domain", Column::domain}, {"workgroup", Column::workgroup},
      {"partofdomain", Column::part_of_domain}, {"enabled", Column::enabled}, {"site", Column::zone}, {"zone", Column::zone}, {"networkzone", Column::zone}};
  return known;
}

struct Mapped {
  Column column = Column::ignored;
  const rules::FactDefinition* fact = nullptr;
};

std::map<std::string, const rules::FactDefinition*> facts_by_key() {
  std::map<std::string, const rules::FactDefinition*> facts;
  for (const auto& f : rules::host_facts())
    if (f.stored() && f.name != "membership") facts.emplace(column_key(f.name), &f);
  return facts;
}

Mapped mapped(const std::string& key) {
  static const std::map<std::string, const rules::FactDefinition*> facts = facts_by_key();
  if (const auto at = known_columns().find(key); at != known_columns().end()) return {at->second};
  if (const auto at = facts.find(key); at != facts.end()) return {Column::fact, at->second};
  return {};
}

template <class Each>
void split(std::string_view text, std::string_view separators, Each each) {
  while (true) {
    const auto at = text.find_first_of(separators);
    if (const auto part = trimmed(text.substr(0, at)); !part.empty()) each(part);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + 1);
  }
}

std::vector<Mapped> columns_of(const CsvTable& table) {
  std::map<std::string, std::string> own;
  for (const auto& remark : table.remarks) {
    const auto text = trimmed(remark);
    if (!text.starts_with("wmireach:")) continue;
    split(text.substr(9), ";", [&](std::string_view pair) {
      if (const auto equals = pair.find('='); equals != std::string_view::npos) own[column_key(pair.substr(0, equals))] = column_key(pair.substr(equals + 1));
    });
  }
  std::vector<Mapped> out;
  for (const auto& name : table.header.fields) {
    const auto at = own.find(column_key(name));
    out.push_back(mapped(at == own.end() ? column_key(name) : at->second));
  }
  return out;
}

std::optional<bool> truth_of(std::string_view text) {
  const std::string word = folded(text);
  for (const char* yes : {"true", "yes", "1", "enabled", "on"})
    if (word == yes) return true;
  for (const char* no : {"false", "no", "0", "disabled", "off"})
    if (word == no) return false;
  return std::nullopt;
}

class Reader {
 public:
  Reader(std::uint32_t file, const CsvTable& table, Survey& survey) : file_(file), table_(table), columns_(columns_of(table)), survey_(survey) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].column == Column::zone) note(table.header.line, "the column '" + table.header.fields[i] + "' was left out", "a zone reaches others by links only, which a table does not have; state zones and links in the scenario");
  }

  void row(const CsvRow& r) {
    if (r.fields.size() > columns_.size()) note(r.line, "the row has " + std::to_string(r.fields.size()) + " fields, and the header " + std::to_string(columns_.size()), "the fields without a column were left out");
    Computer c{.rank = Rank::inventory, .place = {file_, r.line}};
    domain_.clear();
    workgroup_.clear();
    part_of_domain_.reset();
    for (std::size_t i = 0; i < columns_.size() && i < r.fields.size(); ++i)
      if (const auto value = trimmed(r.fields[i]); !value.empty()) field(c, columns_[i], std::string(value), table_.header.fields[i]);
    if (c.netbios_name.empty() && c.dns_name.empty()) return note(r.line, "the row names no computer", "it was left out; the others are kept");
    membership(c);
    survey_.computers.push_back(std::move(c));
  }

 private:
  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }
  void not_read(const Computer& c, const std::string& value, const std::string& column) {
    note(c.place.line, "'" + value.substr(0, 60) + "' is no value of the column '" + column + "' that is known", "it was left out; the fact stays as it is without it");
  }
  static void set(Computer& c, std::string path, JsonNode value) {
    std::ranges::replace(path, '.', '/');
    if (std::ranges::none_of(c.settings, [&](const auto& s) { return s.path == path; })) c.settings.push_back({std::move(path), std::move(value), c.place});
  }

  void field(Computer& c, const Mapped& m, const std::string& value, const std::string& column) {
    switch (m.column) {
      case Column::ignored: case Column::zone: return;
      case Column::name: case Column::dns_name:
        if (value.find('.') != std::string::npos) c.dns_name = value;
        else if (c.netbios_name.empty()) c.netbios_name = value.ends_with('$') ? value.substr(0, value.size() - 1) : value;
        return;
      case Column::sid:
        if (value.starts_with("S-1-")) c.sid = value;
        else not_read(c, value, column);
        return;
      case Column::os: return release(c, value, column);
      case Column::version:
        if (const int build = build_of(value); build > 0) set(c, "build", import::json_integer(build));
        return;
      case Column::build: case Column::service_pack: return number(c, m.column, value, column);
      case Column::address:
        return split(value, ",; \n", [&](std::string_view a) {
          if (model::address_bytes(std::string(a)).empty()) not_read(c, std::string(a), column);
          else c.addresses.emplace_back(a);
        });
      case Column::domain: domain_ = value; return;
      case Column::workgroup: workgroup_ = value; return;
      case Column::part_of_domain: part_of_domain_ = truth_of(value); return;
      case Column::enabled:
        if (const auto t = truth_of(value)) c.in_use = *t;
        else not_read(c, value, column);
        return;
      case Column::fact: return fact(c, *m.fact, value, column);
    }
  }

  void release(Computer& c, const std::string& value, const std::string& column) {
    if (rules::parse_value(rules::types::release(), value)) return set(c, "os", import::json_text(value));
    const auto release = release_of(value);
    if (!release) return not_read(c, value, column);
    set(c, "os", import::json_text(release->release));
    if (!release->edition.empty()) set(c, "edition", import::json_text(release->edition));
  }

  // "17763", "Service Pack 2".
  void number(Computer& c, Column which, const std::string& value, const std::string& column) {
    const auto first = value.find_first_of("0123456789");
    int n = 0;
    if (first == std::string::npos || std::from_chars(value.data() + first, value.data() + value.size(), n).ec != std::errc()) return not_read(c, value, column);
    const bool is_build = which == Column::build;
    if (n < 0 || n > (is_build ? 999'999 : 9)) return not_read(c, value, column);
    set(c, is_build ? "build" : "service_pack", import::json_integer(n));
  }

  void fact(Computer& c, const rules::FactDefinition& f, const std::string& value, const std::string& column) {
    const auto& type = f.type();
    if (folded(value) == "unknown") return set(c, std::string(f.name), import::json_text("unknown"));
    std::optional<std::int64_t> v;
    if (type.kind == rules::TypeKind::boolean) {
      if (const auto t = truth_of(value)) v = *t ? 1 : 0;
    } else {
      v = rules::parse_value(type, value);
    }
    if (v) set(c, std::string(f.name), import::json_value(type, *v));
    else not_read(c, value, column);
  }

  // The column of Win32_ComputerSystem holds the name of a workgroup as well, and short names of domains are names of no domain.
  void membership(Computer& c) {
    const bool in_workgroup = part_of_domain_ == false || (domain_.empty() && !workgroup_.empty()) || folded(domain_) == "workgroup";
    if (in_workgroup) return set(c, "workgroup", import::json_text(!workgroup_.empty() ? workgroup_ : !domain_.empty() ? domain_ : "WORKGROUP"));
    if (domain_.find('.') != std::string::npos) c.domain = domain_;
    else if (!domain_.empty()) note(c.place.line, "'" + domain_.substr(0, 60) + "' is not the DNS name of a domain", "it was left out; write it as corp.example");
  }

  std::uint32_t file_;
  const CsvTable& table_;
  std::vector<Mapped> columns_;
  Survey& survey_;
  std::string domain_, workgroup_;
  std::optional<bool> part_of_domain_;
};

}  // namespace

bool looks_like_inventory(std::string_view text) {
  const CsvTable table = csv_header(text);
  if (table.header.fields.empty() || table.header.fields.front().starts_with('{') || table.header.fields.front().starts_with('<')) return false;
  const auto columns = columns_of(table);
  const bool named = std::ranges::any_of(columns, [](const auto& m) { return m.column == Column::name || m.column == Column::dns_name; });
  return named && std::ranges::count_if(columns, [](const auto& m) { return m.column != Column::ignored; }) > 1;
}

void read_inventory(std::string_view text, std::uint32_t file, Survey& survey) {
  const CsvTable table = parse_csv(text, survey.files[file], survey.notes);
  Reader reader(file, table, survey);
  for (const auto& r : table.rows) reader.row(r);
}

}  // namespace wmireach::exports
