// SPDX-License-Identifier: Apache-2.0
// A request between all hosts: the same as every pair by itself, on any number of threads.
#include <catch2/catch.hpp>
#include <numeric>
#include <stdexcept>

#include "analyzer/matrix.hpp"
#include "analyzer/predict.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"

using namespace wmireach;
using analyzer::MatrixCell;
using tests::Choices;
using tests::Json;

namespace {

analyzer::MatrixRequest between_all(const model::Estate& estate) {
  analyzer::MatrixRequest request{estate.connections[0], {}, {}};
  request.from.resize(estate.hosts.size());
  std::iota(request.from.begin(), request.from.end(), 0U);
  request.to = request.from;
  return request;
}

// The scenario where hosts state numbers and dates that are no more than compared, with values on both sides of what they are
// compared with.
Json with_numbers(Json scenario, Choices& choices) {
  const std::vector<std::pair<const char*, std::vector<Json>>> numbers{
      {"/clock_offset_seconds", {0, 1, 299, 300, 301, 4000, 59, 60, 61, "unknown"}}, {"/build", {9999, 22620, 22621, 26099, 26100, "unknown"}},
      {"/patched_to", {"2021-06-07", "2021-06-08", "2022-06-13", "2022-06-14", "2022-11-08", "2023-03-14"}}, {"/wmi/listening_port", {49152, 50000, 24157, 24158, 24159, 60001}},
      {"/winrm/http_port", {5985, 5984, 80, 24158, 50000}}, {"/wmi/fixed_port", {24157, 24158, 49151, 60000, 60001}}, {"/wmi/standalone_host", {true}}, {"/windows_firewall/exception_scope", {"local-subnet"}},
      {"/addresses", {Json::array({"192.0.2.10/24"}), Json::array({"192.0.2.77/25"}), Json::array({"192.0.2.200"}), Json::array({"192.0.2.201/32"}), Json::array({"192.0.2.202/32"}), Json::array({"203.0.113.9/8"}), Json::array({"198.51.100.5/24", "2001:db8::5/64"}),
                      Json::array({"2001:db8::77/120"})}}};
  for (auto& [name, host] : scenario["hosts"].items())
    for (const auto& [pointer, values] : numbers) {
      if (!choices.chance(35)) continue;
      Json all = scenario;
      all["hosts"][name][Json::json_pointer(pointer)] = choices.pick(values);
      if (tests::problems_of(all.dump()).empty()) host = all["hosts"][name];
    }
  return scenario;
}

// The scenario with two more of its first hosts: one alike, and one that takes a single part from another host.
Json with_copies(Json scenario, Choices& choices) {
  std::vector<std::string> names;
  for (const auto& [name, host] : scenario["hosts"].items()) names.push_back(name);
  for (const auto& name : {names.front(), names.back()}) {
    const Json host = scenario["hosts"][name], other = scenario["hosts"][choices.pick(names)];
    scenario["hosts"][name + "-alike"] = host;
    Json nearly = host;
    if (!other.empty()) {
      std::vector<std::string> keys;
      for (const auto& [key, value] : other.items()) keys.push_back(key);
      const std::string key = choices.pick(keys);
      if (nearly.contains(key) && nearly[key].is_object() && other[key].is_object() && !other[key].empty()) {
        std::vector<std::string> inner;
        for (const auto& [name_of_part, value] : other[key].items()) inner.push_back(name_of_part);
        const std::string part = choices.pick(inner);
        nearly[key][part] = other[key][part];
      } else {
        nearly[key] = other[key];
      }
    }
    Json all = scenario;
    all["hosts"][name + "-nearly"] = nearly;
    if (tests::problems_of(all.dump()).empty()) scenario = std::move(all);  // not every part fits every host
  }
  return scenario;
}

bool same(const MatrixCell& a, const MatrixCell& b) {
  return a.from_class == b.from_class && a.to_class == b.to_class && a.pairs == b.pairs && a.kind == b.kind && a.first_blocker == b.first_blocker && a.error == b.error;
}

// Throws with the first pair of which the matrix does not say what a prediction says.
// Where a pair is undetermined, every value of every missing fact is tried; in an estate that misses much, of some such pairs only, spread evenly.
void compare_with_predictions(const model::Estate& estate, const analyzer::MatrixRequest& request, const rules::FrameOptions& options) {
  const auto m = analyzer::matrix(rules::builtin_program(), estate, request, options, 1), threaded = analyzer::matrix(rules::builtin_program(), estate, request, options, 3);
  const auto fail = [](const std::string& what) { throw std::runtime_error(what); };
  if (m.cells.size() != threaded.cells.size() || !std::equal(m.cells.begin(), m.cells.end(), threaded.cells.begin(), same)) fail("threads make a difference");
  std::uint64_t pairs = 0, cells = 0;
  for (const auto& c : m.cells) {
    pairs += c.pairs;
    ++cells;
  }
  if (cells != m.cells.size()) fail("the number of cells is wrong");
  model::Connection own = request.connection;
  std::vector<analyzer::RulePairs> by_rule(m.rules.size());
  const std::size_t every = 1 + pairs / 12;
  std::size_t undetermined = 0;
  for (const auto f : request.from)
    for (const auto t : request.to) {
      if (f == t) continue;
      --pairs;
      own.from = f;
      own.to = t;
      rules::FactFrame frame(estate, own, options);
      auto v = analyzer::predict(rules::builtin_program(), frame);
      for (std::size_t r = 0; r < by_rule.size(); ++r) {
        if (rules::builtin_program().rules()[r].effect != rules::Effect::blocks) continue;
        by_rule[r].violated += v.outcomes[r].truth() == model::Truth::False ? 1 : 0;
        by_rule[r].unknown += v.outcomes[r].truth() == model::Truth::Unknown ? 1 : 0;
      }
      if (v.kind == analyzer::VerdictKind::undetermined) {
        if (undetermined++ % every != 0) continue;
        v = analyzer::predict_and_probe_missing(rules::builtin_program(), frame, options);
      }
      const auto cell = m.find(m.classes.of_host[f], m.classes.of_host[t]);
      const std::string pair = estate.hosts[f].name + " -> " + estate.hosts[t].name;
      if (cell == nullptr) fail(pair + " has no cell");
      if (cell->kind != v.kind) fail(pair + " has another verdict: " + std::string(to_string(v.kind)));
      if (cell->first_blocker != v.first_blocker) fail(pair + " has another first blocker");
      if (cell->error != (v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt)) fail(pair + " has another error");
    }
  if (pairs != 0) fail("the number of pairs is wrong");
  if (by_rule != m.rules) fail("a rule is violated by another number of pairs");
}

}  // namespace

