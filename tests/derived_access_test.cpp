// SPDX-License-Identifier: Apache-2.0
// Tokens, DCOM rights and namespace rights. The expectations are worked out from the documents named in each title.
#include <catch2/catch.hpp>

#include "rules/derived/derived.hpp"
#include "tests/generators/estates.hpp"

using namespace wmireach;
using tests::Json;
using tests::plain_value;

namespace {

// The local account TARGET\user with the given groups on the target, and facts of account and target.
Json local_user(const Json& groups, const Json& account = Json::object(), const Json& target = Json::object()) {
  Json user{{"kind", "local"}};
  if (!groups.is_null()) user["groups"] = {{"TARGET", groups}};
  user.merge_patch(account);
  return {{"accounts", {{"TARGET\\user", user}}}, {"hosts", {{"TARGET", target}}}, {"connection", {{"account", "TARGET\\user"}}}};
}

Json domain_user(const Json& groups, const Json& target = Json::object()) {
  Json user{{"kind", "domain"}};
  if (!groups.is_null()) user["groups"] = {{"TARGET", groups}};
  return {{"accounts", {{"CORP\\user", user}}}, {"hosts", {{"TARGET", target}}}, {"connection", {{"account", "CORP\\user"}}}};
}

const Json administrators = Json::array({"Administrators"}), nobody = Json::array();

Json rights_of(const std::string& principal, std::initializer_list<const char*> rights) {
  return {{"dcom", {{"launch", {{principal, Json(rights)}}}}}};
}

}  // namespace

TEST_CASE("a token is filtered for exactly these combinations (S3-18, S3-19, S3-20, S4-21, B-UAC-01, -02, -05, -06, -09)") {
  for (int bits = 0; bits < 64; ++bits) {
    const bool local = bits & 1, administrator = bits & 2, uac = bits & 4, policy = bits & 8, builtin = bits & 16, approval_mode = bits & 32;
    if (builtin && !local) continue;  // no domain account is the built-in Administrator of a computer
    const Json target{{"uac", {{"enabled", uac}, {"local_account_token_filter_policy", policy}, {"filter_administrator_token", approval_mode}}}};
    const Json groups = administrator ? administrators : nobody;
    const Json scenario = local ? local_user(groups, {{"builtin_administrator", builtin}}, target) : domain_user(groups, target);
    const bool excepted = builtin && !approval_mode;
    const bool in_administrators = administrator || builtin;
    CAPTURE(local, administrator, uac, policy, builtin, approval_mode);
    CHECK(plain_value(scenario, "token.filtered") == (local && in_administrators && uac && !policy && !excepted ? "true" : "false"));
  }
}

TEST_CASE("no token is filtered on a release without UAC (S0-19, S0-21)") {
  for (const char* os : {"windows-2000", "windows-xp", "windows-server-2003"}) {
    const Json scenario = local_user(administrators, Json::object(), {{"os", os}, {"edition", nullptr}});
    CHECK(plain_value(scenario, "token.filtered") == "false");
    CHECK(plain_value(scenario, "token.administrator") == "true");
  }
}

TEST_CASE("one unknown decides only where the others leave it open") {
  const auto filtered = [](const Json& account, const Json& uac, const Json& groups = administrators) {
    return plain_value(local_user(groups, account, {{"uac", uac}}), "token.filtered");
  };
  const Json none = Json::object();
  CHECK(filtered(none, {{"enabled", "unknown"}}) == "unknown");
  CHECK(filtered(none, {{"local_account_token_filter_policy", "unknown"}}) == "unknown");
  CHECK(filtered(none, {{"local_account_token_filter_policy", "unknown"}, {"enabled", false}}) == "false");
  CHECK(filtered({{"builtin_administrator", "unknown"}}, none) == "unknown");
  CHECK(filtered({{"builtin_administrator", "unknown"}}, {{"filter_administrator_token", true}}) == "true");
  CHECK(filtered(none, none, nullptr) == "unknown");
  CHECK(filtered(none, {{"enabled", false}}, nullptr) == "false");
}

TEST_CASE("whether an account is an administrator stays open while it may be the built-in one") {
  const Json scenario = local_user(nobody, {{"builtin_administrator", "unknown"}});
  CHECK(plain_value(scenario, "account.administrator_on_target") == "unknown");
}

