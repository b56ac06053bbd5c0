// SPDX-License-Identifier: Apache-2.0
// Members of local groups as a computer lists them: who is in the group, who is not, and what stays unknown.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"

using namespace wmireach;
using tests::Json;
using tests::plain_value;

namespace {

// The domain account CORP\user, of whose groups on the target nothing is stated but what `members` of Administrators there says.
std::string administrator(const Json& members, const Json& account = Json::object(), const Json& more = Json::object()) {
  Json user{{"kind", "domain"}};
  user.merge_patch(account);
  Json scenario{{"accounts", {{"CORP\\user", user}}}, {"hosts", {{"TARGET", {{"local_groups", {{"Administrators", members}}}}}}}, {"connection", {{"account", "CORP\\user"}}}};
  scenario.merge_patch(more);
  return plain_value(scenario, "account.administrator_on_target");
}

}  // namespace

TEST_CASE("a list of members is complete") {
  CHECK(administrator({"CORP\\user"}) == "true");
  CHECK(administrator({"corp\\USER"}) == "true");
  CHECK(administrator(Json::array()) == "false");
  CHECK(administrator({"CORP\\other", "TARGET\\user"}) == "false");
  CHECK(administrator("unknown") == "unknown");
}

TEST_CASE("an account is a member through the domain groups that it is in, at any depth") {
  const Json in_readers{{"member_of", {"CORP\\Readers"}}};
  CHECK(administrator({"CORP\\Readers"}, in_readers) == "true");
  CHECK(administrator({"CORP\\Outer"}, in_readers, {{"groups", {{"CORP\\Readers", {{"member_of", {"CORP\\Outer"}}}}}}}) == "true");
  CHECK(administrator({"CORP\\Others"}, in_readers) == "false");
}

TEST_CASE("Domain Admins is an administrator by default, and not where the list leaves it out") {
  const Json admin{{"member_of", {"CORP\\Domain Admins"}}};
  CHECK(administrator({"CORP\\Domain Admins"}, admin) == "true");
  CHECK(administrator({"Domain Admins"}, admin) == "true");  // as SDDL and local lists name it
  CHECK(administrator({"CORP\\Helpdesk"}, admin) == "false");
  CHECK(administrator("unknown", admin) == "unknown");
}

TEST_CASE("well-known names count for every account; a SID that nobody states may be anybody's") {
  CHECK(administrator({"Authenticated Users"}) == "true");
  CHECK(administrator({"S-1-5-11"}) == "true");
  CHECK(administrator({"S-1-5-21-1-2-3-1234"}) == "unknown");
  CHECK(administrator({"S-1-5-21-1-2-3-1234"}, {{"sid", "S-1-5-21-1-2-3-1234"}}) == "true");
}

TEST_CASE("what an account or a group states of itself wins over the list") {
  CHECK(administrator({"CORP\\user"}, {{"groups", {{"TARGET", Json::array()}}}}) == "false");
  CHECK(administrator(Json::array(), {{"groups", {{"TARGET", {"Administrators"}}}}}) == "true");
  const Json in_readers{{"member_of", {"CORP\\Readers"}}};
  CHECK(administrator({"CORP\\Readers"}, in_readers, {{"groups", {{"CORP\\Readers", {{"groups", {{"TARGET", Json::array()}}}}}}}}) == "false");
}

TEST_CASE("a list says nothing of another group, and a baseline's list is replaced group by group") {
  const auto dcom_user = [](const Json& target, const Json& baseline) {
    return plain_value({{"accounts", {{"CORP\\user", {{"kind", "domain"}}}}}, {"baselines", {{"b", {{"local_groups", baseline}}}}},
                        {"hosts", {{"TARGET", {{"baseline", "b"}, {"local_groups", target}}}}}, {"connection", {{"account", "CORP\\user"}}}},
                       "account.dcom_user_on_target");
  };
  CHECK(dcom_user({{"Administrators", {"CORP\\user"}}}, Json::object()) == "unknown");
  CHECK(dcom_user({{"Administrators", {"CORP\\user"}}}, {{"Distributed COM Users", {"CORP\\user"}}}) == "true");
  CHECK(dcom_user({{"Distributed COM Users", Json::array()}}, {{"Distributed COM Users", {"CORP\\user"}}}) == "false");
}
