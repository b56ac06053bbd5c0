// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas against the files of the project, and the scenario schema against the reader.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/json_report.hpp"
#include "cli/prediction.hpp"
#include "cli/schema_text.hpp"
#include "import/rule_reader.hpp"
#include "import/scenario_reader.hpp"
#include "model/release.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/schema_file.hpp"

using namespace wmireach;
using tests::closed_form;
using tests::SchemaFile;

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Pointer = Json::json_pointer;

using Names = std::vector<std::string>;

const fs::path source = WMIREACH_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  INFO(file.generic_string());
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> json_files(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(source / folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

SchemaFile& scenario_form() {
  static SchemaFile form(Json::parse(cli::scenario_schema()));
  return form;
}

import::Diagnostics problems_of_scenario(const Json& scenario) {
  import::Diagnostics diagnostics;
  import::read_scenario(scenario.dump(), "test.json", diagnostics);
  return diagnostics;
}

import::Diagnostics problems_of_rule(const Json& rule) {
  static const rules::Catalogue with_definitions = [] {
    rules::Catalogue catalogue;
    import::Diagnostics none;
    import::read_definitions({"definitions.json", text_of(source / "rules/catalogue/definitions.json")}, catalogue, none);
    return catalogue;
  }();
  rules::Catalogue catalogue = with_definitions;
  import::Diagnostics diagnostics;
  import::read_rule({"test.json", rule.dump()}, catalogue, diagnostics);
  return diagnostics;
}

// What a schema cannot say: whether a name exists, what a condition means, and what several parts of a file add up to.
bool only_the_reader_knows(const import::Diagnostic& d) {
  static constexpr std::array parts{
      "there is no ", "no host fits this selector", "two connections have the id", "two requirements have the id", "is taken by the connection", "is for no pair of hosts", "refer to each other in a circle",
      "a local account belongs to a host", "is the name of a computer and of a domain", "a local account has no domain", "a domain account belongs to a domain",
      "only a local account can be", "cannot join a domain", "has no service pack", "has no edition",
      "does not fit", "the key 'hosts' is missing",  // a count and the width of its number; an included file may have it
      "the dynamic range ends", "a domain needs no trust with itself",
      "is not a port or a range",  // the first port of a range above the last one
      "is not an error code",      // a symbol that is in no table
      "is not in the table of error codes",
      "is not a date",  // 29 February of a year without one
      "is neither a fact nor client",
  };
  const bool in_a_condition = !d.excerpt.empty();
  return in_a_condition || std::ranges::any_of(parts, [&](const char* part) { return d.message.find(part) != std::string::npos; });
}

// The schema is never stricter than the reader, and laxer only in what it cannot say.
void require_agreement(SchemaFile& form, const import::Diagnostics& problems, const Json& json) {
  const bool valid = form.accepts(json);
  if (problems.empty() == valid) return;
  INFO(json.dump(1));
  if (!valid) FAIL("the reader accepts what the schema refuses: " << form.problems(json));
  for (const auto& d : problems) {
    INFO("the schema accepts what the reader refuses at " << d.pointer << ": " << d.message);
    CHECK(only_the_reader_knows(d));
  }
}

void require_agreement(const Json& scenario) { require_agreement(scenario_form(), problems_of_scenario(scenario), scenario); }

// Every key that a scenario has, beside the facts of the vocabulary.
Json rich_scenario() {
  return Json::parse(R"({
    "format": 1, "include": ["more.json", "estate/*.json"], "title": "t", "story": "s", "source": ["S0-01", "S0-02"], "as_of": "2026-11-01", "note": 7,
    "domains": { "corp.example": { "netbios": "CORP", "forest": "f" }, "lab.example": { "forest": "f" } },
    "trusts": [ { "trusting": "CORP", "trusted": "lab.example", "kind": "shortcut", "direction": "two-way", "transitive": true,
                  "selective_authentication": "unknown" } ],
    "zones": { "office": {}, "dmz": { "note": "n" } },
    "links": [ { "from": "office", "to": "dmz", "nat": false, "both_ways": true, "default": "block",
                 "rules": [ { "action": "block", "protocol": "any", "ports": [1, "2", "3-4"], "from_hosts": "A", "to_hosts": ["B"] } ],
                 "allow": [ { "protocol": "tcp", "ports": "any" }, { "ports": 135 } ] } ],
    "baselines": { "base": { "os": "windows-10" }, "child": { "baseline": "base", "edition": "pro" } },
    "hosts": {
      "A": { "baseline": "child", "member_of": "CORP", "zone": "office", "addresses": ["192.0.2.1/24", "2001:db8::1"],
             "allowed_to_authenticate": ["CORP\\adm"],
             "dcom": { "enabled": true, "launch": { "Administrators": ["remote-launch"], "CORP\\adm": [] },
                       "access": { "anonymous logon": "unknown" } },
             "namespaces": { "root/x": { "exists": true, "requires_encryption": 0,
                             "rights": { "u": ["remote-enable"], "v": { "allow": ["full-write"], "subnamespaces": true } } } },
             "windows_firewall": { "enabled": true, "profiles": { "public": { "wmi_group": false } },
               "rules": [ { "name": "r", "action": "allow", "direction": "in", "ports": 5000, "peers": ["B"], "peer_zones": ["dmz"] } ] } },
      "B": { "os": "windows-server-2019", "workgroup": "WORKGROUP", "zone": "unknown", "service_pack": 0 }, "C": {}, "W##": { "count": 12, "os": "windows-10" } },
    "accounts": {
      "B\\loc": { "groups": { "B": ["Administrators"], "*": "unknown" }, "same_password_as": "A\\loc" },
      "A\\loc": { "kind": "local", "host": "A", "builtin_administrator": true, "groups": ["Users"] },
      "CORP\\adm": { "kind": "domain", "domain": "CORP", "member_of": ["CORP\\g"] } },
    "groups": { "CORP\\g": { "member_of": "CORP\\h", "groups": { "*": "Administrators" } } },
    "connections": [
      { "id": "one", "from": "A", "to": "B", "account": "CORP\\adm", "second_hop": "B", "namespace": "root/x", "api": "wmic",
        "expect": { "verdict": "fails", "stage": "support", "rule": "r", "error": "0x80070005", "missing": ["target.os"], "latent": [], "limits": "r" },
        "accepted": { "reason": "r", "owner": "o", "until": "2027-01-31" } },
      { "id": "two", "from": ["A"], "to": { "zone": "office", "domain": "CORP", "os": "win10", "baseline": "child", "name": "*" } } ],
    "require": [ { "id": "all", "from": { "name": "*" }, "to": "B", "must": "connect", "why": "w", "accepted": { "reason": "r", "owner": "o", "until": "2027-01-31" }, "account": "CORP\\adm", "namespace": "root/x", "api": "wmic" } ]
  })");
}

Json small_scenario() { return Json::parse(R"({"format":1,"hosts":{"H":{}},"accounts":{"H\\x":{}},"connections":[{"from":"H","to":"H"}]})"); }

// Values of every kind; most fit few places.
const std::vector<Json>& strange_values() {
  static const std::vector<Json> values{nullptr, true, false, 0, 1, -1, 7, 135, 65536, 1.5, 99999999999, "", "unknown", "any", "nonsense", "135", "0", "9-8", "1-70000",
                                        "2026-02-30", "2026-13-01", "2026-11-01", "0x80070005", "5", "A", "allow", Json::array(), Json::object(), {"nonsense"}, Json::array({1}),
                                        Json{{"note", 1}}, Json{{"nonsense", 1}}, Json{{"A", Json::array()}}};
  return values;
}

// Good values of a type, and the nearest bad ones.
std::vector<Json> values_of(const rules::Type& type) {
  std::vector<Json> values = strange_values();
  if (type.kind == rules::TypeKind::integer) values.insert(values.end(), {type.min, type.max, type.min - 1, type.max + 1});
  for (const auto& v : type.values) values.insert(values.end(), {std::string(v.name), Json::array({v.name}), std::string(v.name) + "x"});
  if (&type == &rules::types::release())
    for (const auto& r : model::releases())
      for (const auto alias : r.aliases) values.emplace_back(alias);
  return values;
}

std::string as_path(std::string_view fact) {
  std::string path(fact);
  std::ranges::replace(path, '.', '/');
  return path;
}

Json with(Json scenario, const std::string& pointer, const Json& value) {
  scenario[Pointer(pointer)] = value;
  return scenario;
}

// Puts every strange value in every place, leaves every place out, and adds an unknown key to every object.
void for_each_change(const Json& original, const std::function<void(const Json&)>& check) {
  std::vector<std::string> places;
  const std::function<void(const Json&, const std::string&)> walk = [&](const Json& part, const std::string& pointer) {
    if (!pointer.empty()) places.push_back(pointer);
    if (!part.is_structured()) return;
    for (const auto& [key, value] : part.items()) walk(value, (Pointer(pointer) / key).to_string());
  };
  walk(original, "");
  for (const auto& place : places) {
    for (const auto& value : strange_values()) check(with(original, place, value));
    const Pointer pointer(place);
    Json lacking = original;
    Json& parent = lacking[pointer.parent_pointer()];
    if (parent.is_object()) parent.erase(pointer.back());
    else parent.erase(std::stoul(pointer.back()));
    check(lacking);
    if (original[pointer].is_object()) check(with(original, place + "/nonsense", "nonsense"));
  }
}

struct Change {
  std::string pointer;
  Json value;
};

}  // namespace

