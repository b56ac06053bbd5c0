// SPDX-License-Identifier: Apache-2.0
// Good scenarios: what is read, from where, and how the parts refer to each other.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"
#include "tests/generators/project_files.hpp"

using namespace wmireach;
using model::OriginKind;
using rules::HostFact;
using tests::read_estate;

namespace {

// Line numbers matter: the first line of the text is the one behind R"(.
const std::string kiosk = R"({
  "format": 1,
  "title": "Monitoring reads a kiosk",
  "as_of": "2026-11-01",
  "domains": { "corp.example": { "netbios": "CORP" } },
  "zones": { "office": {}, "dmz": {} },
  "links": [ { "from": "office", "to": "dmz", "allow": [ { "protocol": "tcp", "ports": ["135", "49152-65535"] } ] } ],
  "baselines": {
    "windows": { "os": "windows-10", "uac": { "enabled": true } },
    "kiosk": { "baseline": "windows", "edition": "pro",
               "uac": { "local_account_token_filter_policy": true } }
  },
  "hosts": {
    "MON1": { "os": "win2019", "member_of": "CORP", "zone": "office" },
    "KIOSK": {
      "baseline": "kiosk",
      "workgroup": "WORKGROUP", "zone": "dmz",
      "windows_firewall": {
        "wmi_inbound": "allowed" },
      "uac": { "enabled":
        false }
    }
  },
  "accounts": { "KIOSK\\reader": { "groups": { "KIOSK": ["Administrators"] } } },
  "connections": [
    { "from": "MON1", "to": "kiosk", "account": "kiosk\\READER",
      "api": "get-wmiobject", "elevated": "unknown" }
  ]
})";

const model::Fact& fact(const model::Estate& e, const char* host, HostFact f) {
  return e.hosts.at(e.find_host(host)).facts.at(static_cast<std::size_t>(f));
}

void check_place(const model::Estate& e, const model::Fact& f, OriginKind kind, const char* pointer, std::uint32_t line) {
  CHECK(f.origin.kind == kind);
  const auto* place = e.location(f.origin.where);
  REQUIRE(place != nullptr);
  CHECK(place->pointer == pointer);
  CHECK(place->line == line);
}

std::vector<std::string> ids(const model::Estate& e) {
  std::vector<std::string> all;
  for (const auto& c : e.connections) all.push_back(c.id);
  return all;
}

}  // namespace

TEST_CASE("every fact knows where it was stated, by pointer and line") {
  const auto e = read_estate(kiosk);
  check_place(e, fact(e, "MON1", HostFact::os), OriginKind::stated, "/hosts/MON1/os", 14);
  check_place(e, fact(e, "MON1", HostFact::membership), OriginKind::stated, "/hosts/MON1/member_of", 14);
  check_place(e, fact(e, "KIOSK", HostFact::firewall_wmi_inbound), OriginKind::stated, "/hosts/KIOSK/windows_firewall/wmi_inbound", 19);
  check_place(e, fact(e, "KIOSK", HostFact::uac_enabled), OriginKind::stated, "/hosts/KIOSK/uac/enabled", 21);
  const auto& request = e.connections.at(0).facts;
  check_place(e, request.at(static_cast<std::size_t>(rules::ConnectionFact::api)), OriginKind::stated, "/connections/0/api", 27);
  check_place(e, request.at(static_cast<std::size_t>(rules::ConnectionFact::elevated)), OriginKind::stated, "/connections/0/elevated", 27);
  CHECK_FALSE(request.at(static_cast<std::size_t>(rules::ConnectionFact::elevated)).known);
  check_place(e, e.as_of, OriginKind::stated, "/as_of", 4);
  CHECK(e.as_of.value == 20261101);
  CHECK(fact(e, "MON1", HostFact::edition).origin.kind == OriginKind::absent);
}

TEST_CASE("a host inherits from its baseline and from the baseline's baseline, and its own statement wins") {
  const auto e = read_estate(kiosk);
  check_place(e, fact(e, "KIOSK", HostFact::os), OriginKind::baseline, "/baselines/windows/os", 9);
  check_place(e, fact(e, "KIOSK", HostFact::edition), OriginKind::baseline, "/baselines/kiosk/edition", 10);
  check_place(e, fact(e, "KIOSK", HostFact::uac_local_account_token_filter_policy), OriginKind::baseline,
              "/baselines/kiosk/uac/local_account_token_filter_policy", 11);
  CHECK(fact(e, "KIOSK", HostFact::uac_enabled).value == 0);
  CHECK(e.hosts.at(e.find_host("KIOSK")).baseline == "kiosk");
}

