// SPDX-License-Identifier: Apache-2.0
// The tables of facts, types, releases and their defaults.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "model/release.hpp"
#include "model/stage.hpp"
#include "rules/vocabulary.hpp"
#include "tests/generators/project_files.hpp"

using namespace wmireach;
using namespace wmireach::rules;

namespace {

struct NamedTable {
  std::string enumeration;
  std::span<const FactDefinition> facts;
  std::size_t count;
};

std::vector<NamedTable> tables() {
  return {{"HostFact", host_facts(), static_cast<std::size_t>(HostFact::count)},
          {"AccountFact", account_facts(), static_cast<std::size_t>(AccountFact::count)},
          {"ConnectionFact", connection_facts(), static_cast<std::size_t>(ConnectionFact::count)}};
}

// The enumerators as rules/fact_id.hpp lists them, without "count".
std::vector<std::string> enumerators(const std::string& enumeration) {
  const std::string text = std::regex_replace(tests::text_of(tests::source_dir() / "rules" / "fact_id.hpp"), std::regex("//[^\n]*"), "");
  const auto begin = text.find('{', text.find("enum class " + enumeration + " "));
  const std::string list = text.substr(begin + 1, text.find('}', begin) - begin - 1);
  std::vector<std::string> names;
  static const std::regex word(R"([a-z]\w*)");
  for (std::sregex_iterator i(list.begin(), list.end(), word), end; i != end; ++i)
    if (i->str() != "count") names.push_back(i->str());
  return names;
}

bool is_source(std::string_view id) { return id == "general-knowledge" || id == "planning" || tests::statements().find(id) != nullptr; }

std::vector<std::string> words(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> out;
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

}  // namespace

TEST_CASE("every table has one entry for each number of its enumeration") {
  for (const auto& t : tables()) {
    CAPTURE(t.enumeration);
    CHECK(t.facts.size() == t.count);
    CHECK(enumerators(t.enumeration).size() == t.count);
  }
}

TEST_CASE("the tables are in the order of the enumerations") {
  // Names that differ from their enumerator by more than a group in front.
  const std::map<std::string, std::string> other_names{{"dcom_launch_dcom_users", "dcom_launch_distributed_com_users"},
                                                       {"dcom_access_dcom_users", "dcom_access_distributed_com_users"},
                                                       {"trust_selective", "trust_selective_authentication"}};
  for (const auto& t : tables()) {
    const auto ids = enumerators(t.enumeration);
    REQUIRE(ids.size() == t.facts.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      std::string name(t.facts[i].name);
      std::ranges::replace(name, '.', '_');
      const auto other = other_names.find(ids[i]);
      INFO(ids[i] << " is named " << t.facts[i].name);
      CHECK(name.ends_with(other == other_names.end() ? ids[i] : other->second));
    }
  }
}

TEST_CASE("the first and the last fact of each group have the names that scenarios use") {
  const auto host = [](HostFact f) { return slot_name(slot(Role::target, f)); };
  CHECK(host(HostFact::os) == "target.os");
  CHECK(host(HostFact::wmic_installed) == "target.wmic_installed");
  CHECK(host(HostFact::firewall_component) == "target.windows_firewall.component");
  CHECK(host(HostFact::firewall_lets_callback_out) == "target.windows_firewall.lets_callback_out");
  CHECK(host(HostFact::rpc_dynamic_start) == "target.rpc.dynamic_start");
  CHECK(host(HostFact::dcom_hardening_enforced) == "target.dcom.hardening_enforced");
  CHECK(host(HostFact::uac_available) == "target.uac.available");
  CHECK(host(HostFact::limit_blank_password_use) == "target.limit_blank_password_use");
  CHECK(host(HostFact::winmgmt_start_type) == "target.winmgmt.start_type");
  CHECK(host(HostFact::trusted_for_delegation) == "target.trusted_for_delegation");
  CHECK(slot_name(slot(AccountFact::kind)) == "account.kind");
  CHECK(slot_name(slot(AccountFact::sensitive)) == "account.sensitive");
  CHECK(slot_name(slot(ConnectionFact::as_of)) == "as_of");
  CHECK(slot_name(slot(ConnectionFact::elevated)) == "request.elevated");
  CHECK(slot_name(slot(ConnectionFact::is_local)) == "request.is_local");
  CHECK(slot_name(slot(ConnectionFact::network_common_ip_version)) == "network.common_ip_version");
  CHECK(slot_name(slot(ConnectionFact::trust_same_domain)) == "trust.same_domain");
  CHECK(slot_name(slot(ConnectionFact::token_filtered)) == "token.filtered");
  CHECK(slot_name(slot(ConnectionFact::namespace_execute_methods)) == "namespace.execute_methods");
}

TEST_CASE("names are unique, and each leads back to its slot") {
  std::set<std::string> seen;
  for (Slot s = 0; s < slot_count; ++s) {
    const std::string name = slot_name(s);
    CAPTURE(name);
    CHECK(seen.insert(name).second);
    REQUIRE(find_slot(name));
    CHECK(*find_slot(name) == s);
  }
  CHECK_FALSE(find_slot("target.no.such.fact"));
  CHECK_FALSE(find_slot(""));
  CHECK_FALSE(find_slot("os"));
}

TEST_CASE("every fact is explained, and says how it is observed where it can be changed") {
  for (const auto& t : tables())
    for (const auto& f : t.facts) {
      CAPTURE(f.name);
      CHECK(f.meaning.ends_with('.'));
      if (f.stored() && f.effort != Effort::fixed && t.enumeration == "HostFact") CHECK_FALSE(f.observe.empty());
    }
}

TEST_CASE("every derived fact cites statements that exist, and has no default") {
  for (const auto& t : tables())
    for (const auto& f : t.facts) {
      if (f.stored()) continue;
      CAPTURE(f.name);
      CHECK_FALSE(words(f.sources).empty());
      for (const auto& id : words(f.sources)) {
        CAPTURE(id);
        const bool contradiction = std::ranges::find(tests::statements().contradictions, id, &import::Contradiction::id) != tests::statements().contradictions.end();
        CHECK((is_source(id) || contradiction));
      }
      CHECK(f.assumed.empty());
      CHECK(f.assume == nullptr);
    }
}

TEST_CASE("every assumed value is a value of its fact, and says who backs it") {
  for (const auto& t : tables())
    for (const auto& f : t.facts) {
      CAPTURE(f.name);
      if (f.assumed.empty()) continue;
      CHECK(f.stored());
      CHECK(parse_value(f.type(), f.assumed));
      CAPTURE(f.assumed_source);
      const bool contradiction = std::ranges::find(tests::statements().contradictions, f.assumed_source, &import::Contradiction::id) != tests::statements().contradictions.end();
      CHECK((is_source(f.assumed_source) || contradiction));
    }
}

TEST_CASE("every default of a release is a value of a stored host fact, and cites a statement") {
  CHECK(std::ranges::is_sorted(model::release_defaults(), {}, &model::ReleaseDefault::fact));
  for (const auto& row : model::release_defaults()) {
    INFO(row.fact << " from " << row.from << " to " << row.to);
    const auto f = std::ranges::find(host_facts(), row.fact, &FactDefinition::name);
    REQUIRE(f != host_facts().end());
    CHECK(f->stored());
    CHECK(parse_value(f->type(), row.value));
    CHECK(is_source(row.source));
    CHECK(row.from >= 0);
    CHECK(row.from <= row.to);
    CHECK(static_cast<std::size_t>(row.to) < model::releases().size());
    CHECK(row.min_service_pack <= row.max_service_pack);
  }
}

TEST_CASE("no default of a release is hidden behind an earlier one") {
  const auto rows = model::release_defaults();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto hides = [&](const auto& earlier, int release) {
      const bool unconditional = earlier.kind < 0 && earlier.membership < 0 && earlier.min_build == 0 && earlier.min_service_pack == 0 && earlier.max_service_pack == INT8_MAX;
      return earlier.fact == rows[i].fact && earlier.from <= release && release <= earlier.to && unconditional;
    };
    bool counts_somewhere = false;
    for (int release = rows[i].from; release <= rows[i].to; ++release)
      counts_somewhere = counts_somewhere || std::none_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& e) { return hides(e, release); });
    INFO(rows[i].fact << ", row " << i);
    CHECK(counts_somewhere);
  }
}