TEST_CASE("the files in schemas/ are what the program generates", "[schema]") {
  std::size_t files = 0;
  for (const auto& [name, text] : cli::named_schemas) {
    INFO(name);
    CHECK(text_of(source / "schemas" / (std::string(name) + ".schema.json")) == text());
    ++files;
  }
  CHECK(json_files("schemas").size() == files);
}

TEST_CASE("every scenario fits the scenario schema", "[schema]") {
  for (const auto& file : json_files("scenarios")) {
    INFO(file.generic_string());
    CHECK(scenario_form().problems(Json::parse(text_of(file))) == "");
  }
}

TEST_CASE("the example of docs/scenario-format.md is a scenario", "[schema]") {
  const std::string page = text_of(source / "docs/scenario-format.md"), fence = "```json\n";
  const auto begin = page.find(fence) + fence.size();
  const Json example = Json::parse(page.substr(begin, page.find("```", begin) - begin));
  CHECK(scenario_form().problems(example) == "");
  CHECK(problems_of_scenario(example).empty());
}

TEST_CASE("every rule fits the rule schema", "[schema]") {
  SchemaFile form(Json::parse(cli::rule_schema()));
  for (const auto& file : json_files("rules/catalogue")) {
    if (file.filename() == "definitions.json") continue;  // not a rule
    INFO(file.generic_string());
    CHECK(form.problems(Json::parse(text_of(file))) == "");
  }
}