TEST_CASE("groups of an account: its own, through domain groups, and not stated") {
  constexpr auto fact = "account.administrator_on_target";
  CHECK(plain_value(domain_user(administrators), fact) == "true");
  CHECK(plain_value(domain_user(nobody), fact) == "false");
  CHECK(plain_value(domain_user(nullptr), fact) == "unknown");
  CHECK(plain_value(domain_user("unknown"), fact) == "unknown");
  const auto through = [&](const Json& groups) {
    Json scenario = domain_user(nullptr);
    scenario["accounts"]["CORP\\user"]["member_of"] = Json::array({"CORP\\inner"});
    scenario["groups"] = groups;
    return plain_value(scenario, fact);
  };
  CHECK(through({{"CORP\\inner", {{"groups", {{"*", administrators}}}}}}) == "true");
  CHECK(through({{"CORP\\inner", {{"member_of", {"CORP\\outer"}}}}, {"CORP\\outer", {{"groups", {{"TARGET", administrators}}}}}}) == "true");
  CHECK(through({{"CORP\\inner", {{"groups", {{"TARGET", nobody}}}}}}) == "false");
  CHECK(through({{"CORP\\inner", {{"groups", {{"CLIENT", administrators}}}}}}) == "unknown");
  CHECK(through(Json::object()) == "unknown");
}

TEST_CASE("Domain Admins are administrators of their domain's members") {
  const auto admin = [](const Json& target, const Json& own_groups) {
    Json scenario = domain_user(own_groups, target);
    scenario["accounts"]["CORP\\user"]["member_of"] = Json::array({"CORP\\Domain Admins"});
    return plain_value(scenario, "account.administrator_on_target");
  };
  const Json member = Json::object(), workgroup{{"member_of", nullptr}, {"workgroup", "W"}}, open{{"member_of", "unknown"}};
  CHECK(admin(member, nullptr) == "true");
  CHECK(admin(member, nobody) == "true");
  CHECK(admin(workgroup, nobody) == "false");
  CHECK(admin(open, nullptr) == "unknown");
}

TEST_CASE("whether Domain Admins are administrators stays open while the target's membership is") {
  Json scenario = domain_user(nobody, {{"member_of", "unknown"}});
  scenario["accounts"]["CORP\\user"]["member_of"] = Json::array({"CORP\\Domain Admins"});
  CHECK(plain_value(scenario, "account.administrator_on_target") == "unknown");
}

TEST_CASE("whether a twin is taken stays open while the target's membership is (B-AUTH-02)") {
  const auto is_local = [](const Json& target) {
    return plain_value({{"accounts", {{"CORP\\ann", {{"same_password_as", "TARGET\\ann"}}}, {"TARGET\\ann", Json::object()}}},
                        {"hosts", {{"TARGET", target}}},
                        {"connection", {{"account", "CORP\\ann"}}}},
                       "account.is_local_to_target");
  };
  REQUIRE(is_local(Json::object()) == "false");
  REQUIRE(is_local({{"member_of", nullptr}, {"workgroup", "W"}}) == "true");
  CHECK(is_local({{"member_of", "unknown"}}) == "unknown");
}

TEST_CASE("groups that refer to each other end the search") {
  Json scenario = domain_user(nullptr);
  scenario["accounts"]["CORP\\user"]["member_of"] = Json::array({"CORP\\a"});
  scenario["groups"] = {{"CORP\\a", {{"member_of", {"CORP\\b"}}, {"groups", {{"*", nobody}}}}},
                        {"CORP\\b", {{"member_of", {"CORP\\a"}}, {"groups", {{"*", nobody}}}}}};
  CHECK(plain_value(scenario, "account.administrator_on_target") == "false");
}

TEST_CASE("administrators may launch remotely by default, others not (S2-04, S3-05, B-DCOM-08)") {
  CHECK(plain_value(domain_user(administrators), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(administrators), "token.remote_activation") == "true");
  CHECK(plain_value(domain_user(nobody), "token.remote_launch") == "false");
  CHECK(plain_value(domain_user(nobody), "token.remote_activation") == "false");
  CHECK(plain_value(domain_user(nullptr), "token.remote_launch") == "unknown");
  CHECK(plain_value(local_user(administrators), "token.remote_launch") == "false");  // filtered: S4-23
}

TEST_CASE("everyone may call remotely by default (B-DCOM-11)") {
  CHECK(plain_value(domain_user(nobody), "token.remote_access") == "true");
  CHECK(plain_value(domain_user(nobody, {{"dcom", {{"access", {{"Everyone", Json::array({"local-access"})}}}}}}), "token.remote_access") == "false");
}

