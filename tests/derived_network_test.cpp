// SPDX-License-Identifier: Apache-2.0
// Host firewalls, ports, IP versions and trusts as facts. The expectations are worked out from the documents named in each title.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"

using wmireach::tests::Json;
using wmireach::tests::plain_value;

namespace {

constexpr auto mapper = "target.windows_firewall.admits_endpoint_mapper";
constexpr auto wmi = "target.windows_firewall.admits_wmi_service";
constexpr auto sink = "client.windows_firewall.admits_sink";

Json target(const Json& facts) { return {{"hosts", {{"TARGET", facts}}}}; }
Json target_firewall(const Json& settings) { return target({{"windows_firewall", settings}}); }
Json client_firewall(const Json& settings, const Json& connection = Json::object()) {
  return {{"hosts", {{"CLIENT", {{"windows_firewall", settings}}}}}, {"connection", connection}};
}
Json xp(int service_pack, const Json& settings) { return target({{"os", "windows-xp"}, {"service_pack", service_pack}, {"windows_firewall", settings}}); }

}  // namespace

TEST_CASE("every combination of the separate rules opens what its rules open (S4-08 to S4-17)") {
  for (int bits = 0; bits < 16; ++bits) {
    const bool group = bits & 1, dcom_rule = bits & 2, wmi_rule = bits & 4, on = bits & 8;
    const Json settings{{"enabled", on}, {"wmi_group", group}, {"dcom_rule", dcom_rule}, {"wmi_rule", wmi_rule}};
    CAPTURE(group, dcom_rule, wmi_rule, on);
    CHECK(plain_value(target_firewall(settings), mapper) == (!on || group || dcom_rule ? "true" : "false"));
    CHECK(plain_value(target_firewall(settings), wmi) == (!on || group || wmi_rule ? "true" : "false"));
  }
}

TEST_CASE("out of the box the firewall of Vista and later lets no WMI in (B-NET-15)") {
  CHECK(plain_value(Json::object(), mapper) == "false");
  CHECK(plain_value(Json::object(), wmi) == "false");
  CHECK(plain_value(target_firewall({{"enabled", "unknown"}}), mapper) == "unknown");
  CHECK(plain_value(target_firewall({{"wmi_group", "unknown"}}), mapper) == "unknown");
  CHECK(plain_value(target_firewall({{"wmi_group", "unknown"}, {"dcom_rule", true}}), mapper) == "true");
}

TEST_CASE("XP SP2 needs the remote administration exception; the WMI group is not known there (C-08, B-NET-13)") {
  CHECK(plain_value(xp(2, Json::object()), mapper) == "false");
  CHECK(plain_value(xp(2, {{"remote_administration", true}}), mapper) == "true");
  CHECK(plain_value(xp(2, {{"remote_administration", true}}), wmi) == "true");
  CHECK(plain_value(xp(2, {{"wmi_group", true}}), mapper) == "false");
  CHECK(plain_value(target_firewall({{"remote_administration", true}}), mapper) == "true");
}

TEST_CASE("which firewall a release has, and whether it is on by default (S0-21, B-OS-02, B-NET-12)") {
  constexpr auto active = "target.windows_firewall.active";
  CHECK(plain_value(target({{"os", "windows-2000"}, {"edition", nullptr}}), active) == "false");
  CHECK(plain_value(target({{"os", "windows-2000"}, {"edition", nullptr}}), mapper) == "true");
  CHECK(plain_value(xp(2, Json::object()), active) == "true");
  CHECK(plain_value(target({{"os", "windows-server-2003"}, {"edition", nullptr}, {"service_pack", 1}}), active) == "false");
  CHECK(plain_value(Json::object(), active) == "true");
}

TEST_CASE("a stated outcome stands for the rules") {
  CHECK(plain_value(target_firewall({{"wmi_inbound", "allowed"}}), mapper) == "true");
  CHECK(plain_value(target_firewall({{"wmi_inbound", "blocked"}, {"wmi_group", true}}), mapper) == "false");
  CHECK(plain_value(target_firewall({{"wmi_inbound", "unknown"}, {"wmi_group", true}}), mapper) == "unknown");
  CHECK(plain_value(target_firewall({{"wmi_inbound", "blocked"}, {"enabled", false}}), mapper) == "true");
}