TEST_CASE("the rule schema refuses what is no rule", "[schema]") {
  SchemaFile form(Json::parse(cli::rule_schema()));
  const Json rule = Json::parse(text_of(source / "rules/catalogue/dcom-activation/uac-filters-local-administrator.json"));
  for (const auto& [pointer, value] : std::vector<Change>{{"/nonsense", 1}, {"/name", "Not_Kebab"}, {"/stage", "nonsense"}, {"/order", "40"}, {"/requires", ""},
                                                          {"/otherwise/effect", "nonsense"}, {"/otherwise/errors/0/code", 5}, {"/otherwise/errors/0/timing", "soon"},
                                                          {"/remedies/0/where", "nowhere"}, {"/remedies/1/set/nonsense", true}, {"/remedies/1/set/target.os", "windows-12"},
                                                          {"/sources", Json::array()}, {"/examples/0/truth", "maybe"}, {"/examples/3/truth", "holds"},
                                                          {"/examples/0/facts/token.filtered", "unknown"}}) {
    INFO(pointer << " " << value);
    CHECK_FALSE(form.accepts(with(rule, pointer, value)));
  }
  for (const auto key : {"name", "stage", "summary", "requires", "otherwise", "why", "sources", "examples"}) {
    Json lacking = rule;
    lacking.erase(key);
    INFO(key);
    CHECK_FALSE(form.accepts(lacking));
  }
}