TEST_CASE("names are found without regard to case, and releases by their other names") {
  const auto e = read_estate(kiosk);
  CHECK(e.find_host("mon1") == 0);
  CHECK(e.find_domain("Corp.Example") == e.find_domain("corp"));
  CHECK(e.connections.at(0).to == e.find_host("KIOSK"));
  CHECK(e.connections.at(0).account == e.find_account("KIOSK\\reader"));
  CHECK(e.accounts.at(0).host == e.find_host("KIOSK"));
  CHECK(rules::write_value(rules::types::release(), fact(e, "MON1", HostFact::os).value) == "windows-server-2019");
  CHECK(e.find_host("nobody") == model::none);
}

TEST_CASE("a connection without an id is named after its hosts, and takes root\\cimv2") {
  const auto e = read_estate(kiosk);
  CHECK(ids(e) == std::vector<std::string>{"MON1-KIOSK"});
  CHECK(e.connections.at(0).wmi_namespace == "root\\cimv2");
  CHECK(e.connections.at(0).namespace_assumed);
  CHECK_FALSE(e.connections.at(0).expectation);
}

namespace {

std::vector<std::string> ids_of(const std::string& connections) {
  return ids(read_estate(R"({"format": 1, "domains": {"d.example": {}}, "zones": {"z": {}}, "baselines": {"b": {}}, "hosts": {
    "A1": {"os": "windows-7", "zone": "z"}, "A2": {"os": "windows-7", "member_of": "d.example"}, "B1": {"os": "windows-10", "baseline": "b"}},
    "connections": )" + connections + "}"));
}

}  // namespace

TEST_CASE("lists and selectors make one connection for each pair, without a host's pair with itself") {
  using Ids = std::vector<std::string>;
  CHECK(ids_of(R"([{"from": ["A1", "A2"], "to": "B1"}])") == Ids{"A1/B1", "A2/B1"});
  CHECK(ids_of(R"([{"id": "x", "from": "B1", "to": {"name": "a*"}}])") == Ids{"x/B1/A1", "x/B1/A2"});
  CHECK(ids_of(R"([{"from": {"os": "windows-7"}, "to": {"os": "windows-7"}}])") == Ids{"A1/A2", "A2/A1"});
  CHECK(ids_of(R"([{"from": {"zone": "z"}, "to": {"domain": "d.example"}}])") == Ids{"A1/A2"});
  CHECK(ids_of(R"([{"from": {"baseline": "b"}, "to": {"name": "*2"}}])") == Ids{"B1/A2"});
  CHECK(ids_of(R"([{"from": "B1", "to": {}}])") == Ids{"B1/A1", "B1/A2"});
  CHECK(ids_of(R"([{"from": "A1", "to": "A1"}])") == Ids{"A1-A1"});
  CHECK(ids_of(R"([{"from": "B1", "to": {"name": "*1*"}}])") == Ids{"B1/A1"});
}

TEST_CASE("a pattern with many stars is matched without trying every way") {
  std::string pattern = "*";
  for (int i = 0; i < 30; ++i) pattern += "a*";
  const auto e = read_estate(R"({"format": 1, "hosts": {")" + std::string(60, 'a') + R"(": {}, ")" + std::string(30, 'a') + R"(b": {}, "C": {}},
    "connections": [{"from": "C", "to": {"name": ")" + pattern + R"(b"}}]})");
  CHECK(e.connections.size() == 1);
}

namespace {

// Whether the WMI group is on, as the domain profile of a baseline and of the host itself state it ("": not stated).
std::string group_in_domain_profile(const std::string& baseline, const std::string& own) {
  const auto profiles = [](const std::string& v) { return v.empty() ? std::string("{}") : R"({"profiles": {"domain": {"wmi_group": )" + v + "}}}"; };
  return tests::value(tests::Json::parse(R"({"format": 1, "domains": {"d.example": {}}, "baselines": {"b": {"os": "windows-10", "windows_firewall": )" + profiles(baseline) +
                                           R"(}}, "hosts": {"A": {"baseline": "b", "member_of": "d.example", "windows_firewall": )" + profiles(own) +
                                           R"(}}, "connections": [{"from": "A", "to": "A"}]})"),
                      "target.windows_firewall.wmi_group");
}

}  // namespace

