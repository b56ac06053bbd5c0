// SPDX-License-Identifier: Apache-2.0
// Security descriptors in SDDL (MS-DTYP 2.5.1), as exports and policies have them, and what they grant in a scenario.
#include <catch2/catch.hpp>

#include "import/sddl.hpp"
#include "tests/generators/estates.hpp"

using namespace wmireach;
using import::parse_sddl;
using tests::Json;
using tests::plain_value;

namespace {

std::string remote_launch(const char* sddl, const Json& groups, const Json& more = Json::object()) {
  Json scenario{{"accounts", {{"CORP\\user", {{"kind", "domain"}, {"groups", {{"TARGET", groups}}}}}}},
                {"hosts", {{"TARGET", {{"dcom", {{"launch", sddl}}}}}}},
                {"connection", {{"account", "CORP\\user"}}}};
  scenario.merge_patch(more);
  return plain_value(scenario, "token.remote_launch");
}

std::string remote_enable(const Json& namespaces, const Json& groups) {
  return plain_value({{"accounts", {{"CORP\\user", {{"kind", "domain"}, {"groups", {{"TARGET", groups}}}}}}},
                      {"hosts", {{"TARGET", {{"namespaces", namespaces}}}}},
                      {"connection", {{"account", "CORP\\user"}}}},
                     "namespace.remote_enable");
}

const Json administrators = Json::array({"Administrators"}), nobody = Json::array();

}  // namespace

TEST_CASE("entries of a discretionary list are read with type, flags, rights and principal") {
  const auto list = parse_sddl("O:BAG:SYD:PAI(A;CI;CCDCLCSWRP;;;BA)(D;;LCRP;;;S-1-5-7)(A;CIIO;0x3f;;;S-1-5-21-1-2-3-500)S:(AU;SA;CC;;;WD)");
  REQUIRE_FALSE(list.error);
  REQUIRE(list.entries.size() == 3);
  CHECK(list.entries[0].principal == "Administrators");
  CHECK(list.entries[0].mask == 0x1f);
  CHECK(list.entries[0].container_inherit);
  CHECK_FALSE(list.entries[0].deny);
  CHECK(list.entries[1].principal == "ANONYMOUS LOGON");
  CHECK(list.entries[1].deny);
  CHECK(list.entries[1].mask == 0x14);
  CHECK(list.entries[2].inherit_only);
  CHECK(list.entries[2].mask == 0x3f);
  CHECK(list.entries[2].principal == "S-1-5-21-1-2-3-500");
}

TEST_CASE("an empty list grants nothing, and a missing one is a mistake") {
  CHECK(parse_sddl("D:").entries.empty());
  CHECK_FALSE(parse_sddl("D:").error);
  CHECK(parse_sddl("O:BAG:BA").error);
  CHECK(parse_sddl("").error);
}

TEST_CASE("rights and SIDs by their letters (MS-DTYP 2.5.1.1)") {
  const auto list = parse_sddl("D:(A;;KA;;;CD)(A;;FA;;;HA)(A;;CCDCLCSWRP;;;ED)(A;;CCDCLCSWRP;;;S-1-5-32-574)");
  REQUIRE_FALSE(list.error);
  REQUIRE(list.entries.size() == 4);
  CHECK(list.entries[0].mask == 0xF003F);
  CHECK(list.entries[0].principal == "Certificate Service DCOM Access");
  CHECK(list.entries[1].mask == 0x1F01FF);
  CHECK(list.entries[1].principal == "Hyper-V Administrators");
  CHECK(list.entries[2].principal == "ENTERPRISE DOMAIN CONTROLLERS");
  CHECK(list.entries[3].principal == "Certificate Service DCOM Access");
}