TEST_CASE("the result of every scenario fits the result schema", "[schema]") {
  SchemaFile form = closed_form(cli::result_schema());
  cli::Options options;
  options.catalogue = (source / "rules/catalogue").generic_string();
  cli::RuleSet rules(options);
  std::size_t files = 0, shown = 0;
  for (const auto& file : json_files("scenarios")) {
    const std::string path = file.generic_string();
    INFO(path);
    const model::Estate estate = cli::load_scenario(rules::builtin_program(), path);
    // A validation takes long: one connection in four, and at least one of each file; every second one without assumptions.
    std::vector<cli::Prediction> predictions;
    for (auto i = static_cast<model::Index>(files++ % std::clamp<std::size_t>(estate.connections.size(), 1, 4)); i < estate.connections.size(); i += 4)
      predictions.push_back(cli::predict(rules.program(), estate, i, rules::FrameOptions{.assumptions = ++shown % 2 == 0}));
    const auto requirements = cli::judge_requirements(rules.program(), estate, rules::FrameOptions{});
    CHECK(form.problems(Json::parse(cli::json_report(rules, estate, path, rules::FrameOptions{}, predictions, &requirements))) == "");
  }
}

TEST_CASE("schema and reader accept the same right scenarios", "[schema]") {
  const Json rich = rich_scenario();
  std::vector<Json> right{rich, small_scenario(), Json::parse(R"({"format":1,"hosts":{}})")};
  for (const auto& [pointer, value] : std::vector<Change>{{"/$schema", "x"}, {"/hosts/A/note", "n"}, {"/links/0/allow/0/note", "n"}, {"/source", "one"}, {"/as_of", "unknown"},
                                                          {"/hosts/B/os", "srv2019"}, {"/hosts/B/windows_firewall/enabled", 1}, {"/hosts/C/zone", "unknown"},
                                                          {"/hosts/C/member_of", "unknown"}, {"/hosts/A/allowed_to_authenticate", "unknown"}, {"/hosts/A/namespaces/root~1x/rights", "unknown"},
                                                          {"/hosts/A/dcom/launch/DISTRIBUTED COM USERS", "unknown"}, {"/hosts/A/dcom/access/everyone", Json::array()},
                                                          {"/hosts/A/wmi/fixed_port", 65535}, {"/connections/0/expect/error", "E_ACCESSDENIED"},
                                                          {"/connections/0/expect/error", "-2147024891"}, {"/connections/0/mode", "unknown"}, {"/require/0/must", "not-connect"}, {"/require/0/to", Json::array({"A", "B"})}, {"/include", "more.json"}, {"/hosts/W##/count", 99}, {"/hosts/######", {{"count", 7}}}})
    right.push_back(with(rich, pointer, value));
  for (const auto& scenario : right) {
    INFO(scenario.dump(1));
    for (const auto& d : problems_of_scenario(scenario)) FAIL_CHECK(d.pointer << ": " << d.message);
    CHECK(scenario_form().problems(scenario) == "");
  }
}