TEST_CASE("the releases are those of the table in model/releases.json, with unique names and aliases") {
  std::set<std::string_view> names;
  for (const auto& r : model::releases()) {
    CAPTURE(r.id);
    CHECK(names.insert(r.id).second);
    for (const auto& a : r.aliases) {
      CAPTURE(a);
      CHECK(names.insert(a).second);
      CHECK(model::find_release(a) == &r);
    }
    CHECK(model::find_release(r.id) == &r);
    for (const auto& e : r.editions) CHECK(parse_value(types::edition(), e));
    for (const auto& e : r.editions_not_targets) CHECK(std::ranges::find(r.editions, e) != r.editions.end());
    if (!r.editions_not_targets.empty()) CHECK(is_source(r.editions_source));
    CHECK((r.support_ends == 0 || (r.support_ends > 19900101 && r.support_ends < 21000101)));
  }
  CHECK(model::find_release("windows-12") == nullptr);
  for (const char* id : {"windows-95", "windows-nt4-server", "windows-2000", "windows-xp", "windows-server-2003", "windows-vista", "windows-7",
                         "windows-server-2025", "windows-11"})
    CHECK(model::find_release(id) != nullptr);
}

TEST_CASE("later releases compare greater") {
  const auto index = [](const char* id) { return *parse_value(types::release(), id); };
  const std::vector<const char*> in_order{"windows-95", "windows-98", "windows-nt4-server", "windows-2000", "windows-xp", "windows-server-2003",
                                          "windows-vista", "windows-7", "windows-8", "windows-10", "windows-11", "windows-server-2025"};
  // The boundaries that rules compare with.
  CHECK(index("windows-me") < index("windows-nt4-workstation"));
  CHECK(index("windows-nt4-server") < index("windows-2000"));
  CHECK(index("windows-2000-server") < index("windows-xp-home"));
  CHECK(index("windows-server-2003-r2") < index("windows-vista"));
  for (std::size_t i = 1; i < in_order.size(); ++i) CHECK(index(in_order[i - 1]) < index(in_order[i]));
}

