// SPDX-License-Identifier: Apache-2.0
// What is read of LDIF with entries of Active Directory. samba.ldif was written by ldapsearch of a Samba domain controller, whose own tool ldbsearch
// says its SIDs and GUIDs as text; ldifde.ldf was made up by us after RFC 2849 and the specifications of the attributes.
#include <catch2/catch.hpp>

#include <algorithm>

#include "exports/assemble.hpp"
#include "exports/directory_entry.hpp"
#include "exports/distinguished_name.hpp"
#include "exports/guid.hpp"
#include "exports/sid.hpp"
#include "import/base64.hpp"
#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::read_example;
using tests::setting_text;

namespace {

const exports::Computer& computer(const exports::Survey& s, const std::string& name) {
  const auto found = std::ranges::find(s.computers, name, &exports::Computer::netbios_name);
  REQUIRE(found != s.computers.end());
  return *found;
}

const exports::Principal& principal(const exports::Survey& s, const std::string& name) {
  const auto found = std::ranges::find(s.principals, name, &exports::Principal::name);
  REQUIRE(found != s.principals.end());
  return *found;
}

const exports::Trust& trust_with(const exports::Survey& s, const std::string& domain) {
  const auto found = std::ranges::find_if(s.trusts, [&](const exports::Trust& t) { return t.trusting == domain || t.trusted == domain; });
  REQUIRE(found != s.trusts.end());
  return *found;
}

bool has_principal(const exports::Survey& s, const std::string& name) { return std::ranges::find(s.principals, name, &exports::Principal::name) != s.principals.end(); }

std::string fact_text(const exports::Principal& p, const std::string& key) {
  const auto found = p.facts.find(key);
  if (found == p.facts.end()) return "none";
  return (found->second.kind == import::JsonNode::Kind::string ? found->second.text : found->second.integer != 0 ? "true" : "false") + " at " + std::to_string(found->second.line);
}

exports::Survey read_text(const std::string& text) {
  exports::Survey survey;
  REQUIRE(exports::read_export("t.ldif", text, survey));
  return survey;
}

}  // namespace

TEST_CASE("computers of a recording have release, build, service pack, delegation and encryption from their own lines") {
  const auto s = read_example("ldif/samba.ldif");
  CHECK(s.notes.empty());
  const auto& xp = computer(s, "XP1");
  CHECK(xp.dns_name == "xp1.corp.example");
  CHECK(xp.domain == "corp.example");
  CHECK(setting_text(xp.settings, "os") == "\"windows-xp\" at 265");
  CHECK(setting_text(xp.settings, "build") == "2600 at 266");
  CHECK(setting_text(xp.settings, "service_pack") == "3 at 267");
  CHECK(setting_text(xp.settings, "trusted_for_delegation") == "false at 260");
  CHECK(setting_text(xp.settings, "kerberos/spn_registered").empty());  // the file does not say that the attribute was asked for
  const auto& server = computer(s, "SRV19");
  CHECK(server.sid == "S-1-5-21-9975000-522840801-696421409-1105");
  CHECK(server.container == "ou=servers,dc=corp,dc=example");
  CHECK(setting_text(server.settings, "edition") == "\"standard\" at 149");
  CHECK(setting_text(server.settings, "trusted_for_delegation") == "true at 144");
  CHECK(setting_text(server.settings, "kerberos/aes") == "false at 153");  // 4: RC4 alone
  CHECK(setting_text(computer(s, "W11A").settings, "kerberos/aes") == "true at 357");
  CHECK_FALSE(computer(s, "OLDOFF").in_use);
  CHECK(computer(s, "DC1").is_domain_controller);
  CHECK(setting_text(computer(s, "DC1").settings, "os") == "\"non-windows\" at 107");
  CHECK(setting_text(computer(s, "DC1").settings, "build").empty());  // "4.17.12-Debian" is no build of Windows
}

