// SPDX-License-Identifier: Apache-2.0
// What is asked of a directory, and what becomes of answers that no well-meaning server gives. tests/ldap/run asks a real one.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "exports/assemble.hpp"
#include "exports/directory.hpp"
#include "ldap/directory_reading.hpp"
#include "ldap/ldap_failure.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using exports::DirectoryEntry;
using Catch::Matchers::Contains;

namespace {

DirectoryEntry entry(const std::string& dn, const std::vector<std::pair<std::string, std::vector<std::string>>>& attributes) {
  DirectoryEntry e{.dn = dn, .attributes = {}};
  for (const auto& [name, values] : attributes)
    for (const auto& v : values) e.attribute(name).values.push_back({v});
  return e;
}

// Gives what a test says, by base and scope; of attributes in parts, by base and description.
class PlayedDirectory : public ldap::DirectoryConnection {
 public:
  std::map<std::string, std::vector<DirectoryEntry>> below, at, parts;
  std::vector<ldap::Query> asked;

  void search(const ldap::Query& query, const std::function<void(DirectoryEntry&&)>& each) override {
    asked.push_back(query);
    const bool is_part = query.attributes.size() == 1 && query.attributes.front().find(";range=") != std::string::npos;
    auto answer = is_part ? parts[query.base + " " + query.attributes.front()] : query.scope == ldap::Scope::base ? at[query.base] : below[query.base];
    for (auto& e : answer) each(std::move(e));
  }
};

PlayedDirectory corp() {
  PlayedDirectory d;
  d.at[""] = {entry("", {{"defaultNamingContext", {"DC=corp,DC=example"}}, {"configurationNamingContext", {"CN=Configuration,DC=corp,DC=example"}}})};
  d.at["DC=corp,DC=example"] = {entry("DC=corp,DC=example", {{"objectClass", {"domainDNS"}}, {"objectSid", {"S-1-5-21-1-2-3"}}})};
  d.below["CN=Partitions,CN=Configuration,DC=corp,DC=example"] = {
      entry("CN=CORP,CN=Partitions,CN=Configuration,DC=corp,DC=example", {{"objectClass", {"crossRef"}}, {"nETBIOSName", {"CORP"}}, {"nCName", {"DC=corp,DC=example"}}})};
  return d;
}

DirectoryEntry group_in_parts(const std::string& description, const std::vector<std::string>& members) {
  return entry("CN=Big,DC=corp,DC=example", {{"objectClass", {"group"}}, {"sAMAccountName", {"Big"}}, {"objectSid", {"S-1-5-21-1-2-3-1200"}}, {description, members}});
}

std::string failure_of(PlayedDirectory& d, const std::string& base = "", const ldap::ReadingLimits& limits = {}) {
  exports::Survey survey;
  try {
    ldap::read_directory_of(d, "ldap://dc1.corp.example", base, survey, limits);
  } catch (const ldap::DirectoryFailure& f) {
    CHECK(survey.files.empty());
    CHECK_FALSE(f.hint.empty());
    return f.message;
  }
  return "none";
}

}  // namespace

TEST_CASE("only attributes by name are asked for, and every fact names the entry that it was found in") {
  auto d = corp();
  d.below["DC=corp,DC=example"] = {entry("CN=APP1,CN=Computers,DC=corp,DC=example", {{"objectClass", {"computer"}}, {"sAMAccountName", {"APP1$"}}, {"operatingSystem", {"Windows Server 2022 Standard"}}}),
                                   entry("CN=ODD,CN=Computers,DC=corp,DC=example", {{"objectClass", {"computer"}}, {"sAMAccountName", {"ODD$"}}, {"operatingSystem", {"Windows 42"}}})};
  exports::Survey survey;
  ldap::read_directory_of(d, "ldap://dc1.corp.example", "", survey);
  for (const auto& q : d.asked) {
    CHECK_FALSE(q.attributes.empty());
    CHECK(std::ranges::find(q.attributes, "*") == q.attributes.end());
  }
  const auto scenario = exports::assemble(survey, {.title = "t"});
  const auto& app = *scenario.find("hosts")->find("APP1");
  CHECK(app.find("found_in")->find("os")->text == "ldap://dc1.corp.example/CN=APP1,CN=Computers,DC=corp,DC=example");
  CHECK(app.find("kerberos")->find("spn_registered")->integer == 0);  // it was asked for, and has none
  CHECK(scenario.find("domains")->find("corp.example")->find("netbios")->text == "CORP");
  CHECK(tests::note_with(survey, "'Windows 42' of ODD is no release") == "ldap://dc1.corp.example/CN=ODD,CN=Computers,DC=corp,DC=example:0");
}

TEST_CASE("members that come in parts are fetched to their end") {
  auto d = corp();
  d.below["DC=corp,DC=example"] = {group_in_parts("member;range=0-1", {"CN=S-1-5-11,CN=F,DC=corp,DC=example", "CN=S-1-5-4,CN=F,DC=corp,DC=example"})};
  d.parts["CN=Big,DC=corp,DC=example member;range=2-*"] = {group_in_parts("member;range=2-3", {"CN=S-1-5-9,CN=F,DC=corp,DC=example", "CN=S-1-5-17,CN=F,DC=corp,DC=example"})};
  d.parts["CN=Big,DC=corp,DC=example member;range=4-*"] = {group_in_parts("member;range=4-*", {"CN=S-1-5-2,CN=F,DC=corp,DC=example"})};
  exports::Survey survey;
  ldap::read_directory_of(d, "ldap://dc1.corp.example", "", survey);
  REQUIRE(survey.principals.size() == 1);
  CHECK(survey.principals[0].members == std::vector<std::string>{"S-1-5-11", "S-1-5-4", "S-1-5-9", "S-1-5-17", "S-1-5-2"});
  CHECK(survey.notes.empty());
}