TEST_CASE("the matrix says of every pair what a prediction of the pair alone says") {
  // Few runs: every missing fact of every pair is tried with every value. RC_PARAMS="max_success=N" asks for more.
  REQUIRE(tests::holds_for(12, "the matrix is what the pairs are", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(150));
    const Json scenario = with_numbers(with_copies(tests::random_scenario(choices), more), more);
    tests::note() << scenario.dump(1) << "\n";
    const model::Estate estate = tests::read_estate(scenario.dump());
    auto request = between_all(estate);
    compare_with_predictions(estate, request, {});
    // Not every host takes part; defaults are unknown; a fact is replaced.
    std::erase_if(request.from, [&](auto) { return more.chance(40); });
    std::erase_if(request.to, [&](auto) { return more.chance(40); });
    const std::vector<rules::Change> changes{{rules::slot(rules::ConnectionFact::as_of), 20220701}};
    compare_with_predictions(estate, request, {.assumptions = more.chance(50), .changes = changes});
  }));
}

TEST_CASE("hosts that the request cannot tell apart form one class, and a host that something names may stand alone") {
  Json s = tests::plain_scenario();
  const Json target = s["hosts"]["TARGET"];
  for (const char* name : {"A", "B", "C"}) s["hosts"][name] = target;
  const auto classes_of = [](const Json& scenario) {
    const auto estate = tests::read_estate(scenario.dump());
    compare_with_predictions(estate, between_all(estate), {});
    const auto m = analyzer::matrix(rules::builtin_program(), estate, between_all(estate), {}, 1);
    const auto of = [&](const char* name) { return m.classes.of_host[estate.find_host(name)]; };
    return std::array{of("A"), of("B"), of("C")};
  };
  const auto alike = classes_of(s);
  CHECK(alike[0] == alike[1]);
  CHECK(alike[1] == alike[2]);
  s["hosts"]["B"]["dcom"]["enabled"] = false;
  const auto differs = classes_of(s);
  CHECK(differs[0] != differs[1]);
  CHECK(differs[0] == differs[2]);
  s["accounts"]["C\\reader"] = {{"kind", "local"}};
  const auto owner = classes_of(s);
  CHECK(owner[0] != owner[2]);
}