TEST_CASE("a mistake is told with its place, and the entries before it are kept") {
  const auto place = [](std::string_view text) {
    const auto list = parse_sddl(text);
    REQUIRE(list.error);
    return std::string(text.substr(list.error->offset, list.error->length));
  };
  CHECK(place("D:(A;;CCXX;;;BA)") == "CCXX");
  CHECK(place("D:(A;;CCD;;;BA)") == "CCD");
  CHECK(place("D:(A;;0xzz;;;BA)") == "0xzz");
  CHECK(place("D:(Z;;CC;;;BA)") == "Z");
  CHECK(place("D:(A;;CC;;BA)") == "A;;CC;;BA");
  CHECK(place("D:(A;;CC;;;BA)(A;;CC;;;WD") == "(A;;CC;;;WD");
  CHECK(place("D:(A;;CC;;;BA)x") == "x");
  CHECK(parse_sddl("D:(A;;CC;;;BA)(A;;Q;;;WD)").entries.size() == 1);
}

TEST_CASE("a launch list in SDDL takes the place of every default (B-DCOM-07, B-DCOM-08)") {
  constexpr auto as_installed = "O:BAG:BAD:(A;;CCDCLCSWRP;;;BA)(A;;CCDCSW;;;WD)(A;;CCDCLCSWRP;;;S-1-5-32-562)";
  CHECK(remote_launch(as_installed, administrators) == "true");
  CHECK(remote_launch(as_installed, nobody) == "false");
  CHECK(remote_launch(as_installed, Json::array({"Distributed COM Users"})) == "true");
  CHECK(remote_launch("D:(A;;CCDCSW;;;BA)", administrators) == "false");  // local rights only
  CHECK(remote_launch("D:(A;;CC;;;AU)", nobody) == "true");               // execute alone is every right, as before XP SP2
  CHECK(remote_launch("D:(A;;CCDCLCSWRP;;;WD)(D;;LC;;;BA)", administrators) == "false");
}

TEST_CASE("a SID leads to the account or group that carries it; an unknown one of a domain leaves it open") {
  constexpr auto sddl = "D:(A;;CCDCLCSWRP;;;S-1-5-21-7-7-7-1105)";
  CHECK(remote_launch(sddl, nobody) == "unknown");
  CHECK(remote_launch(sddl, nobody, {{"accounts", {{"CORP\\user", {{"sid", "S-1-5-21-7-7-7-1105"}}}}}}) == "true");
  CHECK(remote_launch(sddl, nobody, {{"accounts", {{"CORP\\other", {{"kind", "domain"}, {"sid", "S-1-5-21-7-7-7-1105"}}}}}}) == "false");
  CHECK(remote_launch(sddl, nobody, {{"groups", {{"CORP\\Readers", {{"sid", "S-1-5-21-7-7-7-1105"}}}}}, {"accounts", {{"CORP\\user", {{"member_of", {"CORP\\Readers"}}}}}}}) == "true");
}

TEST_CASE("rights of a namespace in SDDL: own entries, inherited ones, deny first (B-WMI-06, B-WMI-08, B-WMI-23)") {
  const auto child = [](const char* root, const Json& groups) { return remote_enable({{"root", {{"rights", root}}}}, groups); };
  CHECK(remote_enable({{"root\\cimv2", {{"rights", "D:(A;;CCWP;;;AU)"}}}}, nobody) == "true");
  CHECK(remote_enable({{"root\\cimv2", {{"rights", "D:(A;;CC;;;BA)"}}}}, administrators) == "false");
  CHECK(remote_enable({{"root\\cimv2", {{"rights", "D:(D;;WP;;;WD)(A;;CCWP;;;BA)"}}}}, administrators) == "false");
  CHECK(child("D:(A;CI;CCWP;;;AU)", nobody) == "true");
  CHECK(child("D:(A;;CCWP;;;AU)", nobody) == "false");
  CHECK(remote_enable({{"root\\cimv2", {{"rights", "D:(A;CIIO;CCWP;;;AU)"}}}}, nobody) == "false");
  CHECK(remote_enable({{"root\\cimv2", {{"rights", {{"CORP\\user", {{"allow", {"remote-enable"}}, {"deny", {"remote-enable"}}}}}}}}}, administrators) == "false");
}
