// SPDX-License-Identifier: Apache-2.0
// Import from the command line: what it writes, what it says, and what it refuses.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;
using nlohmann::json;
using Catch::Matchers::Contains;

namespace {

void copy_examples(const Folder& folder) { fs::copy(source_dir() / "tests/exports/corpus/sharphound", folder / "ad"); }

}  // namespace

TEST_CASE("an import makes a scenario that checks, explains and draws, with the place of every fact") {
  const Folder folder;
  copy_examples(folder);
  const auto r = run(folder, "import ad --account 'CORP.EXAMPLE\\mon' --from DC1 --to NEW1 --report coverage.txt -o estate.json");
  INFO(r.err);
  REQUIRE(r.exit == 0);
  CHECK(r.out.empty());
  CHECK_THAT(r.err, Contains("4 hosts, 4 domains, 3 trusts"));
  CHECK_THAT(r.err, Contains("ad/computers.json:42: note: says that it has 6 records, and has 5"));
  CHECK(run(folder, "fmt --check estate.json").exit == 0);
  const auto explained = run(folder, "explain estate.json wmi");
  CHECK_THAT(explained.out, Contains("(found in ad/computers.json:33)"));
  CHECK(explained.exit != 2);
  const auto as_json = json::parse(run(folder, "check estate.json --format json").out);
  CHECK(as_json["connections"][0]["id"] == "wmi");
  CHECK(run(folder, "matrix estate.json wmi").exit != 2);
  CHECK(run(folder, "import ad --account 'CORP.EXAMPLE\\mon' --from '*' --to os=windows-server-2022 -o all.json").exit == 0);
  CHECK_THAT(run(folder, "matrix all.json wmi").out, Contains("of 12 pairs") || Contains("12 pairs"));
  CHECK_THAT(run(folder, "draw estate.json --view trusts --format dot").out, Contains("PLANT.EXAMPLE"));
  const auto coverage = text_of(folder / "coverage.txt");
  CHECK_THAT(coverage, Contains("Find out first") && Contains("1 pairs of a client and a target") && Contains("ad/computers.json (3)"));
}

TEST_CASE("the order of files makes no difference to what is read of one collection, and two runs give the same bytes") {
  const Folder folder;
  copy_examples(folder);
  const auto first = run(folder, "import ad/computers.json ad/groups.json ad/users.json ad/domains.json ad/ous.json ad/gpos.json --title t");
  const auto again = run(folder, "import ad/gpos.json ad/ous.json ad/domains.json ad/users.json ad/groups.json ad/computers.json --title t");
  REQUIRE(first.exit == 0);
  CHECK(first.out == again.out);
}

TEST_CASE("a file that no reader knows is refused by name and passed over in a folder") {
  const Folder folder;
  copy_examples(folder);
  folder.write("ad/readme.txt", "not an export");
  CHECK(run(folder, "import ad").exit == 0);
  const auto r = run(folder, "import ad/readme.txt missing.json -o out.json");
  CHECK(r.exit == 2);
  CHECK_THAT(r.err, Contains("ad/readme.txt") && Contains("the file is of no format that is known") && Contains("missing.json") && Contains("SharpHound"));
  CHECK_FALSE(fs::exists(folder / "out.json"));
}

TEST_CASE("an assignment has two sides, and one that fits nothing is told") {
  const Folder folder;
  copy_examples(folder);
  const auto wrong = run(folder, "import ad --assign nonsense");
  CHECK(wrong.exit == 2);
  CHECK_THAT(wrong.err, Contains("'nonsense' names no file and hosts"));
  const auto unused = run(folder, "import ad --assign gpo=APP1 -o out.json");
  CHECK(unused.exit == 0);
  CHECK_THAT(unused.err, Contains("was assigned to 'APP1', and changes no computer"));
  const auto nobody = run(folder, "import ad --account 'CORP.EXAMPLE\\ghost' -o out.json");
  CHECK_THAT(nobody.err, Contains("no source names the account 'CORP.EXAMPLE\\ghost'"));
}

TEST_CASE("a directory is named by its address, and what cannot be asked is told with every other problem") {
  const Folder folder;
  const auto alone = run(folder, "import ldap");
  CHECK(alone.exit == 2);
  CHECK_THAT(alone.err, Contains("no directory is named") && Contains("wmireach import ldap ldap://dc1.corp.example"));
  const auto without_scheme = run(folder, "import ldap dc9.corp.example");
  CHECK_THAT(without_scheme.err, Contains("wmireach import ldap ldap://dc9.corp.example"));
  const auto wrong = run(folder, "import ldap ldap://dc1:x missing.json -o out.json");
  CHECK(wrong.exit == 2);
  CHECK_THAT(wrong.err, Contains("ldap://dc1:x: error: this is no address of a directory: its port is no number from 1 to 65535") && Contains("missing.json") && Contains("2 problems"));
  CHECK_FALSE(fs::exists(folder / "out.json"));
  // A name that is reserved for never being there (RFC 6761 6.4): nothing is asked, with or without OpenLDAP's library.
  const auto clear = run(folder, "import ldap ldap://dc1.invalid --bind-dn me --password-fd 9", "", "/dev/null");
  CHECK(clear.exit == 2);
  CHECK_THAT(clear.err, Contains("the password would cross the network in the clear") || Contains("this build cannot talk to a directory"));
  CHECK(run(folder, "import ldap://dc1.invalid --password-fd 3").exit == 2);  // a password of nobody
  CHECK_THAT(run(folder, "import missing.json --base DC=corp,DC=example").err, Contains("--base: error: is for directories, and none is named"));
  // A file of that name is a file.
  folder.write("ldap", text_of(source_dir() / "tests/exports/corpus/ldif/ldifde.ldf"));
  CHECK(run(folder, "import ldap -o out.json").exit == 0);
}

TEST_CASE("a name in an export gives the terminal no orders") {
  const Folder folder;
  // "Windows\x1b[2J" in base64.
  folder.write("a.ldif", "dn: CN=A,DC=corp,DC=example\nobjectClass: computer\nsAMAccountName: A$\noperatingSystem:: V2luZG93cxtbMko=\n");
  const auto r = run(folder, "import a.ldif -o out.json");
  CHECK(r.exit == 0);
  CHECK_THAT(r.err, Contains("'Windows?[2J' of A is no release that is known"));
}

TEST_CASE("found_in is text, or texts by key") {
  const Folder folder;
  folder.write("s.json", R"({"format": 1, "hosts": {"A": {"os": "windows-10", "found_in": {"os": 5}}, "B": {"found_in": []}}})");
  const auto r = run(folder, "check s.json");
  CHECK(r.exit == 2);
  CHECK_THAT(r.err, Contains("/hosts/A/found_in/os") && Contains("/hosts/B/found_in"));
}
