// SPDX-License-Identifier: Apache-2.0
// Authentication and impersonation levels. The expectations are worked out from the documents named in each title.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"

using wmireach::tests::Json;
using wmireach::tests::plain_scenario;
using wmireach::tests::plain_value;
using wmireach::tests::value;

namespace {

constexpr auto authentication = "request.effective_authentication_level";
constexpr auto impersonation = "request.effective_impersonation_level";
constexpr auto activation = "request.activation_level";
constexpr auto service = "request.used_authentication_service";

// A patch: the tool, the level it asks for ("" for none), and facts of the two hosts.
Json request(const std::string& api, const std::string& level = "", const Json& client = Json::object(), const Json& target = Json::object()) {
  Json connection{{"api", api}};
  if (api == "cimsession") connection["protocol"] = "dcom";
  if (!level.empty()) connection["authentication_level"] = level;
  return {{"connection", connection}, {"hosts", {{"CLIENT", client}, {"TARGET", target}}}};
}

const std::vector<std::string> tools{"moniker", "swbemlocator", "iwbemlocator", "system-management", "get-wmiobject", "wmic", "cimsession", "wbemtest"};

bool negotiates(const std::string& tool) { return tool == "moniker" || tool == "swbemlocator" || tool == "iwbemlocator" || tool == "system-management"; }

Json windows_2000(const std::string& service_pack = "4") { return {{"os", "windows-2000-server"}, {"edition", nullptr}, {"service_pack", std::stoi(service_pack)}}; }
Json xp() { return {{"os", "windows-xp"}, {"service_pack", 3}}; }

}  // namespace

TEST_CASE("a tool that sets nothing: scripts, C++ and .NET negotiate (S0-17, B-API-15, B-API-18, B-API-20), the others fix a level (B-API-03, B-API-06, B-API-09, B-API-33)") {
  for (const auto& tool : tools) {
    CAPTURE(tool);
    const std::string expected = negotiates(tool) ? "pkt" : tool == "wbemtest" ? "pkt" : "pkt-privacy";
    CHECK(plain_value(request(tool), authentication) == expected);
    CHECK(plain_value(request(tool, "unset"), authentication) == expected);
    CHECK(plain_value(request(tool), "request.level_is_explicit") == (negotiates(tool) ? "false" : "true"));
  }
}

TEST_CASE("the level 'default' is negotiated whatever the tool (B-API-17, B-DCOM-05)") {
  for (const auto& tool : tools) {
    CAPTURE(tool);
    CHECK(plain_value(request(tool, "default"), authentication) == "pkt");
    CHECK(plain_value(request(tool, "default"), "request.level_is_explicit") == "false");
  }
}

TEST_CASE("a level that the caller sets is taken as it is, and call is carried out as pkt (B-DCOM-05, B-DCOM-06)") {
  const std::vector<std::pair<std::string, std::string>> levels{{"none", "none"}, {"connect", "connect"}, {"call", "pkt"},
                                                                {"pkt", "pkt"},   {"pkt-integrity", "pkt-integrity"}, {"pkt-privacy", "pkt-privacy"}};
  for (const auto& tool : tools)
    for (const auto& [asked, used] : levels) {
      CAPTURE(tool, asked);
      CHECK(plain_value(request(tool, asked), authentication) == used);
      CHECK(plain_value(request(tool, asked), "request.level_is_explicit") == "true");
    }
}

TEST_CASE("negotiation takes the higher of the client's default and the target's demand (B-DCOM-05, C-01)") {
  const auto with_default = [](const std::string& level) { return Json{{"dcom", {{"default_authentication_level", level}}}}; };
  CHECK(plain_value(request("moniker", "", with_default("connect")), authentication) == "pkt");
  CHECK(plain_value(request("moniker", "", with_default("none")), authentication) == "pkt");
  CHECK(plain_value(request("moniker", "", with_default("pkt-privacy")), authentication) == "pkt-privacy");
  CHECK(plain_value(request("moniker", "", with_default("unknown")), authentication) == "unknown");
  CHECK(plain_value(request("moniker", "", Json::object(), windows_2000()), authentication) == "connect");  // S0-14
  CHECK(plain_value(request("moniker", "", Json::object(), xp()), authentication) == "pkt");               // S0-15
  CHECK(plain_value(request("moniker", "", Json::object(), {{"os", "windows-server-2003"}, {"edition", "standard"}}), authentication) == "pkt");  // S0-16
}

