// SPDX-License-Identifier: Apache-2.0
// Kerberos or NTLM, which NTLM, clocks, user rights and WinRM's admission. Worked out from the statements named in each title.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"

using namespace wmireach;
using tests::Json;
using tests::plain_value;

namespace {

std::string service(const Json& patch) { return plain_value(patch, "request.used_authentication_service"); }
std::string kerberos(const Json& patch) { return plain_value(patch, "authentication.kerberos_possible"); }

Json target(const Json& facts) { return {{"hosts", {{"TARGET", facts}}}}; }
Json client(const Json& facts) { return {{"hosts", {{"CLIENT", facts}}}}; }
Json connection(const Json& facts) { return {{"connection", facts}}; }

Json joined(Json a, const Json& b) {
  a.merge_patch(b);
  return a;
}

}  // namespace

TEST_CASE("Kerberos needs a name with a service principal name (B-NAME-04, B-NAME-08, B-NAME-13)") {
  CHECK(kerberos(Json::object()) == "true");
  CHECK(kerberos(connection({{"address_form", "ip"}})) == "false");
  CHECK(kerberos(joined(connection({{"address_form", "ip"}}), {{"hosts", {{"CLIENT", {{"kerberos", {{"try_ip_spn", true}}}}}, {"TARGET", {{"kerberos", {{"ip_spn", true}}}}}}}})) == "true");
  CHECK(kerberos(joined(connection({{"address_form", "ip"}}), client({{"kerberos", {{"try_ip_spn", true}}}}))) == "false");
  CHECK(kerberos(connection({{"address_form", "alias"}})) == "false");
  CHECK(kerberos(joined(connection({{"address_form", "alias"}}), target({{"kerberos", {{"alias_spn", true}}}}))) == "true");
  CHECK(kerberos(target({{"kerberos", {{"spn_registered", false}}}})) == "false");
  CHECK(kerberos(target({{"kerberos", {{"spn_registered", "unknown"}}}})) == "unknown");
}

TEST_CASE("Kerberos needs a domain account, both computers in domains and a domain controller (B-NAME-12, B-AUTH-24)") {
  CHECK(kerberos(client({{"domain_controller_reachable", false}})) == "false");
  CHECK(kerberos(client({{"member_of", nullptr}, {"workgroup", "W"}})) == "false");
  CHECK(kerberos(target({{"member_of", nullptr}, {"workgroup", "W"}})) == "false");
  CHECK(service(target({{"member_of", nullptr}, {"workgroup", "W"}})) == "ntlm");
  CHECK(service(Json::object()) == "kerberos");
}

TEST_CASE("AES on every side, or RC4 while the domain issues it (B-AUTH-31, B-AUTH-32)") {
  const Json old_target = target({{"os", "windows-server-2003"}, {"edition", nullptr}, {"service_pack", 2}});
  CHECK(kerberos(joined(old_target, {{"as_of", "2025-01-01"}})) == "true");
  CHECK(kerberos(old_target) == "unknown");  // in November 2026 nobody knows whether the domain still issues RC4
  CHECK(kerberos(joined(old_target, {{"accounts", {{"CORP\\admin", {{"domain_allows_rc4", false}}}}}})) == "false");
  CHECK(kerberos({{"accounts", {{"CORP\\admin", {{"aes_keys", false}, {"domain_allows_rc4", false}}}}}}) == "false");
  CHECK(kerberos({{"accounts", {{"CORP\\admin", {{"domain_allows_rc4", false}}}}}}) == "true");
}

TEST_CASE("what a client sends and whoever verifies takes (B-AUTH-13, B-AUTH-14, B-AUTH-15, B-AUTH-16)") {
  const auto accepted = [](int sent, int taken, bool local) {
    Json s{{"hosts", {{"CLIENT", {{"lm_compatibility_level", sent}}}, {"TARGET", {{"lm_compatibility_level", local ? taken : 0}}}}},
           {"accounts", {{"CORP\\admin", {{"domain_lm_compatibility_level", local ? 0 : taken}}}, {"TARGET\\ann", {{"groups", {{"TARGET", {"Administrators"}}}}}}}}};
    if (local) s["connection"] = {{"account", "TARGET\\ann"}};
    s["hosts"]["TARGET"]["os"] = "windows-server-2019";
    s["hosts"]["TARGET"]["edition"] = nullptr;
    return plain_value(s, "authentication.ntlm_version_accepted") == "true";
  };
  for (const bool local : {false, true})
    for (int sent = 0; sent <= 5; ++sent)
      for (int taken = 0; taken <= 5; ++taken) {
        CAPTURE(local, sent, taken);
        CHECK(accepted(sent, taken, local) == (sent >= 3 || taken <= 4));  // NTLMv2 always, NTLM below level 5
      }
  const auto on_2025 = [](int sent) {
    return plain_value({{"hosts", {{"CLIENT", {{"lm_compatibility_level", sent}}}, {"TARGET", {{"os", "windows-server-2025"}, {"edition", nullptr}}}}}}, "authentication.ntlm_version_accepted");
  };
  CHECK(on_2025(2) == "false");
  CHECK(on_2025(3) == "true");
}