TEST_CASE("trusts of a recording have direction, kind, filtering and selective authentication") {
  const auto s = read_example("ldif/samba.ldif");
  REQUIRE(s.trusts.size() == 6);
  const auto& part = trust_with(s, "part.example");  // outbound, 0x14
  CHECK(part.trusting == "corp.example");
  CHECK(part.kind == "external");
  CHECK(part.filters_sids == "true");
  CHECK(part.selective == "true");
  const auto& plant = trust_with(s, "plant.example");  // inbound, 0x8
  CHECK(plant.trusted == "corp.example");
  CHECK(plant.kind == "forest");
  CHECK(plant.filters_sids == "unknown");  // the trusting side knows
  CHECK(plant.selective == "unknown");
  const auto& ally = trust_with(s, "ally.example");  // 0x48
  CHECK(ally.kind == "forest");
  CHECK(ally.filters_sids == "false");
  const auto& dev = trust_with(s, "dev.corp.example");  // both, 0x20
  CHECK(dev.kind == "parent-child");
  CHECK(dev.two_way);
  const auto& realm = trust_with(s, "UNIX.EXAMPLE");  // a realm, 0x1
  CHECK(realm.kind == "realm");
  CHECK(realm.transitive == "false");
  CHECK(trust_with(s, "gone.example").disabled);
}

TEST_CASE("members are SIDs once every source was read, and nesting reaches Protected Users") {
  auto s = read_example("ldif/samba.ldif");
  const auto scenario = exports::assemble(s, {.title = "t", .all_accounts = true});
  const auto* accounts = scenario.find("accounts");
  REQUIRE(accounts != nullptr);
  const auto protected_user = [&](const char* name) { return accounts->find(name)->find("protected_user")->integer != 0; };
  CHECK(protected_user("corp.example\\adm1"));  // through Guarded Admins
  CHECK_FALSE(protected_user("corp.example\\mon"));
  CHECK(accounts->find("corp.example\\adm2")->find("sensitive")->integer == 1);
  CHECK(accounts->find("corp.example\\left")->find("enabled")->integer == 0);
  CHECK(principal(s, "Partners").members == std::vector<std::string>{"S-1-5-11"});
  CHECK_FALSE(has_principal(s, "News"));  // a list for mail
  const auto& dc_groups = *scenario.find("hosts")->find("DC1")->find("local_groups");
  REQUIRE(dc_groups.find("Distributed COM Users")->items.size() == 1);
  CHECK(dc_groups.find("Distributed COM Users")->items.front().text == "corp.example\\Monitors");
  // Domain Admins and Enterprise Admins were not searched for.
  CHECK(note_with(s, "2 members of corp.example\\Administrators are in nothing that was read") == "samba.ldif:179");
}

TEST_CASE("two directions of a trust within a forest that one side records are one trust") {
  auto s = read_example("ldif/samba.ldif");
  const auto scenario = exports::assemble(s, {.title = "t"});
  const auto& trusts = scenario.find("trusts")->items;
  CHECK(trusts.size() == 5);  // the disabled one is none
  const auto dev = std::ranges::find_if(trusts, [](const auto& t) { return t.find("kind")->text == "parent-child"; });
  REQUIRE(dev != trusts.end());
  CHECK(dev->find("direction")->text == "two-way");
}

TEST_CASE("links of policies lead through organizational units, and disabled ones do not count") {
  const auto s = read_example("ldif/ldifde.ldf");
  REQUIRE(s.containers.size() == 2);
  const auto &domain = s.containers[0], &kiosks = s.containers[1];
  CHECK(domain.id == "dc=corp,dc=example");
  REQUIRE(domain.links.size() == 1);
  CHECK(domain.links[0].policy == "31B2F340-016D-11D2-945F-00C04FB984F9");
  CHECK_FALSE(domain.links[0].enforced);
  CHECK(kiosks.parent == "ou=plant\\, north,dc=corp,dc=example");
  CHECK(kiosks.blocks_inheritance);
  REQUIRE(kiosks.links.size() == 1);
  CHECK(kiosks.links[0].policy == "04030201-0605-0807-090A-0B0C0D0E0F10");  // of the object, as SharpHound names it
  CHECK(kiosks.links[0].enforced);
  REQUIRE(s.policies.size() == 1);
  CHECK(s.policies[0].id == "B0000000-0000-0000-0000-000000000002");
  CHECK(s.policies[0].name == "Kiosks");
  CHECK(computer(s, "KIOSK1").container == kiosks.id);
}