TEST_CASE("schema and reader refuse the same wrong scenarios", "[schema]") {
  const Json rich = rich_scenario();
  for (const auto& [pointer, value] : std::vector<Change>{
           // unknown keys
           {"/nonsense", 1}, {"/hosts/A/nonsense", 1}, {"/hosts/A/uac/nonsense", 1}, {"/hosts/A/membership", "domain"}, {"/hosts/A/os_kind", "client"},
           {"/baselines/base/nonsense", 1}, {"/zones/dmz/nonsense", 1}, {"/links/0/nonsense", 1}, {"/links/0/rules/0/nonsense", 1}, {"/trusts/0/nonsense", 1},
           {"/domains/lab.example/nonsense", 1}, {"/accounts/A\\loc/nonsense", 1}, {"/groups/CORP\\g/nonsense", 1}, {"/connections/0/nonsense", 1},
           {"/connections/0/is_local", true}, {"/connections/0/expect/nonsense", 1}, {"/connections/1/to/nonsense", 1}, {"/hosts/A/windows_firewall/profiles/home", Json::object()},
           {"/hosts/A/windows_firewall/profiles/public/component", "none"}, {"/hosts/A/namespaces/root~1x/nonsense", 1},
           // wrong types
           {"/format", "1"}, {"/hosts", Json::array()}, {"/hosts/A", 1}, {"/connections", Json::object()}, {"/links/0/nat", 1}, {"/links/0/both_ways", "unknown"},
           {"/hosts/A/addresses", "192.0.2.1"}, {"/hosts/A/uac/enabled", "true"}, {"/hosts/A/uac", true}, {"/hosts/B/service_pack", "0"}, {"/connections/0/from", 1},
           {"/connections/0/expect/error", 5}, {"/connections/0/expect/missing", "target.os"}, {"/accounts/A\\loc/groups", "unknown"},
           {"/hosts/A/dcom/launch/CORP\\adm", "unknown"}, {"/trusts/0/selective_authentication", 0},
           // values that are none
           {"/hosts/A/os", "windows-12"}, {"/hosts/A/edition", "deluxe"}, {"/hosts/A/winmgmt/state", "paused"}, {"/hosts/A/dcom/launch/Administrators", {"remote-access", "fly"}},
           {"/connections/0/api", "dcomcnfg"}, {"/connections/0/expect/verdict", "works"}, {"/connections/0/expect/stage", "nonsense"}, {"/connections/1/to/os", "unknown"},
           {"/connections/0/expect/missing", {"os"}}, {"/links/0/default", "unknown"}, {"/trusts/0/kind", "friendship"}, {"/accounts/A\\loc/kind", "guest"},
           {"/as_of", "1 Nov 2026"}, {"/as_of", "1979-12-31"}, {"/as_of", "2026-04-31"}, {"/hosts/A/addresses/0", "host.example"}, {"/connections/0/namespace", ""},
           // out of range
           {"/format", 2}, {"/hosts/A/wmi/fixed_port", 1023}, {"/hosts/A/wmi/fixed_port", 65536}, {"/hosts/A/rpc/dynamic_count", 254}, {"/hosts/A/rpc/dynamic_start", 0},
           {"/hosts/B/service_pack", 7}, {"/hosts/A/dcom/raise_activation_level", -1}, {"/links/0/allow/0/ports", 0}, {"/links/0/allow/0/ports", 65536},
           {"/links/0/allow/0/ports", "1-65536"}, {"/links/0/allow/0/ports", Json::array()}, {"/links/0/allow/0/ports", {"any"}}, {"/connections/0/expect/error", "0x70070005"},
           {"/hosts/W##/count", 0}, {"/hosts/W##/count", 100001}, {"/hosts/W##/count", "3"}, {"/hosts/W##/count", "unknown"}, {"/include", 1}, {"/include/0", 1},
           // parts that do not go together
           {"/hosts/C/count", 3}, {"/hosts/V#", Json::object()}, {"/hosts/V#V#", {{"count", 3}}}, {"/hosts/#######", {{"count", 3}}}, {"/baselines/base/count", 3},
           {"/hosts/A/workgroup", "W"}, {"/hosts/B/edition", "pro"}, {"/hosts/B/service_pack", 1}, {"/accounts/A\\loc/domain", "CORP"},
           {"/accounts/CORP\\adm/builtin_administrator", 1},
           {"/require", Json::object()}, {"/require/0/id", ""}, {"/require/0/must", "fail"}, {"/require/0/expect", {{"verdict", "fails"}}}, {"/require/0/observed", {{"outcome", "fails"}}},
           {"/require/0/why", 1}, {"/require/0/api", "dcomcnfg"}}) {
    const Json scenario = with(rich, pointer, value);
    INFO(pointer << " " << value);
    CHECK_FALSE(problems_of_scenario(scenario).empty());
    CHECK_FALSE(scenario_form().accepts(scenario));
  }
}