TEST_CASE("a block rule of the host wins over an allow rule; ports and peers limit a rule") {
  const auto with = [](std::initializer_list<Json> rules, const char* fact, bool group = false) {
    return plain_value(target_firewall({{"wmi_group", group}, {"rules", Json(rules)}}), fact);
  };
  const Json allow_mapper{{"action", "allow"}, {"ports", {135}}}, block_mapper{{"action", "block"}, {"ports", {135}}};
  const Json allow_dynamic{{"ports", {"49152-65535"}}}, allow_some{{"ports", {"49152-50000"}}}, block_some{{"action", "block"}, {"ports", {"60000"}}};
  CHECK(with({allow_mapper}, mapper) == "true");
  CHECK(with({allow_mapper}, wmi) == "false");
  CHECK(with({allow_mapper, block_mapper}, mapper) == "false");
  CHECK(with({block_mapper, allow_mapper}, mapper) == "false");
  CHECK(with({block_mapper}, mapper, true) == "false");
  CHECK(with({allow_dynamic}, wmi) == "true");
  CHECK(with({allow_some}, wmi) == "false");
  CHECK(with({allow_dynamic, block_some}, wmi) == "false");
  CHECK(with({{{"ports", {135}}, {"peers", {"CLIENT"}}}}, mapper) == "true");
  CHECK(with({{{"ports", {135}}, {"peers", {"TARGET"}}}}, mapper) == "false");
  CHECK(with({{{"ports", {135}}, {"direction", "out"}}}, mapper) == "false");
}

TEST_CASE("whether a rule for a zone fits is unknown while the peer's zone is") {
  Json scenario = target_firewall({{"rules", {{{"ports", {135}}, {"peer_zones", {"office"}}}}}});
  scenario["zones"] = {{"office", Json::object()}, {"dmz", Json::object()}};
  const auto from_zone = [&](const char* zone) {
    scenario["hosts"]["CLIENT"] = {{"zone", zone}};
    return plain_value(scenario, mapper);
  };
  CHECK(from_zone("office") == "true");
  CHECK(from_zone("dmz") == "false");
  CHECK(from_zone("unknown") == "unknown");
}

TEST_CASE("a setting of the active profile wins over the common one") {
  const auto with = [](const Json& settings) { return plain_value(target_firewall(settings), mapper); };
  CHECK(with({{"profiles", {{"domain", {{"wmi_group", true}}}}}}) == "true");  // a member of a domain is in the domain profile
  CHECK(with({{"profiles", {{"public", {{"wmi_group", true}}}}}}) == "false");
  CHECK(with({{"wmi_group", true}, {"profiles", {{"domain", {{"wmi_group", false}}}}}}) == "false");
  CHECK(with({{"active_profile", "public"}, {"exception_scope", "any"}, {"profiles", {{"public", {{"wmi_group", true}}}}}}) == "true");
  CHECK(with({{"active_profile", "unknown"}, {"profiles", {{"public", {{"wmi_group", true}}}}}}) == "unknown");
}

TEST_CASE("callbacks to Unsecapp need the group or its rule, an own sink needs its own (S4-04, S4-05, S4-12, C-11)") {
  const Json unsecapp{{"mode", "asynchronous"}, {"sink", "unsecapp"}}, own{{"mode", "asynchronous"}, {"sink", "own"}};
  CHECK(plain_value(client_firewall(Json::object(), unsecapp), sink) == "false");
  CHECK(plain_value(client_firewall({{"wmi_group", true}}, unsecapp), sink) == "true");
  CHECK(plain_value(client_firewall({{"unsecapp_rule", true}}, unsecapp), sink) == "true");
  CHECK(plain_value(client_firewall({{"own_sink_rule", true}}, unsecapp), sink) == "false");
  CHECK(plain_value(client_firewall({{"wmi_group", true}}, own), sink) == "false");
  CHECK(plain_value(client_firewall({{"own_sink_rule", true}}, own), sink) == "true");
  CHECK(plain_value(client_firewall({{"enabled", false}}, own), sink) == "true");
}