TEST_CASE("settings of a firewall profile are read from the host and from its baseline") {
  CHECK(group_in_domain_profile("", "") == "false");
  CHECK(group_in_domain_profile("true", "") == "true");
  CHECK(group_in_domain_profile("", "true") == "true");
}

TEST_CASE("a host's own setting of a firewall profile wins over that of its baseline") {
  CHECK(group_in_domain_profile("true", "false") == "false");
  CHECK(group_in_domain_profile("false", "true") == "true");
}

TEST_CASE("rights that a host states for a principal replace those of its baseline") {
  const auto e = read_estate(R"({"format": 1, "baselines": {"b": {"dcom": {"launch": {"CORP\\mon": ["remote-launch"], "Everyone": ["remote-launch"]}}}},
    "hosts": {"A": {"baseline": "b", "dcom": {"launch": {"corp\\MON": [], "Everyone": ["local-launch"]}}}}})");
  const auto& host = e.hosts.at(0);
  REQUIRE(host.launch_grants.size() == 1);
  CHECK(host.launch_grants.at(0).rights == 0);
  CHECK(fact(e, "A", HostFact::dcom_launch_everyone).value == 1);
}

TEST_CASE("an address says which IP versions are in use, unless the host states them") {
  const auto ip = [](const std::string& settings) {
    const auto e = read_estate(R"({"format": 1, "hosts": {"A": {)" + settings + "}}}");
    return std::pair(fact(e, "A", HostFact::ipv4).value, fact(e, "A", HostFact::ipv6).value);
  };
  CHECK(ip(R"("addresses": ["192.0.2.1/24"])") == std::pair<std::int64_t, std::int64_t>(1, 0));
  CHECK(ip(R"("addresses": ["2001:db8::1", "192.0.2.1"])") == std::pair<std::int64_t, std::int64_t>(1, 1));
  CHECK(ip(R"("addresses": ["2001:db8::1"], "ipv4": true)") == std::pair<std::int64_t, std::int64_t>(1, 1));
  CHECK(ip(R"("ipv4": true, "addresses": ["2001:db8::1"])") == std::pair<std::int64_t, std::int64_t>(1, 1));
}

TEST_CASE("the registry's 0 and 1 are read for booleans, and notes are allowed anywhere") {
  const auto e = read_estate(R"({"format": 1, "$schema": "x", "note": "n", "hosts": {"A": {"note": ["n"], "uac": {"enabled": 0, "note": 1, "local_account_token_filter_policy": 1}}}})");
  CHECK(fact(e, "A", HostFact::uac_enabled).value == 0);
  CHECK(fact(e, "A", HostFact::uac_local_account_token_filter_policy).value == 1);
}

TEST_CASE("links: default, both ways, ports in every form, rules for UDP left out") {
  const auto e = read_estate(R"({"format": 1, "zones": {"a": {}, "b": {}}, "hosts": {"H": {}}, "links": [
    {"from": "a", "to": "b"},
    {"from": "a", "to": "b", "both_ways": true, "allow": [{"ports": [135, "5000-6000"], "from_hosts": ["H"]}, {"protocol": "udp", "ports": "any"}]},
    {"from": "a", "to": "b", "default": "allow", "nat": true, "rules": [{"action": "block", "ports": "any"}]}]})");
  REQUIRE(e.links.size() == 4);
  CHECK(e.links[0].fallback == model::RuleAction::allow);
  const auto back = e.links[1].from == e.find_zone("b") ? 1U : 2U, there = 3U - back;
  CHECK(e.links[back].rules.at(0).to == std::vector<model::Index>{0});
  CHECK(e.links[back].rules.at(0).from.empty());
  CHECK(e.links[there].rules.at(0).from == std::vector<model::Index>{0});
  CHECK(e.links[there].rules.size() == 1);
  CHECK(e.links[there].rules.at(0).ports.size() == 2);
  CHECK(e.links[there].fallback == model::RuleAction::block);
  CHECK(e.links[3].nat);
  CHECK(e.links[3].fallback == model::RuleAction::allow);
  CHECK(e.links[3].rules.at(0).ports.empty());
}