TEST_CASE("entries as ldifde writes them: folded lines, base64, accounts of services and of trusts, what is damaged") {
  const auto s = read_example("ldif/ldifde.ldf");
  const auto& kiosk = computer(s, "KIOSK1");
  CHECK(kiosk.sid == "S-1-5-21-1-2-3-1107");
  CHECK(setting_text(kiosk.settings, "os") == "\"windows-10\" at 41");
  CHECK(setting_text(kiosk.settings, "kerberos/spn_registered") == "false at 43");
  CHECK(computer(s, "RO1").is_domain_controller);  // read-only
  CHECK(note_with(s, "'Service Pack 4' of RO1 is no service pack") == "ldifde.ldf:53");
  CHECK(principal(s, "gmsa-mon$").kind == exports::PrincipalKind::user);
  CHECK(fact_text(principal(s, "Jürgen"), "sensitive") == "true at 69");
  CHECK(fact_text(principal(s, "Jürgen"), "enabled") == "false at 69");
  CHECK(fact_text(principal(s, "Jürgen"), "relies_on_sid_history") == "unknown at 70");
  CHECK(fact_text(principal(s, "gmsa-mon$"), "relies_on_sid_history") == "none");
  CHECK_FALSE(has_principal(s, "PART$"));
  CHECK(trust_with(s, "old.example").kind == "external");
  CHECK(s.trusts.size() == 1);
  CHECK(note_with(s, "the trust of corp.example with odd.example is of no type that is known") == "ldifde.ldf:112");
  CHECK(note_with(s, "the first 2 are here, and there are more") == "ldifde.ldf:95");
  CHECK(note_with(s, "2 values are not readable") == "ldifde.ldf:118");
  CHECK(note_with(s, "1 record changes entries") == "ldifde.ldf:121");
  CHECK(note_with(s, "the search ended early: 4 Size limit exceeded") == "ldifde.ldf:128");
  CHECK(std::ranges::any_of(s.domains, [](const auto& d) { return d.dns_name == "corp.example" && d.netbios_name == "CORP"; }));
}

TEST_CASE("members of another domain are known by their SID, or noted") {
  auto s = read_example("ldif/ldifde.ldf");
  exports::assemble(s, {.title = "t"});
  CHECK(principal(s, "Readers").members == std::vector<std::string>{"S-1-5-21-9-9-9-1105", "S-1-5-21-1-2-3-1110"});
  CHECK(note_with(s, "1 member of corp.example\\Readers is in nothing that was read: CN=Elsewhere") == "ldifde.ldf:79");
}

TEST_CASE("a home edition and a release that nobody knows stay unknown") {
  const std::string start = "dn: CN=A,DC=corp,DC=example\nobjectClass: computer\nsAMAccountName: A$\noperatingSystem: ";
  const auto home = read_text(start + "Windows 10 Home\n");
  CHECK(note_with(home, "'Windows 10 Home' of A cannot be in a domain") == "t.ldif:4");
  CHECK(home.computers.front().settings.empty());
  CHECK(note_with(read_text(start + "Windows 42\n"), "'Windows 42' of A is no release that is known") == "t.ldif:4");
}

TEST_CASE("a trust without what it needs is left out, and one without attributes keeps them open") {
  const std::string start = "dn: CN=x,CN=System,DC=corp,DC=example\nobjectClass: trustedDomain\ntrustPartner: x.example\n";
  CHECK(note_with(read_text(start + "trustType: 2\n"), "has no direction that is known") == "t.ldif:1");
  CHECK(note_with(read_text(start + "trustType: 2\ntrustDirection: 9\n"), "has no direction that is known") == "t.ldif:5");
  const auto bare = read_text(start + "trustType: 2\ntrustDirection: 2\n");
  REQUIRE(bare.trusts.size() == 1);
  CHECK(bare.trusts[0].filters_sids == "unknown");
  CHECK(note_with(bare, "has no trustAttributes") == "t.ldif:1");
  // MS-ADTS 6.1.6.7.9: 0x8 alone is filtered, 0x28 within the forest is not, 0x24 is.
  for (const auto& [attributes, filtered] : {std::pair("8", "true"), {"40", "false"}, {"36", "true"}, {"0", "false"}, {"4", "true"}, {"76", "true"}}) {
    INFO(attributes);
    CHECK(read_text(start + "trustType: 2\ntrustDirection: 3\ntrustAttributes: " + attributes + "\n").trusts.at(0).filters_sids == filtered);
  }
  CHECK(read_text(start + "trustType: 2\ntrustDirection: 2\ntrustAttributes: 9\n").trusts.at(0).transitive == "false");
}