TEST_CASE("the callback goes out unless outgoing connections are blocked without a rule (S4-13, S4-17)") {
  constexpr auto out = "target.windows_firewall.lets_callback_out";
  CHECK(plain_value(Json::object(), out) == "true");
  CHECK(plain_value(target_firewall({{"outbound", "blocked"}}), out) == "false");
  CHECK(plain_value(target_firewall({{"outbound", "blocked"}, {"wmi_out_rule", true}}), out) == "true");
  CHECK(plain_value(target_firewall({{"outbound", "unknown"}}), out) == "unknown");
}

TEST_CASE("the ports that must be open: the release's range, the stated one, or the fixed port (C-03, S3-11, B-NET-03, B-NET-04, B-NET-09)") {
  constexpr auto ports = "network.service_ports";
  const auto open = [&](const char* range, const Json& target_facts) {
    Json facts = target_facts;
    facts["zone"] = "b";
    return plain_value({{"zones", {{"a", Json::object()}, {"b", Json::object()}}},
                        {"links", {{{"from", "a"}, {"to", "b"}, {"allow", {{{"ports", {range}}}}}}}},
                        {"hosts", {{"CLIENT", {{"zone", "a"}}}, {"TARGET", facts}}}},
                       ports);
  };
  const Json none = Json::object(), old{{"os", "windows-xp"}, {"service_pack", 2}}, narrowed{{"rpc", {{"dynamic_start", 5000}, {"dynamic_count", 1000}}}};
  CHECK(open("49152-65535", none) == "open");
  CHECK(open("1025-5000", none) == "closed");
  CHECK(open("1025-5000", old) == "open");
  CHECK(open("49152-65535", old) == "closed");
  CHECK(open("5000-5999", narrowed) == "open");
  CHECK(open("5000-5998", narrowed) == "partial");
  CHECK(open("24158", {{"wmi", {{"standalone_host", true}}}}) == "open");
  CHECK(open("24158", none) == "closed");
  CHECK(open("30000", {{"wmi", {{"standalone_host", true}, {"fixed_port", 30000}}}}) == "open");
  CHECK(open("24158", {{"wmi", {{"standalone_host", "unknown"}}}}) == "unknown");
}

TEST_CASE("both ends need one IP version, and WMI speaks IPv6 from Vista on (S1-20, C-10, B-NAME-05, B-NAME-07)") {
  constexpr auto fact = "network.common_ip_version";
  const auto common = [&](const Json& client, const Json& other, const char* family = "any") {
    return plain_value({{"hosts", {{"CLIENT", client}, {"TARGET", other}}}, {"connection", {{"address_family", family}}}}, fact);
  };
  const Json both = Json::object(), only4{{"ipv6", false}}, only6{{"ipv4", false}};
  CHECK(common(both, both) == "true");
  CHECK(common(only4, only4) == "true");
  CHECK(common(only6, only6) == "true");
  CHECK(common(only4, only6) == "false");
  CHECK(common(both, only6) == "true");
  CHECK(common(only4, both, "ipv6") == "false");
  CHECK(common(only6, both, "ipv4") == "false");
  CHECK(common({{"ipv4", "unknown"}}, only4) == "unknown");
  CHECK(common(both, {{"os", "windows-xp"}, {"ipv4", false}, {"ipv6", true}}) == "false");
}

TEST_CASE("which identity the target knows (B-AUTH-02, B-AUTH-21, B-AUTH-24, B-AUTH-25, B-AUTH-27, B-AUTH-28)") {
  constexpr auto fact = "trust.target_accepts_account";
  const Json workgroup{{"member_of", nullptr}, {"workgroup", "W"}};
  const auto as = [&](const Json& account, const Json& client = Json::object(), const Json& other = Json::object()) {
    return plain_value({{"accounts", {{"someone", account}}}, {"hosts", {{"CLIENT", client}, {"TARGET", other}}}, {"connection", {{"account", "someone"}}}}, fact);
  };
  const Json domain_account{{"kind", "domain"}, {"domain", "corp.example"}};
  CHECK(as(domain_account) == "true");
  CHECK(as(domain_account, workgroup) == "true");
  CHECK(as(domain_account, Json::object(), workgroup) == "false");
  CHECK(as({{"kind", "local"}, {"host", "TARGET"}}) == "true");
  CHECK(as({{"kind", "local"}, {"host", "CLIENT"}}) == "false");
  CHECK(as({{"kind", "local-system"}}) == "true");
  CHECK(as({{"kind", "network-service"}}, workgroup) == "false");
  CHECK(as({{"kind", "local-service"}}) == "false");
  CHECK(as({{"kind", "unknown"}}) == "unknown");
}