TEST_CASE("a number that is only compared tells hosts apart by the outcome") {
  Json s = tests::plain_scenario();
  const Json target = s["hosts"]["TARGET"];
  for (int offset : {0, 17, 299, 300, 301, 5000}) {
    s["hosts"]["OFF" + std::to_string(offset)] = target;
    s["hosts"]["OFF" + std::to_string(offset)]["clock_offset_seconds"] = offset;
  }
  const auto estate = tests::read_estate(s.dump());
  compare_with_predictions(estate, between_all(estate), {});
  const auto m = analyzer::matrix(rules::builtin_program(), estate, between_all(estate), {}, 1);
  const auto of = [&](const char* name) { return m.classes.of_host[estate.find_host(name)]; };
  CHECK(of("OFF0") == of("OFF17"));
  CHECK(of("OFF0") == of("OFF300"));
  CHECK(of("OFF0") != of("OFF301"));
  CHECK(of("OFF301") == of("OFF5000"));
}

TEST_CASE("addresses and ports tell hosts apart by the subnets they are in and by the rules they meet") {
  Json s = tests::plain_scenario({{"zones", {{"lan", Json::object()}, {"dmz", Json::object()}}}});
  s["links"] = Json::array({{{"from", "lan"}, {"to", "dmz"}, {"rules", Json::array({{{"action", "allow"}, {"ports", Json::array({135, "24000-24200"})}}})}}});
  Json target = s["hosts"]["TARGET"];
  target["zone"] = "dmz";
  target["windows_firewall"]["exception_scope"] = "local-subnet";
  s["hosts"]["CLIENT"]["zone"] = "lan";
  s["hosts"]["TARGET"]["zone"] = "lan";
  s["hosts"]["CLIENT"]["addresses"] = Json::array({"10.0.0.1/16"});
  const auto add = [&](const std::string& name, const char* address, int port) {
    s["hosts"][name] = target;
    s["hosts"][name]["addresses"] = Json::array({address});
    s["hosts"][name]["wmi"] = {{"standalone_host", true}, {"fixed_port", port}};
  };
  add("A", "10.0.7.1/16", 24001);
  add("B", "10.0.7.2/16", 24007);
  add("NARROW", "10.0.8.2/24", 24007);
  add("CLOSED", "10.0.7.3/16", 24201);
  const auto estate = tests::read_estate(s.dump());
  compare_with_predictions(estate, between_all(estate), {});
  const auto m = analyzer::matrix(rules::builtin_program(), estate, between_all(estate), {}, 1);
  const auto of = [&](const char* name) { return m.classes.of_host[estate.find_host(name)]; };
  CHECK(of("A") == of("B"));
  CHECK(of("A") != of("NARROW"));
  CHECK(of("A") != of("CLOSED"));
}