TEST_CASE("clocks are compared with the tolerance of the domain (B-AUTH-19)") {
  const auto agree = [](int seconds, const Json& account = Json::object()) {
    return plain_value({{"hosts", {{"CLIENT", {{"clock_offset_seconds", seconds}}}}}, {"accounts", {{"CORP\\admin", account}}}}, "authentication.clocks_agree");
  };
  CHECK(agree(300) == "true");
  CHECK(agree(301) == "false");
  CHECK(agree(301, {{"clock_tolerance_minutes", 6}}) == "true");
}

TEST_CASE("user rights name accounts, groups and well-known principals (B-AUTH-07, B-AUTH-08, B-AUTH-10)") {
  const auto denied = [](const Json& list, const char* account) {
    return plain_value({{"hosts", {{"TARGET", {{"user_rights", {{"deny_network_logon", list}}}}}}},
                        {"accounts", {{"TARGET\\ann", {{"groups", {{"TARGET", {"Administrators"}}}}}}, {"TARGET\\bob", {{"groups", {{"TARGET", Json::array()}}}}}}},
                        {"connection", {{"account", account}}}},
                       "account.network_logon_denied");
  };
  CHECK(denied({"S-1-5-113"}, "TARGET\\ann") == "true");
  CHECK(denied({"S-1-5-113"}, "CORP\\admin") == "false");
  CHECK(denied({"S-1-5-114"}, "TARGET\\ann") == "true");  // a filtered administrator is one all the same
  CHECK(denied({"S-1-5-114"}, "TARGET\\bob") == "false");
  CHECK(denied({"Guests"}, "TARGET\\bob") == "false");
  CHECK(denied({"CORP\\admin"}, "CORP\\admin") == "true");
  CHECK(denied("unknown", "CORP\\admin") == "unknown");
  const auto right = [](const Json& list) { return plain_value({{"hosts", {{"TARGET", {{"user_rights", {{"network_logon", list}}}}}}}}, "account.network_logon_right"); };
  CHECK(right({"S-1-5-32-544"}) == "true");
  CHECK(right({"Backup Operators"}) == "false");
  CHECK(plain_value(Json::object(), "account.network_logon_right") == "true");
}

TEST_CASE("WinRM admits administrators and Remote Management Users, and its own group up to Server 2012 (B-WINRM-04, B-UAC-11)") {
  const auto admitted = [](const char* os, const char* group) {
    return plain_value({{"hosts", {{"TARGET", {{"os", os}, {"edition", nullptr}}}}}, {"accounts", {{"CORP\\admin", {{"groups", {{"*", {group}}}}}}}}}, "token.ws_man_admitted");
  };
  CHECK(admitted("windows-server-2012", "WinRMRemoteWMIUsers__") == "true");
  CHECK(admitted("windows-server-2012-r2", "WinRMRemoteWMIUsers__") == "false");
  CHECK(admitted("windows-server-2019", "Remote Management Users") == "true");
  CHECK(admitted("windows-server-2019", "Administrators") == "true");
  CHECK(admitted("windows-server-2019", "Distributed COM Users") == "false");
}

TEST_CASE("a program runs as an account that its computer can log on (S1-18)") {
  const auto runs = [](const Json& patch) { return plain_value(patch, "account.runs_on_client"); };
  CHECK(runs(Json::object()) == "true");
  CHECK(runs(client({{"member_of", nullptr}, {"workgroup", "W"}})) == "false");
  CHECK(runs(client({{"member_of", "unknown"}})) == "unknown");
  const Json foreign{{"accounts", {{"TARGET\\ann", Json::object()}, {"CLIENT\\ann", Json::object()}}}, {"connection", {{"account", "TARGET\\ann"}}}};
  CHECK(runs(foreign) == "false");
  CHECK(runs(joined(foreign, {{"accounts", {{"CLIENT\\ann", {{"same_password_as", "TARGET\\ann"}}}}}})) == "true");
  CHECK(plain_value(foreign, "request.credentials") == "explicit");
  CHECK(plain_value(Json::object(), "request.credentials") == "current");
}