TEST_CASE("a server that never gives the rest, or gives it for ever, is left") {
  auto d = corp();
  d.below["DC=corp,DC=example"] = {group_in_parts("member;range=0-1", {"CN=a,DC=corp,DC=example", "CN=b,DC=corp,DC=example"})};
  CHECK_THAT(failure_of(d), Contains("does not give the values of 'member'"));
  d.parts["CN=Big,DC=corp,DC=example member;range=2-*"] = {group_in_parts("member;range=0-1", {"CN=a,DC=corp,DC=example"})};
  CHECK_THAT(failure_of(d), Contains("does not give the values of 'member'"));
}

TEST_CASE("what a directory may hold is bounded") {
  auto d = corp();
  d.below["DC=corp,DC=example"] = {entry("CN=A,DC=corp,DC=example", {{"objectClass", {"user"}}}), entry("CN=B,DC=corp,DC=example", {{"objectClass", {"user"}}})};
  CHECK_THAT(failure_of(d, "", {.entries = 2}), Contains("more than 2 entries"));
  CHECK_THAT(failure_of(d, "", {.bytes = 40}), Contains("more than"));
  CHECK(failure_of(d) == "none");
}

TEST_CASE("a server without a domain, and a base outside of one") {
  PlayedDirectory nothing;
  CHECK_THAT(failure_of(nothing), Contains("does not say which domain it holds"));
  auto d = corp();
  CHECK_THAT(failure_of(d, "O=Example"), Contains("is in no domain"));
}

TEST_CASE("the attributes that are asked for are in order, which readers rely on") {
  const auto names = exports::directory_attributes();
  CHECK(std::ranges::is_sorted(names));
  CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("addresses of directories") {
  const auto plain = ldap::parse_directory_url("ldap://dc1.corp.example");
  CHECK(plain.fault.empty());
  CHECK(plain.port == 389);
  CHECK(plain.server() == "ldap://dc1.corp.example");
  const auto full = ldap::parse_directory_url("LDAPS://[2001:db8::1]:1636/OU=Plant%20North,DC=corp,DC=example");
  CHECK(full.tls);
  CHECK(full.names_address());
  CHECK(full.server() == "ldaps://[2001:db8::1]:1636");
  CHECK(full.base == "OU=Plant North,DC=corp,DC=example");
  CHECK(ldap::parse_directory_url("ldaps://dc1").server() == "ldaps://dc1");
  CHECK_FALSE(ldap::looks_like_directory_url("ldapi://%2Frun"));
  CHECK_FALSE(ldap::looks_like_directory_url("sharphound.zip"));
  for (const char* wrong : {"ldap://", "ldap:///DC=x", "ldap://me:secret@dc1", "ldap://dc1:", "ldap://dc1:0", "ldap://dc1:65536", "ldap://dc1:x", "ldap://[::1", "ldap://dc 1", "ldap://dc1 dc2", "ldap://dc1/DC=x?cn?sub",
                            "ldap://dc1/%4", "ldap://dc1/%00", "ldap://[::1]x"}) {
    INFO(wrong);
    CHECK_FALSE(ldap::parse_directory_url(wrong).fault.empty());
  }
}

TEST_CASE("a password goes through TLS or nowhere") {
  const auto message = [](const char* url, const ldap::ConnectOptions& options) {
    try {
      ldap::require_protection(ldap::parse_directory_url(url), options);
    } catch (const ldap::DirectoryFailure& f) {
      return f.message;
    }
    return std::string("none");
  };
  CHECK_THAT(message("ldap://dc1", {.bind = ldap::Bind::simple}), Contains("in the clear"));
  CHECK(message("ldap://dc1", {.bind = ldap::Bind::simple, .start_tls = true}) == "none");
  CHECK(message("ldaps://dc1", {.bind = ldap::Bind::simple}) == "none");
  CHECK(message("ldap://dc1", {.bind = ldap::Bind::kerberos}) == "none");
  CHECK_THAT(message("ldaps://dc1", {.start_tls = true}), Contains("TLS from the start"));
}

TEST_CASE("what a server says is shown without its control characters, and shortened") {
  const auto f = ldap::failure_of(80, "a\x1b[31m\nb" + std::string(1000, 'x'), {.host = "dc1"});
  CHECK(f.message.find('\x1b') == std::string::npos);
  CHECK(f.message.find('\n') == std::string::npos);
  CHECK(f.message.size() < 400);
  // The numbers behind "data" are errors of Windows in hexadecimal (MS-ERREF 2.2): 0x533 is ERROR_ACCOUNT_DISABLED.
  CHECK_THAT(ldap::failure_of(49, "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 533, v3839", {.host = "dc1"}).message, Contains("the account is disabled"));
  CHECK_THAT(ldap::failure_of(10, "", {.host = "dc1", .base = "DC=dev,DC=example"}).message, Contains("'DC=dev,DC=example' is held by another server"));  // RFC 4511 4.1.9: referral
}