TEST_CASE("a Windows 2000 client offers its own default and has to ask for pkt (S0-06)") {
  CHECK(plain_value(request("moniker", "", windows_2000(), xp()), authentication) == "connect");
  CHECK(plain_value(request("moniker", "default", windows_2000(), xp()), authentication) == "connect");
  CHECK(plain_value(request("moniker", "pkt", windows_2000(), xp()), authentication) == "pkt");
  CHECK(plain_value(request("swbemlocator", "", windows_2000(), windows_2000()), authentication) == "connect");
}

TEST_CASE("a local connection uses pkt-privacy (S0-20)") {
  const Json local{{"connection", {{"to", "CLIENT"}}}};
  CHECK(plain_value(local, authentication) == "pkt-privacy");
  CHECK(plain_value(local, "request.transport") == "local");
}

TEST_CASE("the impersonation level that a tool uses by itself (B-API-03, B-API-06, B-API-09, B-API-15, B-API-18, B-API-20, B-API-33)") {
  for (const auto& tool : tools) {
    CAPTURE(tool);
    CHECK(plain_value(request(tool), impersonation) == (tool == "iwbemlocator" ? "identify" : "impersonate"));
  }
}

TEST_CASE("only C++ takes the machine's default impersonation level (S3-17, C-02, B-DCOM-03)") {
  const Json machine{{"dcom", {{"default_impersonation_level", "delegate"}}}};
  CHECK(plain_value(request("iwbemlocator", "", machine), impersonation) == "delegate");
  CHECK(plain_value(request("moniker", "", machine), impersonation) == "impersonate");
  CHECK(plain_value(request("get-wmiobject", "", machine), impersonation) == "impersonate");
}

TEST_CASE("a stated impersonation level counts, and anonymous is raised to identify (B-API-16)") {
  const auto asked = [](const std::string& level) { return Json{{"connection", {{"impersonation_level", level}}}}; };
  CHECK(plain_value(asked("anonymous"), impersonation) == "identify");
  CHECK(plain_value(asked("identify"), impersonation) == "identify");
  CHECK(plain_value(asked("impersonate"), impersonation) == "impersonate");
  CHECK(plain_value(asked("delegate"), impersonation) == "delegate");
  CHECK(plain_value(asked("unknown"), impersonation) == "unknown");
}

TEST_CASE("the client's update decides the level of the activation (B-DCOM-21)") {
  const auto client = [](const std::string& patched, const Json& raise, const std::string& level = "") {
    Json host{{"patched_to", patched}};
    if (!raise.is_null()) host["dcom"] = {{"raise_activation_level", raise}};
    return plain_value(request("moniker", level, host), activation);
  };
  CHECK(client("2022-11-08", nullptr) == "pkt-integrity");
  CHECK(client("2026-11-01", nullptr) == "pkt-integrity");
  CHECK(client("2022-11-08", nullptr, "connect") == "pkt-integrity");  // 2 raises every activation
  CHECK(client("2022-11-07", nullptr) == "pkt-integrity");             // 1 raises the default level
  CHECK(client("2022-11-07", nullptr, "connect") == "connect");        // and leaves a fixed one alone
  CHECK(client("2021-06-07", nullptr, "connect") == "connect");        // before the first update there is no switch
  CHECK(client("2026-11-01", 0, "connect") == "connect");
  CHECK(client("2026-11-01", 0, "pkt-privacy") == "pkt-privacy");
  CHECK(client("2022-11-07", 2, "connect") == "pkt-integrity");
  CHECK(client("2021-06-08", 2, "connect") == "pkt-integrity");
  CHECK(client("2021-06-07", 2, "connect") == "connect");  // nothing reads the value without the first update (B-DCOM-19)
  CHECK(client("unknown", 2, "connect") == "unknown");
  CHECK(client("2026-11-01", "unknown", "connect") == "unknown");
}