TEST_CASE("domains of one forest trust each other, and a trust's kind says whether it leads on") {
  const auto e = read_estate(R"({"format": 1, "hosts": {}, "domains": {"a.example": {"forest": "F"}, "b.example": {"forest": "f"}, "c.example": {}},
    "trusts": [{"trusting": "a.example", "trusted": "c.example", "kind": "external"}, {"trusting": "a.example", "trusted": "c.example", "kind": "forest", "transitive": false,
                "selective_authentication": "unknown"}]})");
  REQUIRE(e.trusts.size() == 3);
  CHECK(e.trusts[0].transitive);
  CHECK(e.trusts[0].direction == model::TrustDirection::two_way);
  CHECK_FALSE(e.trusts[1].transitive);
  CHECK_FALSE(e.trusts[2].transitive);
  CHECK(e.trusts[2].selective_authentication == model::Truth::Unknown);
}

TEST_CASE("an NT domain may have its NetBIOS name as its only name") {
  const auto e = read_estate(R"({"format": 1, "hosts": {"A": {"member_of": "CORP"}}, "domains": {"CORP": {"netbios": "CORP"}}})");
  CHECK(e.hosts.at(0).domain == 0);
}

TEST_CASE("expectations are read in full") {
  const auto e = read_estate(R"({"format": 1, "hosts": {"A": {}, "B": {}}, "connections": [{"from": "A", "to": "B", "namespace": "root/cimv2/sub",
    "expect": {"verdict": "fails", "stage": "dcom-activation", "rule": "some-rule", "error": "E_ACCESSDENIED", "missing": ["target.os"], "latent": ["x"], "limits": "y"}}]})");
  const auto& expected = e.connections.at(0).expectation.value();
  CHECK(expected.verdict == "fails");
  CHECK(expected.stage == model::Stage::dcom_activation);
  CHECK(expected.rule == "some-rule");
  CHECK(expected.error == 0x80070005U);
  CHECK(expected.missing == std::vector<std::string>{"target.os"});
  CHECK(expected.limits == std::vector<std::string>{"y"});
  CHECK(e.connections.at(0).wmi_namespace == "root\\cimv2\\sub");
}

TEST_CASE("every scenario of the project is read without a problem") {
  const auto files = tests::files_below("scenarios", ".json");
  CHECK(files.size() >= 10);
  for (const auto& file : files) {
    if (file.string().find("expected") != std::string::npos) continue;
    CAPTURE(file.filename().string());
    const auto json = tests::Json::parse(tests::text_of(file));
    if (!json.contains("hosts")) continue;
    CHECK(tests::problems_of(tests::text_of(file)).empty());
  }
}

TEST_CASE("a chain of baselines may be of any length, and the nearest one wins") {
  std::string baselines = R"("b0": {"os": "windows-10", "service_pack": 0})";
  for (int i = 1; i < 10'000; ++i) baselines += ",\"b" + std::to_string(i) + "\": {\"baseline\": \"b" + std::to_string(i - 1) + "\"}";
  const auto e = read_estate(R"({"format": 1, "baselines": {)" + baselines + R"(}, "hosts": {"H": {"baseline": "b9999"}}})");
  CHECK(fact(e, "H", HostFact::os).known);
  CHECK(fact(e, "H", HostFact::os).origin.kind == OriginKind::baseline);
}

TEST_CASE("addresses of a host decide its IP versions anew, unless these are stated") {
  const auto e = read_estate(R"({"format": 1,
    "baselines": {"four": {"addresses": ["192.0.2.1"]}, "both": {"ipv4": true, "ipv6": true}},
    "hosts": {"A": {"baseline": "four", "addresses": ["2001:db8::1"]}, "B": {"baseline": "both", "addresses": ["2001:db8::1"]}}})");
  CHECK(fact(e, "A", HostFact::ipv4).value == 0);
  CHECK(fact(e, "A", HostFact::ipv6).value == 1);
  CHECK(fact(e, "B", HostFact::ipv4).value == 1);
}

TEST_CASE("what a baseline states of Allowed to Authenticate can be taken back, and a workgroup's name may be unknown") {
  const auto e = read_estate(R"({"format": 1, "baselines": {"b": {"allowed_to_authenticate": ["Everyone"]}},
    "hosts": {"H": {"baseline": "b", "allowed_to_authenticate": "unknown", "workgroup": "unknown"}}})");
  CHECK_FALSE(e.hosts[0].allowed_to_authenticate.has_value());
  CHECK(e.hosts[0].workgroup.empty());
  CHECK(fact(e, "H", HostFact::membership).value == 0);
}