TEST_CASE("Distributed COM Users may launch and call from 2003 SP1 and Vista on, on XP SP2 they may not (B-DCOM-09, B-DCOM-10)") {
  const Json members = Json::array({"Distributed COM Users"});
  CHECK(plain_value(domain_user(members), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(members, {{"os", "windows-server-2003"}, {"edition", nullptr}, {"service_pack", 1}}), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(members, {{"os", "windows-xp"}, {"service_pack", 2}}), "token.remote_launch") == "false");
}

TEST_CASE("before XP SP2 and 2003 SP1 there is no machine-wide limit (B-DCOM-12)") {
  CHECK(plain_value(domain_user(nobody, {{"os", "windows-xp"}, {"service_pack", 1}}), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(nobody, {{"os", "windows-xp"}, {"service_pack", 2}}), "token.remote_launch") == "false");
  CHECK(plain_value(domain_user(nobody, {{"os", "windows-xp"}}), "token.remote_launch") == "unknown");
  CHECK(plain_value(domain_user(nobody, {{"os", "windows-2000"}, {"edition", nullptr}}), "token.remote_launch") == "true");
}

TEST_CASE("an entry for the account or a group of it grants what it names, and no more (S2-03, S4-23)") {
  CHECK(plain_value(domain_user(nobody, rights_of("CORP\\user", {"remote-launch"})), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(nobody, rights_of("corp\\USER", {"remote-launch"})), "token.remote_launch") == "true");
  CHECK(plain_value(domain_user(nobody, rights_of("CORP\\user", {"remote-launch"})), "token.remote_activation") == "false");
  CHECK(plain_value(domain_user(nobody, rights_of("CORP\\other", {"remote-launch"})), "token.remote_launch") == "false");
  CHECK(plain_value(domain_user(Json::array({"WMI Readers"}), rights_of("WMI Readers", {"remote-launch"})), "token.remote_launch") == "true");
  CHECK(plain_value(local_user(administrators, Json::object(), rights_of("TARGET\\user", {"remote-launch"})), "token.remote_launch") == "true");
}

TEST_CASE("a filtered token keeps nothing that is granted to Administrators (S4-23, C-12)") {
  const Json target = rights_of("Administrators", {"remote-launch", "remote-activation"});
  CHECK(plain_value(local_user(administrators, Json::object(), target), "token.remote_launch") == "false");
  CHECK(plain_value(domain_user(administrators, target), "token.remote_launch") == "true");
}

TEST_CASE("by default administrators hold Remote Enable, others not; all hold Enable Account and Execute Methods (B-WMI-03)") {
  CHECK(plain_value(domain_user(administrators), "namespace.remote_enable") == "true");
  CHECK(plain_value(domain_user(nobody), "namespace.remote_enable") == "false");
  CHECK(plain_value(local_user(administrators), "namespace.remote_enable") == "false");
  for (const char* right : {"namespace.enable_account", "namespace.execute_methods"}) CHECK(plain_value(domain_user(nobody), right) == "true");
}

TEST_CASE("default rights of a namespace are an assumption, and unknown without assumptions") {
  for (const char* right : {"namespace.enable_account", "namespace.execute_methods", "namespace.remote_enable"}) {
    CAPTURE(right);
    CHECK(plain_value(domain_user(nobody), right, false) == "unknown");
  }
}

TEST_CASE("an entry on the namespace counts, one on its parent only where it is inherited (S3-07, B-WMI-06)") {
  constexpr auto fact = "namespace.remote_enable";
  const auto with = [&](const Json& namespaces) {
    Json scenario = domain_user(nobody, {{"namespaces", namespaces}});
    scenario["connection"]["namespace"] = "root\\cimv2";
    return plain_value(scenario, fact);
  };
  const Json right = Json::array({"enable-account", "remote-enable"});
  const Json inherited{{"allow", right}, {"subnamespaces", true}};
  CHECK(with({{"root\\cimv2", {{"rights", {{"CORP\\user", right}}}}}}) == "true");
  CHECK(with({{"ROOT/CIMV2", {{"rights", {{"CORP\\user", right}}}}}}) == "true");
  CHECK(with({{"root", {{"rights", {{"CORP\\user", right}}}}}}) == "false");
  CHECK(with({{"root", {{"rights", {{"CORP\\user", inherited}}}}}}) == "true");
  CHECK(with({{"root\\default", {{"rights", {{"CORP\\user", inherited}}}}}}) == "false");
  CHECK(with({{"root\\cimv2", {{"rights", {{"CORP\\user", Json::array({"enable-account"})}}}}}}) == "false");
}