TEST_CASE("a NetBIOS name that two domains have names neither") {
  const auto partition = [](const std::string& domain) { return "dn: CN=" + domain + ",CN=Partitions\nobjectClass: crossRef\nnETBIOSName: CORP\nnCName: DC=" + domain + ",DC=example\n\n"; };
  auto s = read_text(partition("one") + partition("two"));
  const auto scenario = exports::assemble(s, {.title = "t"});
  CHECK(scenario.find("domains")->find("one.example")->find("netbios") == nullptr);
  CHECK(scenario.find("domains")->find("two.example")->find("netbios") == nullptr);
  CHECK(note_with(s, "'CORP' is the NetBIOS name of one.example, and a name of another domain") == "t.ldif:1");
}

TEST_CASE("distinguished names are taken apart at commas that are not escaped") {
  CHECK(exports::parent_of(R"(CN=Doe\, John,OU=Staff,DC=corp,DC=example)") == "OU=Staff,DC=corp,DC=example");
  CHECK(exports::first_value_of(R"(CN=Doe\, J\c3\bcrgen,OU=Staff)") == "Doe, Jürgen");
  CHECK(exports::dns_name_of("CN=A,CN=Users,DC=corp,DC=example") == "corp.example");
  CHECK(exports::dns_name_of("CN=A,O=Example").empty());
  CHECK(exports::container_above("CN=A,CN=Computers,DC=corp,DC=example") == "dc=corp,dc=example");
  CHECK(exports::container_above("CN=A,CN=B,OU=C,DC=corp,DC=example") == "ou=c,dc=corp,dc=example");
  CHECK(exports::container_above("").empty());
}

TEST_CASE("an attribute in parts keeps where it goes on, whatever the case of its name") {
  exports::DirectoryEntry e;
  CHECK(e.attribute("Member;range=0-1499").more_from == 1500);
  CHECK(e.attribute("member;range=1500-*").more_from == 0);
  CHECK(e.attributes.size() == 1);
  CHECK(e.attribute("objectSid;binary").name == "objectsid");
  CHECK(e.attribute("member;range=0-4294967295").more_from == 0);
  CHECK(e.attribute("member;range=nonsense").more_from == 0);
}

TEST_CASE("identifiers and base64 in binary form") {
  // What ldbsearch says of the entries Monitors and of the Default Domain Policy of the recording.
  CHECK(exports::sid_of_bytes(*import::bytes_of_base64("AQUAAAAAAAUVAAAA2DSYAOHqKR8hjIIpVwQAAA==")) == "S-1-5-21-9975000-522840801-696421409-1111");
  CHECK(exports::guid_of_bytes(*import::bytes_of_base64("RQUTLaWmG0K1seOYY3GSHA==")) == "2D130545-A6A5-421B-B5B1-E3986371921C");
  CHECK_FALSE(exports::sid_of_bytes("\x01\x05"));
  CHECK(exports::guid_of_bytes("short").empty());
  // RFC 4648 10.
  CHECK(import::bytes_of_base64("Zm9vYmE=") == "fooba");
  CHECK(import::bytes_of_base64("Zm9vYg") == "foob");
  CHECK(import::bytes_of_base64("") == "");
  CHECK_FALSE(import::bytes_of_base64("Z"));
  CHECK_FALSE(import::bytes_of_base64("Zm 9"));
  // RFC 4648, clause 10.
  for (const auto& [plain, coded] : std::vector<std::pair<std::string, std::string>>{{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}}) {
    CHECK(import::base64_of(plain) == coded);
    CHECK(import::bytes_of_base64(coded) == plain);
  }
}