TEST_CASE("every part of a host counts for the matrix as it does for a prediction") {
  const std::vector<std::string> parts{
      R"({"os": "windows-server-2019", "edition": null})", R"({"os": "unknown"})", R"({"dcom": {"enabled": false}})", R"({"windows_firewall": {"profiles": {"public": {"wmi_group": true}}}})",
      R"({"member_of": null, "workgroup": "WORKGROUP"})", R"({"zone": "dmz"})", R"({"addresses": ["10.0.0.1/24"]})", R"({"addresses": ["10.0.1.1/24"]})", R"({"dcom": {"launch": {"CORP\\mon": ["remote-launch"]}}})",
      R"({"dcom": {"launch": {"CORP\\mon": {"deny": ["remote-launch"]}}}})", R"({"dcom": {"access": {"CORP\\mon": ["remote-access"]}}})",
      R"({"dcom": {"application": {"launch": {"CORP\\mon": ["remote-launch"]}}}})", R"({"dcom": {"application": {"access": {"CORP\\mon": ["remote-access"]}}}})",
      R"({"user_rights": {"network_logon": ["CORP\\mon"]}})", R"({"user_rights": {"deny_network_logon": ["CORP\\mon"]}})",
      R"({"local_groups": {"Administrators": ["CORP\\mon"]}})", R"({"local_groups": {"Administrators": []}})", R"({"local_groups": {"Distributed COM Users": ["CORP\\mon"]}})",
      R"({"local_groups": {"Administrators": "unknown"}})", R"({"local_groups": {"Administrators": ["CORP\\Domain Admins"]}})",
      R"({"namespaces": {"root\\cimv2": {"exists": false}}})", R"({"namespaces": {"root\\cimv2": {"requires_encryption": true}}})",
      R"({"namespaces": {"root\\cimv2": {"rights": {"CORP\\mon": ["remote-enable"]}}}})",
      R"({"namespaces": {"root": {"rights": {"CORP\\mon": {"deny": ["remote-enable"], "subnamespaces": true}}}}})",
      R"({"windows_firewall": {"rules": [{"ports": [135]}]}})", R"({"windows_firewall": {"rules": [{"ports": [136]}]}})",
      R"({"windows_firewall": {"rules": [{"ports": [135], "action": "block"}]}})", R"({"windows_firewall": {"rules": [{"ports": [135], "direction": "out"}]}})",
      R"({"windows_firewall": {"rules": [{"ports": [135], "peer_zones": ["dmz"]}]}})", R"({"windows_firewall": {"rules": [{"ports": [135], "peers": ["CLIENT"]}]}})",
      R"({"allowed_to_authenticate": ["CORP\\mon"]})", R"({"member_of": "other.example"})", R"({"rpc": {"restricted": true, "restricted_start": 50000, "restricted_count": 200}})",
      R"({"wmi": {"standalone_host": true, "fixed_port": 24158}})"};
  Json s = tests::plain_scenario({{"zones", {{"dmz", Json::object()}, {"lan", Json::object()}}}, {"domains", {{"other.example", Json::object()}}}});
  s["links"] = Json::array({{{"from", "lan"}, {"to", "dmz"}, {"rules", Json::array({{{"action", "allow"}, {"ports", Json::array({135, "50000-50100"})}}})}}});
  for (auto& [name, host] : s["hosts"].items()) host["zone"] = "lan";
  const Json plain = s["hosts"]["TARGET"];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Json host = plain;
    host.merge_patch(Json::parse(parts[i]));
    s["hosts"]["PART" + std::to_string(i)] = host;
    host["zone"] = "dmz";
    s["hosts"]["DMZ" + std::to_string(i)] = host;
  }
  const auto estate = tests::read_estate(s.dump());
  compare_with_predictions(estate, between_all(estate), {});
  auto few = between_all(estate);
  few.from.resize(3);
  compare_with_predictions(estate, few, {.assumptions = false});
}