TEST_CASE("NT 4.0, 2000, XP before SP2 and 2003 before SP1 activate at connect (B-DCOM-23)") {
  const auto client = [](const std::string& os, const Json& service_pack, const Json& edition = nullptr) {
    Json host{{"os", os}, {"edition", edition}};
    if (!service_pack.is_null()) host["service_pack"] = service_pack;
    return plain_value(request("moniker", "", host), activation);
  };
  CHECK(client("windows-nt4-workstation", 6) == "connect");
  CHECK(client("windows-nt4-server", nullptr) == "connect");
  CHECK(client("windows-2000", 4) == "connect");
  CHECK(client("windows-xp", 0) == "connect");
  CHECK(client("windows-xp", 1) == "connect");
  CHECK(client("windows-server-2003", 0) == "connect");
}

TEST_CASE("XP SP2 and 2003 SP1 activate at the machine default, at least connect (B-DCOM-24)") {
  const auto client = [](const std::string& os, const Json& service_pack, const Json& edition = nullptr, const char* machine = "connect") {
    return plain_value(request("moniker", "", {{"os", os}, {"edition", edition}, {"service_pack", service_pack}, {"dcom", {{"default_authentication_level", machine}}}}), activation);
  };
  CHECK(client("windows-xp", 2) == "connect");
  CHECK(client("windows-xp", 3, nullptr, "pkt-privacy") == "pkt-privacy");
  CHECK(client("windows-xp", 3, nullptr, "none") == "connect");
  CHECK(client("windows-xp", "unknown") == "unknown");
  CHECK(client("windows-server-2003", 1) == "connect");
}

TEST_CASE("Vista activates at the machine default, at least connect (B-DCOM-24)") {
  CHECK(plain_value(request("moniker", "", {{"os", "windows-vista"}, {"edition", "business"}, {"service_pack", 2}}), activation) == "connect");
}

TEST_CASE("the phases of the hardening on the target (B-DCOM-19, B-DCOM-20)") {
  const auto enforced = [](const std::string& patched, const Json& with_switch) {
    Json host{{"patched_to", patched}};
    if (!with_switch.is_null()) host["dcom"] = {{"require_integrity_activation", with_switch}};
    return plain_value({{"hosts", {{"TARGET", host}}}}, "target.dcom.hardening_enforced");
  };
  struct Row {
    const char* patched;
    const char *unset, *off, *on, *unknown;
  };
  const Row rows[] = {
      {"2021-06-07", "false", "false", "false", "false"},   {"2021-06-08", "false", "false", "true", "unknown"},
      {"2022-06-13", "false", "false", "true", "unknown"},  {"2022-06-14", "true", "false", "true", "unknown"},
      {"2023-03-13", "true", "false", "true", "unknown"},   {"2023-03-14", "true", "true", "true", "true"},
      {"2026-11-01", "true", "true", "true", "true"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.patched);
    CHECK(enforced(row.patched, nullptr) == row.unset);
    CHECK(enforced(row.patched, false) == row.off);
    CHECK(enforced(row.patched, true) == row.on);
    CHECK(enforced(row.patched, "unknown") == row.unknown);
  }
  CHECK(enforced("unknown", nullptr) == "unknown");
}

TEST_CASE("releases outside the update's list are never hardened (B-DCOM-22)") {
  const auto enforced = [](const std::string& os, const Json& edition) {
    return plain_value({{"hosts", {{"TARGET", {{"os", os}, {"edition", edition}}}}}}, "target.dcom.hardening_enforced");
  };
  CHECK(enforced("windows-xp", nullptr) == "false");
  CHECK(enforced("windows-server-2003", nullptr) == "false");
  CHECK(enforced("windows-vista", "business") == "false");
  CHECK(enforced("windows-8", "pro") == "false");
  CHECK(enforced("windows-server-2012", "standard") == "true");
  CHECK(enforced("windows-server-2025", "standard") == "true");
}