TEST_CASE("namespaces that every Windows has, that a host lists, and that nobody names (S3-06, B-WMI-20)") {
  const auto exists = [](const std::string& name, const Json& namespaces = Json::object(), bool assumptions = true) {
    return plain_value({{"connection", {{"namespace", name}}}, {"hosts", {{"TARGET", {{"namespaces", namespaces}}}}}}, "namespace.exists", assumptions);
  };
  CHECK(exists("root\\cimv2") == "true");
  CHECK(exists("ROOT\\CIMV2") == "true");
  CHECK(exists("root\\cimv2", Json::object(), false) == "unknown");
  CHECK(exists("root\\vendor") == "unknown");
  CHECK(exists("root\\vendor", {{"root\\vendor", Json::object()}}) == "true");
  CHECK(exists("root\\vendor", {{"root\\vendor", {{"exists", false}}}}) == "false");
  CHECK(exists("root\\cimv2", {{"root\\cimv2", {{"exists", "unknown"}}}}) == "unknown");
}

TEST_CASE("encryption is as stated, else by design for two namespaces (B-WMI-09, B-WMI-11, B-WMI-12)") {
  const auto encrypted = [](const std::string& name, const Json& namespaces = Json::object(), bool assumptions = true) {
    return plain_value({{"connection", {{"namespace", name}}}, {"hosts", {{"TARGET", {{"namespaces", namespaces}}}}}}, "namespace.requires_encryption", assumptions);
  };
  CHECK(encrypted("root\\cimv2") == "false");
  CHECK(encrypted("root\\MSCluster") == "true");
  CHECK(encrypted("root\\cimv2\\TerminalServices") == "true");
  CHECK(encrypted("root\\cimv2", {{"root\\cimv2", {{"requires_encryption", true}}}}) == "true");
  CHECK(encrypted("root\\MSCluster", {{"root\\MSCluster", {{"requires_encryption", false}}}}) == "false");
  CHECK(encrypted("root\\cimv2", {{"root\\cimv2", {{"requires_encryption", "unknown"}}}}) == "unknown");
  CHECK(encrypted("root\\cimv2", Json::object(), false) == "unknown");
}

TEST_CASE("editions that are no remote targets (S0-22, S2-06, C-05)") {
  const auto is_target = [](const std::string& os, const Json& edition) {
    return plain_value({{"hosts", {{"TARGET", {{"os", os}, {"edition", edition}, {"member_of", nullptr}, {"workgroup", "W"}}}}}}, "target.edition_is_remote_target");
  };
  CHECK(is_target("windows-xp-home", nullptr) == "false");
  CHECK(is_target("windows-xp", nullptr) == "true");
  CHECK(is_target("windows-vista", "home-basic") == "false");
  CHECK(is_target("windows-7", "starter") == "false");
  CHECK(is_target("windows-7", "pro") == "true");
  CHECK(is_target("windows-10", "home") == "false");
  CHECK(is_target("windows-10", "pro") == "true");
  CHECK(is_target("windows-10", nullptr) == "unknown");
  CHECK(is_target("windows-server-2019", nullptr) == "true");
}

TEST_CASE("with a twin the target looks at its own account: enabled, built-in (B-AUTH-02)") {
  const auto fact = [](const Json& caller, const Json& twin, const char* name) {
    Json own = twin, other = caller;
    other["same_password_as"] = "TARGET\\ann";
    return plain_value({{"accounts", {{"CLIENT\\ann", other}, {"TARGET\\ann", own}}}, {"connection", {{"account", "CLIENT\\ann"}}}}, name);
  };
  CHECK(fact({{"enabled", true}}, {{"enabled", false}}, "account.enabled") == "false");
  CHECK(fact({{"enabled", false}}, Json::object(), "account.enabled") == "true");
  CHECK(fact({{"builtin_administrator", true}}, {{"builtin_administrator", false}}, "account.builtin_administrator") == "false");
  CHECK(fact(Json::object(), {{"builtin_administrator", true}}, "account.builtin_administrator") == "true");
}

TEST_CASE("an entry for Administrators takes the place of their default rights on a namespace (B-WMI-03)") {
  const auto remote = [](const Json& rights, const Json& groups) {
    Json scenario = domain_user(groups);
    scenario["hosts"]["TARGET"]["namespaces"] = {{"root\\cimv2", {{"rights", {{"Administrators", rights}}}}}};
    return plain_value(scenario, "namespace.remote_enable");
  };
  CHECK(remote({"enable-account"}, administrators) == "false");
  CHECK(remote({"enable-account", "remote-enable"}, administrators) == "true");
  CHECK(remote({"enable-account", "remote-enable"}, nobody) == "false");
}