TEST_CASE("an account of the client works where the target has its twin (B-AUTH-02)") {
  constexpr auto fact = "trust.target_accepts_account";
  const auto with = [&](const Json& accounts) { return plain_value({{"accounts", accounts}, {"connection", {{"account", "CLIENT\\ann"}}}}, fact); };
  CHECK(with({{"CLIENT\\ann", {{"same_password_as", "TARGET\\ann"}}}, {"TARGET\\ann", Json::object()}}) == "true");
  CHECK(with({{"CLIENT\\ann", Json::object()}, {"TARGET\\ann", Json::object()}}) == "unknown");
  CHECK(with({{"CLIENT\\ann", Json::object()}, {"TARGET\\bob", Json::object()}}) == "false");
}

TEST_CASE("the exceptions of client Windows admit the own subnet only, but for domain networks (B-NET-16, B-NET-17)") {
  const auto admitted = [](const char* os, const char* profile, const Json& client_addresses) {
    Json scenario = target_firewall({{"wmi_group", true}, {"active_profile", profile}});
    scenario["hosts"]["TARGET"]["os"] = os;
    scenario["hosts"]["TARGET"]["edition"] = nullptr;
    scenario["hosts"]["TARGET"]["addresses"] = Json::array({"192.0.2.10/24"});
    if (!client_addresses.is_null()) scenario["hosts"]["CLIENT"]["addresses"] = client_addresses;
    return plain_value(scenario, mapper);
  };
  for (const char* profile : {"private", "public"}) {
    CAPTURE(profile);
    CHECK(admitted("windows-10", profile, Json::array({"192.0.2.99"})) == "true");
    CHECK(admitted("windows-10", profile, Json::array({"198.51.100.7"})) == "false");
    CHECK(admitted("windows-10", profile, Json::array({"2001:db8::1"})) == "unknown");
    CHECK(admitted("windows-10", profile, nullptr) == "unknown");
    CHECK(admitted("windows-server-2019", profile, Json::array({"198.51.100.7"})) == "true");
  }
  CHECK(admitted("windows-10", "domain", Json::array({"198.51.100.7"})) == "true");
  CHECK(admitted("windows-10", "unknown", Json::array({"198.51.100.7"})) == "unknown");
}

TEST_CASE("one subnet is told by addresses with a prefix, two by addresses or by zones") {
  const auto same = [](const Json& client, const Json& target, bool zones = false) {
    Json scenario{{"hosts", {{"CLIENT", {{"addresses", client}}}, {"TARGET", {{"addresses", target}}}}}};
    if (zones) {
      scenario["zones"] = {{"a", Json::object()}, {"b", Json::object()}};
      scenario["hosts"]["CLIENT"]["zone"] = "a";
      scenario["hosts"]["TARGET"]["zone"] = "b";
    }
    return plain_value(scenario, "network.same_subnet");
  };
  const auto list = [](std::initializer_list<const char*> l) { return Json(l); };
  CHECK(same(list({"10.1.2.3"}), list({"10.1.9.9/16"})) == "true");
  CHECK(same(list({"10.1.2.3"}), list({"10.1.9.9/24"})) == "false");
  CHECK(same(list({"10.9.9.9", "10.1.2.3/8"}), list({"172.16.0.1/12", "10.1.2.1/24"})) == "true");
  CHECK(same(list({"2001:db8:1::5"}), list({"2001:db8:1::9/64"})) == "true");
  CHECK(same(list({"2001:db8:2::5"}), list({"2001:db8:1::9/64"})) == "false");
  CHECK(same(list({"10.1.2.3"}), list({"10.1.2.4"})) == "unknown");
  CHECK(same(list({"10.1.2.3"}), list({"10.1.2.4/99"})) == "unknown");
  CHECK(same(list({"10.1.2.3"}), list({"10.1.2.4"}), true) == "false");
}