TEST_CASE("a release is taken to carry no update from after its end of support") {
  const Json host{{"hosts", {{"TARGET", {{"os", "windows-7"}, {"edition", "pro"}}}}}};
  CHECK(plain_value(host, "target.patched_to") == "2020-01-14");
  CHECK(plain_value(host, "target.dcom.hardening_enforced") == "false");
  CHECK(plain_value(Json::object(), "target.patched_to", false) == "unknown");
}

TEST_CASE("Kerberos between domain computers by name, NTLM by address, in a workgroup and for local accounts (C-16, B-NAME-04, B-NAME-08, B-AUTH-24)") {
  CHECK(plain_value(Json::object(), service) == "kerberos");
  CHECK(plain_value({{"connection", {{"address_form", "ip"}}}}, service) == "ntlm");
  CHECK(plain_value({{"connection", {{"address_form", "unknown"}}}}, service) == "unknown");
  CHECK(plain_value({{"hosts", {{"TARGET", {{"member_of", nullptr}, {"workgroup", "W"}}}}}}, service) == "ntlm");
  CHECK(plain_value({{"hosts", {{"CLIENT", {{"member_of", nullptr}, {"workgroup", "W"}}}}}}, service) == "ntlm");
  CHECK(plain_value({{"connection", {{"account", "TARGET\\local"}}}, {"accounts", {{"TARGET\\local", {{"kind", "local"}}}}}}, service) == "ntlm");
  CHECK(plain_value({{"hosts", {{"TARGET", {{"member_of", "unknown"}}}}}}, service) == "unknown");
}

TEST_CASE("what the caller fixes is used (S0-11, S1-13)") {
  CHECK(plain_value({{"connection", {{"authority", "ntlm"}}}}, service) == "ntlm");
  CHECK(plain_value({{"connection", {{"authority", "kerberos"}, {"address_form", "ip"}}}}, service) == "kerberos");
  CHECK(plain_value({{"connection", {{"authentication_service", "ntlm"}}}}, service) == "ntlm");
  CHECK(plain_value({{"connection", {{"authentication_service", "kerberos"}}}}, service) == "kerberos");
}

TEST_CASE("Kerberos crosses forest and parent-child trusts, and not an external one (B-AUTH-22)") {
  const auto over = [](const char* kind) {
    return plain_value({{"domains", {{"other.example", {{"netbios", "OTHER"}}}}},
                        {"trusts", Json::array({{{"trusting", "other.example"}, {"trusted", "corp.example"}, {"kind", kind}}})},
                        {"hosts", {{"TARGET", {{"member_of", "other.example"}}}}}},
                       service);
  };
  CHECK(over("forest") == "kerberos");
  CHECK(over("parent-child") == "kerberos");
  CHECK(over("shortcut") == "kerberos");
  CHECK(over("external") == "ntlm");
}

TEST_CASE("a CimSession is WS-Man unless DCOM is chosen, every other tool DCOM (C-15, B-API-01, B-API-02, B-API-05)") {
  CHECK(plain_value({{"connection", {{"api", "cimsession"}}}}, "request.transport") == "ws-man");
  CHECK(plain_value({{"connection", {{"api", "cimsession"}, {"protocol", "dcom"}}}}, "request.transport") == "dcom");
  CHECK(plain_value({{"connection", {{"api", "cimsession"}, {"protocol", "unknown"}}}}, "request.transport") == "unknown");
  CHECK(plain_value({{"connection", {{"api", "cimsession"}}}}, "request.transport", false) == "unknown");
  for (const auto& tool : tools)
    if (tool != "cimsession") CHECK(plain_value(request(tool), "request.transport") == "dcom");
}