TEST_CASE("every value of every enumeration and set is written and read back") {
  for (const auto& t : tables())
    for (const auto& f : t.facts) {
      const Type& type = f.type();
      CAPTURE(f.name, type.name);
      if (type.kind == TypeKind::boolean) {
        for (const std::int64_t v : {0, 1}) CHECK(parse_value(type, write_value(type, v)) == v);
      } else if (type.kind == TypeKind::enumeration) {
        CHECK(type.values.size() <= 63);  // sets of values are bit masks
        for (std::size_t v = 0; v < type.values.size(); ++v)
          CHECK(parse_value(type, write_value(type, static_cast<std::int64_t>(v))) == static_cast<std::int64_t>(v));
      } else if (type.kind == TypeKind::flags) {
        for (std::int64_t mask = 0; mask < std::int64_t{1} << type.values.size(); ++mask) CHECK(parse_value(type, write_value(type, mask)) == mask);
      } else if (type.kind == TypeKind::integer) {
        for (const std::int64_t v : {type.min, type.max}) CHECK(parse_value(type, write_value(type, v)) == v);
        CHECK_FALSE(parse_value(type, std::to_string(type.max) + "0"));
      }
    }
}

TEST_CASE("dates are days of the calendar") {
  CHECK(parse_date("2023-03-14") == 20230314);
  CHECK(parse_date("2024-02-29") == 20240229);
  for (const char* wrong : {"2023-02-29", "2023-13-01", "2023-00-10", "2023-1-01", "14.03.2023", "2023-03-1a", "", "2023-03-14 ", "-023-03-14"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_date(wrong));
  }
  CHECK(write_value(types::date(), 20230314) == "2023-03-14");
}

TEST_CASE("every stage has an id that is read back, and a sentence") {
  for (std::size_t i = 0; i < model::stage_count; ++i) {
    const auto& info = model::stages()[i];
    CAPTURE(info.id);
    CHECK(model::parse_stage(info.id) == static_cast<model::Stage>(i));
    CHECK(info.meaning.ends_with('.'));
  }
  CHECK_FALSE(model::parse_stage("no-such-stage"));
  CHECK(to_string(model::Stage::support) == "support");
  CHECK(to_string(model::Stage::second_hop) == "second-hop");
}