TEST_CASE("schema and reader agree on every value of every fact", "[schema]") {
  for (const auto& f : rules::host_facts()) {
    for (const auto& value : values_of(f.type())) require_agreement(with(small_scenario(), "/hosts/H/" + as_path(f.name), value));
    for (const auto& value : strange_values()) require_agreement(with(small_scenario(), "/hosts/H/" + std::string(f.name.substr(0, f.name.find('.'))), value));
    if (!f.name.starts_with("windows_firewall.")) continue;
    for (const std::string profile : {"domain", "private", "public"})
      for (const auto& value : values_of(f.type()))
        require_agreement(with(small_scenario(), "/hosts/H/windows_firewall/profiles/" + profile + "/" + std::string(f.name.substr(f.name.find('.') + 1)), value));
  }
  for (const auto& f : rules::account_facts())
    for (const auto& value : values_of(f.type())) require_agreement(with(small_scenario(), "/accounts/H\\x/" + std::string(f.name.substr(f.name.find('.') + 1)), value));
  for (const auto& f : rules::connection_facts())
    for (const auto& value : values_of(f.type())) require_agreement(with(small_scenario(), "/connections/0/" + as_path(f.name.substr(f.name.find('.') + 1)), value));
}

TEST_CASE("schema and reader agree on the editions and service packs of every release", "[schema]") {
  const auto check = [](const Json& scenario) {
    INFO(scenario);
    CHECK(scenario_form().accepts(scenario) == problems_of_scenario(scenario).empty());
  };
  for (const auto& release : model::releases()) {
    Names spellings(release.aliases.begin(), release.aliases.end());
    spellings.emplace_back(release.id);
    for (const auto& os : spellings) {
      const Json host = with(small_scenario(), "/hosts/H/os", os);
      for (int pack = 0; pack <= 7; ++pack) check(with(host, "/hosts/H/service_pack", pack));
      for (const auto& edition : rules::types::edition().values) check(with(host, "/hosts/H/edition", edition.name));
    }
  }
}

TEST_CASE("schema and reader agree whatever part of a scenario is changed or left out", "[schema]") {
  const auto check = [](const Json& scenario) { require_agreement(scenario); };
  Json rich = rich_scenario();
  for_each_change(with(small_scenario(), "/hosts/H/dcom", rich["hosts"]["A"]["dcom"]), check);
  rich["hosts"]["A"].erase("dcom");  // valijson compiles its patterns of names anew in every validation
  for_each_change(rich, check);
}

TEST_CASE("schema and reader agree whatever part of a rule is changed or left out", "[schema]") {
  SchemaFile form(Json::parse(cli::rule_schema()));
  Json rule = Json::parse(text_of(source / "rules/catalogue/dcom-activation/uac-filters-local-administrator.json"));
  rule["note"] = "n";
  rule["sources"].erase(rule["sources"].begin() + 2, rule["sources"].end());
  for_each_change(rule, [&](const Json& changed) { require_agreement(form, problems_of_rule(changed), changed); });
}
