// SPDX-License-Identifier: Apache-2.0
// Bad scenarios: every problem is told with its place, several in one run, and nothing ends the program.
#include <algorithm>
#include <catch2/catch.hpp>

#include "import/json.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/scenario_generator.hpp"

using namespace wmireach;
using tests::problems_of;

namespace {

struct Problem {
  std::string text;
  std::string pointer;
  std::uint32_t line;
  std::string message, hint;  // parts of them
};

void check_told(const Problem& p) {
  INFO(p.text);
  const auto problems = problems_of(p.text);
  REQUIRE_FALSE(problems.empty());
  const auto found = std::find_if(problems.begin(), problems.end(), [&](const auto& d) { return d.message.find(p.message) != std::string::npos; });
  if (found == problems.end()) FAIL("told instead: " << problems.front().pointer << ": " << problems.front().message);
  CHECK(found->pointer == p.pointer);
  CHECK(found->line == p.line);
  CHECK_THAT(found->hint, Catch::Contains(p.hint));
  CHECK(found->file == "scenario.json");
}

// One host per line, from line 2 on.
std::string hosts(const std::string& members) { return "{\"format\": 1, \"hosts\": {\n" + members + "\n}}"; }
std::string top(const std::string& members) { return "{\"format\": 1, \"hosts\": {\"A\": {}, \"B\": {}},\n" + members + "\n}"; }

std::string nested(std::size_t n, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += open;
  for (std::size_t i = 0; i < n; ++i) text += close;
  return text;
}

}  // namespace

TEST_CASE("malformed text is told once, with line and column") {
  for (const std::string text : {"", " ", "{", "{\"format\": 1,\n \"hosts\": {\n", "{\"format\" 1}", "[1,", "{\"format\": 1,}", "nul", "{} {}", "\"", "{\"a\": 01}",
                                 "{\"a\": 1e999}", "{\"a\": \"\x01\"}", "{\"a\": \"\\x\"}", "{\"a\": \"\\ud800\"}", "\xEF\xBB\xBF{", "{\"a\": NaN}", "//x\n{}"}) {
    CAPTURE(text);
    const auto problems = problems_of(text);
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems.front().message, Catch::StartsWith("malformed JSON: "));
    CHECK(problems.front().message.find("json.exception") == std::string::npos);
    CHECK(problems.front().line >= 1);
    CHECK(problems.front().pointer.empty());
  }
  const auto problems = problems_of("{\"format\": 1,\n  \"hosts\" {}}");
  CHECK(problems.front().line == 2);
  CHECK(problems.front().column == 11);
}

TEST_CASE("text that is no UTF-8 is refused, wherever it stands") {
  for (const char* bytes : {"\xFF", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    CHECK(problems_of(std::string("{\"format\": 1, \"title\": \"") + bytes + "\", \"hosts\": {}}").size() == 1);
    CHECK(problems_of(std::string("{\"format\": 1, \"") + bytes + "\": 1, \"hosts\": {}}").size() == 1);
  }
  CHECK(problems_of("{\"format\": 1, \"title\": \"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\", \"hosts\": {}}").empty());
}

TEST_CASE("deep nesting is refused, of arrays and of objects") {
  for (const std::size_t n : {100U, 200U, 100000U}) {
    for (const auto& text : {nested(n, "[", "]"), nested(n, "{\"a\":", "1}"), nested(n, "{\"hosts\":[", "]}"), std::string(n, '[')}) {
      const auto problems = problems_of(text);
      REQUIRE(problems.size() == 1);
      CHECK_THAT(problems.front().message, Catch::Contains("nests deeper than 64 levels"));
    }
  }
}

TEST_CASE("the root must be an object with a known format and hosts") {
  for (const char* text : {"null", "1", "\"x\"", "[]", "true", "1.5", "123456789012345678901234567890"}) {
    CAPTURE(text);
    CHECK_FALSE(problems_of(text).empty());
  }
  check_told({"{\"hosts\": {}}", "", 1, "the key 'format' is missing", "\"format\": 1"});
  check_told({"{\"format\": 1}", "", 1, "the key 'hosts' is missing", ""});
  check_told({"{\n\"format\": 2, \"hosts\": {}}", "/format", 2, "format 2 is not known", ""});
  check_told({"{\n\"format\": \"1\", \"hosts\": {}}", "/format", 2, "expected a whole number, found a string", ""});
}

TEST_CASE("unknown and misspelt keys, on every level") {
  check_told({top("\"conections\": []"), "/conections", 2, "unknown key 'conections'", "did you mean 'connections'?"});
  check_told({hosts("\"A\": {\n\"edtion\": \"pro\"}"), "/hosts/A/edtion", 3, "unknown key 'edtion'", "did you mean 'edition'?"});
  check_told({hosts("\"A\": {\"uac\": {\"enabeld\": true}}"), "/hosts/A/uac/enabeld", 2, "unknown key 'enabeld'", "did you mean 'enabled'?"});
  check_told({hosts("\"A\": {\"os_kind\": \"client\"}"), "/hosts/A/os_kind", 2, "unknown key 'os_kind'", ""});
  check_told({hosts("\"A/b~c\": {\"x\": 1}"), "/hosts/A~1b~0c/x", 2, "unknown key 'x'", "known keys"});
  check_told({top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"apy\": \"wmic\"}]"), "/connections/0/apy", 2, "unknown key 'apy'", "did you mean 'api'?"});
  check_told({top("\"accounts\": {\"A\\\\x\": {\"kindd\": \"local\"}}"), "/accounts/A\\x/kindd", 2, "unknown key 'kindd'", "did you mean 'kind'?"});
}

TEST_CASE("wrong types and values") {
  check_told({hosts("\"A\": []"), "/hosts/A", 2, "expected an object, found an array", ""});
  check_told({hosts("\"A\": {\"os\": 10}"), "/hosts/A/os", 2, "expected a string, found a whole number", ""});
  check_told({hosts("\"A\": {\"os\": \"windows-viste\"}"), "/hosts/A/os", 2, "'windows-viste' is no value of release", "did you mean 'windows-vista'?"});
  check_told({hosts("\"A\": {\"os\": null}"), "/hosts/A/os", 2, "expected a string, found null", ""});
  check_told({hosts("\"A\": {\"ipv4\": 2}"), "/hosts/A/ipv4", 2, "expected true or false", ""});
  check_told({hosts("\"A\": {\"ipv4\": \"yes\"}"), "/hosts/A/ipv4", 2, "expected true or false, found a string", ""});
  check_told({hosts("\"A\": {\"service_pack\": 1.5}"), "/hosts/A/service_pack", 2, "expected a whole number, found a number", ""});
  check_told({hosts("\"A\": {\"service_pack\": -1}"), "/hosts/A/service_pack", 2, "-1 is out of range for service-pack", "from 0 to 6"});
  check_told({hosts("\"A\": {\"build\": 99999999999999999999999999}"), "/hosts/A/build", 2, "expected a whole number, found a number", ""});
  check_told({hosts("\"A\": {\"build\": 9223372036854775807}"), "/hosts/A/build", 2, "is out of range for", ""});
  check_told({hosts("\"A\": {\"patched_to\": \"2023-02-30\"}"), "/hosts/A/patched_to", 2, "'2023-02-30' is not a date", "yyyy-mm-dd"});
  check_told({hosts("\"A\": {\"addresses\": [\"ten.0.0.1\"]}"), "/hosts/A/addresses", 2, "'ten.0.0.1' is not an IP address", ""});
  check_told({hosts("\"A\": {\"dcom\": {\"launch\": {\"Everyone\": [\"remote-lunch\"]}}}"), "/hosts/A/dcom/launch/Everyone/0", 2, "'remote-lunch' is no value of", "remote-launch"});
  check_told({top("\"as_of\": \"today\""), "/as_of", 2, "'today' is not a date", ""});
  check_told({top("\"zones\": {\"a\": {}, \"b\": {}}, \"links\": [{\"from\": \"a\", \"to\": \"b\",\n\"allow\": [{\"ports\": [0]}]}]"), "/links/0/allow/0/ports/0", 3, "not a port", "1 to 65535"});
  for (const char* ports : {"65536", "\"5000-4000\"", "\"1-65536\"", "\"http\"", "\"135 \"", "-1", "\"\""})
    check_told({top(std::string("\"zones\": {\"a\": {}, \"b\": {}}, \"links\": [{\"from\": \"a\", \"to\": \"b\", \"allow\": [{\"ports\": ") + ports + "}]}]"), "/links/0/allow/0/ports", 2, "not a port", ""});
  check_told({top("\"zones\": {\"a\": {}, \"b\": {}}, \"links\": [{\"from\": \"a\", \"to\": \"b\", \"default\": \"alow\"}]"), "/links/0/default", 2, "'alow' is not known here", "allow"});
}

TEST_CASE("names and keys that stand twice") {
  check_told({hosts("\"A\": {},\n\"A\": {}"), "/hosts/A", 3, "'A' stands twice in the same object", "remove one"});
  check_told({hosts("\"A\": {},\n\"a\": {}"), "/hosts/a", 3, "two hosts are named 'a'", ""});
  check_told({hosts("\"A\": {\"os\": \"windows-7\",\n\"os\": \"windows-7\"}"), "/hosts/A/os", 3, "'os' stands twice", ""});
  check_told({top("\"format\": 1"), "/format", 2, "'format' stands twice", ""});
  check_told({top("\"zones\": {\"z\": {}, \"Z\": {}}"), "/zones/Z", 2, "two zones are named 'Z'", ""});
  check_told({top("\"domains\": {\"a.example\": {\"netbios\": \"N\"}, \"b.example\": {\"netbios\": \"n\"}}"), "/domains/b.example", 2, "two domains are named 'n'", ""});
  check_told({top("\"accounts\": {\"A\\\\x\": {}, \"a\\\\X\": {}}"), "/accounts/a\\X", 2, "two accounts are named", ""});
  check_told({top("\"groups\": {\"D\\\\g\": {}, \"d\\\\G\": {}}"), "/groups/d\\G", 2, "two groups are named", ""});
  check_told({top("\"connections\": [{\"from\": \"A\", \"to\": \"B\"},\n{\"from\": \"A\", \"to\": \"B\"}]"), "/connections/1", 3, "two connections have the id 'A-B'", "\"id\""});
}

TEST_CASE("references to what does not exist, of every kind") {
  const std::string two_zones = "\"zones\": {\"office\": {}, \"dmz\": {}}, ";
  const Problem problems[] = {
      {hosts("\"A\": {\"zone\": \"ofice\"}"), "/hosts/A/zone", 2, "there is no zone named 'ofice'", ""},
      {hosts("\"A\": {\"member_of\": \"corp\"}"), "/hosts/A/member_of", 2, "there is no domain named 'corp'", ""},
      {hosts("\"A\": {\"baseline\": \"kiosk\"}"), "/hosts/A", 2, "there is no baseline named 'kiosk'", ""},
      {top("\"baselines\": {\"k\": {\"baseline\": \"gone\"}}"), "/baselines/k", 2, "there is no baseline named 'gone'", ""},
      {top("\"connections\": [{\"from\": \"C\", \"to\": \"B\"}]"), "/connections/0/from", 2, "there is no host named 'C'", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": [\"B\",\n\"C\"]}]"), "/connections/0/to/1", 3, "there is no host named 'C'", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"second_hop\": \"C\"}]"), "/connections/0/second_hop", 2, "there is no host named 'C'", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"account\": \"who\"}]"), "/connections/0/account", 2, "there is no account named 'who'", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": {\"zone\": \"z\"}}]"), "/connections/0/to/zone", 2, "there is no zone named 'z'", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": {\"name\": \"x*\"}}]"), "/connections/0/to", 2, "no host fits this selector", ""},
      {top("\"accounts\": {\"x\": {\"kind\": \"local\", \"host\": \"C\"}}"), "/accounts/x/host", 2, "there is no host named 'C'", ""},
      {top("\"accounts\": {\"x\": {\"kind\": \"domain\", \"domain\": \"corp\"}}"), "/accounts/x/domain", 2, "there is no domain named 'corp'", ""},
      {top("\"accounts\": {\"A\\\\x\": {\"same_password_as\": \"B\\\\x\"}}"), "/accounts/A\\x/same_password_as", 2, "there is no account named 'B\\x'", ""},
      {top("\"accounts\": {\"A\\\\x\": {\"groups\": {\"C\": []}}}"), "/accounts/A\\x/groups/C", 2, "there is no host named 'C'", "*"},
      {top("\"groups\": {\"D\\\\g\": {\"groups\": {\"C\": []}}}"), "/groups/D\\g/groups/C", 2, "there is no host named 'C'", ""},
      {top("\"trusts\": [{\"trusting\": \"a\", \"trusted\": \"b\"}]"), "/trusts/0/trusting", 2, "there is no domain named 'a'", ""},
      {top(two_zones + "\"links\": [{\"from\": \"office\", \"to\": \"dnz\"}]"), "/links/0/to", 2, "there is no zone named 'dnz'", "did you mean 'dmz'?"},
      {top(two_zones + "\"links\": [{\"from\": \"office\", \"to\": \"dmz\", \"allow\": [{\"to_hosts\": [\"C\"]}]}]"), "/links/0/allow/0/to_hosts/0", 2, "there is no host named 'C'", ""},
      {hosts("\"A\": {\"windows_firewall\": {\"rules\": [{\"peers\": [\"C\"]}]}}"), "/hosts/A/windows_firewall/rules/0/peers/0", 2, "there is no host named 'C'", ""},
      {hosts("\"A\": {\"windows_firewall\": {\"rules\": [{\"peer_zones\": [\"z\"]}]}}"), "/hosts/A/windows_firewall/rules/0/peer_zones/0", 2, "there is no zone named 'z'", ""},
      {hosts("\"A\": {\"windows_firewall\": {\"profiles\": {\"home\": {}}}}"), "/hosts/A/windows_firewall/profiles/home", 2, "'home' is not a firewall profile", "private"},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"expect\": {\"verdict\": \"works\"}}]"), "/connections/0/expect/verdict", 2, "'works' is not", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"expect\": {\"verdict\": \"fails\", \"stage\": \"x\"}}]"), "/connections/0/expect/stage", 2, "'x' is not", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"expect\": {\"verdict\": \"fails\", \"missing\": [\"os\"]}}]"), "/connections/0/expect/missing/0", 2, "'os' is not a fact", ""},
      {top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"expect\": {\"verdict\": \"fails\", \"error\": \"boom\"}}]"), "/connections/0/expect/error", 2, "'boom' is not an error code", ""},
  };
  for (const auto& p : problems) {
    // The place of a missing baseline is the key or the host that names it.
    if (p.message.find("baseline") != std::string::npos) {
      INFO(p.text);
      const auto told = problems_of(p.text);
      REQUIRE_FALSE(told.empty());
      CHECK_THAT(told.front().message, Catch::Contains(p.message));
      CHECK_THAT(told.front().pointer, Catch::StartsWith(p.pointer));
      CHECK(told.front().line == p.line);
      continue;
    }
    check_told(p);
  }
}

TEST_CASE("what is left out and may not be") {
  check_told({top("\"connections\": [{\"to\": \"B\"}]"), "/connections/0", 2, "the key 'from' is missing", ""});
  check_told({top("\"connections\": [{\"from\": \"B\"}]"), "/connections/0", 2, "the key 'to' is missing", ""});
  check_told({top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"expect\": {}}]"), "/connections/0/expect", 2, "the key 'verdict' is missing", ""});
  check_told({top("\"domains\": {\"a\": {}}, \"trusts\": [{\"trusting\": \"a\"}]"), "/trusts/0", 2, "the key 'trusted' is missing", ""});
  check_told({top("\"links\": [{}]"), "/links/0", 2, "the key 'from' is missing", ""});
  check_told({top("\"connections\": [{\"from\": \"A\", \"to\": \"B\", \"namespace\": \"\"}]"), "/connections/0/namespace", 2, "the namespace is empty", ""});
}

TEST_CASE("requirements that ask for nothing, or for what there is not") {
  const auto required = [](const std::string& members) { return top("\"connections\": [{\"from\": \"A\", \"to\": [\"B\"], \"id\": \"k\"}], \"require\": [\n{" + members + "}]"); };
  const std::string ends = "\"from\": \"A\", \"to\": \"B\", ", must = "\"must\": \"connect\"";
  check_told({required(ends + must), "/require/0", 3, "the key 'id' is missing", "a name"});
  check_told({required("\"id\": \"r\", " + ends + "\"why\": \"\""), "/require/0", 3, "the key 'must' is missing", "connect or not-connect"});
  check_told({required("\"id\": \"r\", \"to\": \"B\", " + must), "/require/0", 3, "the key 'from' is missing", "hosts"});
  check_told({required("\"id\": \"r\", " + ends + "\"must\": \"conect\""), "/require/0/must", 3, "'conect' is not known here", "did you mean 'connect'?"});
  check_told({required("\"id\": \"\", " + ends + must), "/require/0/id", 3, "the id is empty", "a name"});
  check_told({required("\"id\": \"r\", \"from\": \"A\", \"to\": [\"a\", \"A\"], " + must), "/require/0", 3, "is for no pair of hosts", "another client or target"});
  check_told({required("\"id\": \"r\", \"from\": \"A\", \"to\": {\"name\": \"X*\"}, " + must), "/require/0/to", 3, "no host fits this selector", ""});
  check_told({required("\"id\": \"r\", \"from\": \"A\", \"to\": [], " + must), "/require/0/to", 3, "no host is named", ""});
  check_told({required("\"id\": \"r\", " + ends + must + ", \"expect\": {\"verdict\": \"fails\"}"), "/require/0/expect", 3, "unknown key 'expect'", ""});
  check_told({required("\"id\": \"r\", " + ends + must + ", \"account\": \"who\""), "/require/0/account", 3, "there is no account named 'who'", ""});
  check_told({required("\"id\": \"k\", " + ends + must), "/require/0/id", 3, "the id 'k' is taken by the connection 'k/A/B'", "of its own"});
  check_told({required("\"id\": \"r\", " + ends + must + "},\n{\"id\": \"r\", " + ends + must), "/require/1/id", 4, "two requirements have the id 'r'", "of its own"});
  CHECK(problems_of(required("\"from\": \"C\", \"must\": 1")).size() == 4);
}

TEST_CASE("what contradicts itself") {
  check_told({hosts("\"A\": {\"os\": \"windows-10\", \"edition\": \"home\", \"member_of\": \"d\"}},\n\"domains\": {\"d\": {}"), "/hosts/A", 2, "cannot join a domain", "B-OS-10"});
  check_told({hosts("\"A\": {\"os\": \"windows-xp-home\", \"member_of\": \"d\"}},\n\"domains\": {\"d\": {}"), "/hosts/A", 2, "cannot join a domain", ""});
  check_told({hosts("\"A\": {\"os\": \"windows-7\", \"service_pack\": 2}"), "/hosts/A", 2, "has no service pack 2", "the highest one is 1"});
  check_told({hosts("\"A\": {\"os\": \"windows-7\", \"edition\": \"datacenter\"}"), "/hosts/A", 2, "has no edition 'datacenter'", "its editions"});
  check_told({hosts("\"A\": {\"workgroup\": \"W\", \"member_of\": \"d\"}},\n\"domains\": {\"d\": {}"), "/hosts/A", 2, "in a domain or in a workgroup", ""});
  check_told({hosts("\"A\": {\"wmi\": {\"fixed_port\": 1023}}"), "/hosts/A/wmi/fixed_port", 2, "1023 is out of range for port", "from 1024 to 65535"});
  check_told({hosts("\"A\": {\"wmi\": {\"fixed_port\": 65536}}"), "/hosts/A/wmi/fixed_port", 2, "65536 is out of range for port", ""});
  check_told({hosts("\"A\": {\"rpc\": {\"dynamic_count\": 254}}"), "/hosts/A/rpc/dynamic_count", 2, "254 is out of range", "from 255 to"});
  check_told({hosts("\"A\": {\"rpc\": {\"dynamic_start\": 1024}}"), "/hosts/A/rpc/dynamic_start", 2, "1024 is out of range", ""});
  check_told({hosts("\"A\": {\"rpc\": {\"dynamic_start\": 65000, \"dynamic_count\": 1000}}"), "/hosts/A", 2, "the dynamic range ends at port 65999", ""});
  check_told({top("\"domains\": {\"a\": {}}, \"trusts\": [{\"trusting\": \"a\", \"trusted\": \"A\"}]"), "/trusts/0", 2, "no trust with itself", ""});
  check_told({top("\"accounts\": {\"x\": {\"kind\": \"local\"}}"), "/accounts/x", 2, "a local account belongs to a host", ""});
  check_told({top("\"domains\": {\"A\": {}}, \"accounts\": {\"A\\\\x\": {}}"), "/accounts/A\\x", 2, "'A' is the name of a computer and of a domain", "say which"});
  check_told({top("\"accounts\": {\"x\": {\"kind\": \"domain\"}}"), "/accounts/x", 2, "a domain account belongs to a domain", ""});
  check_told({top("\"domains\": {\"d\": {}}, \"accounts\": {\"d\\\\x\": {\"builtin_administrator\": true}}"), "/accounts/d\\x", 2, "only a local account can be the built-in Administrator", ""});
}

TEST_CASE("baselines that refer to each other in a circle") {
  for (const char* baselines : {"\"a\": {\"baseline\": \"a\"}", "\"a\": {\"baseline\": \"b\"}, \"b\": {\"baseline\": \"a\"}",
                                "\"a\": {\"baseline\": \"b\"}, \"b\": {\"baseline\": \"c\"}, \"c\": {\"baseline\": \"a\"}"}) {
    const auto problems = problems_of(top("\"baselines\": {" + std::string(baselines) + "}"));
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems.front().message, Catch::Contains("in a circle: a -> "));
    CHECK(problems.front().line == 2);
  }
}

TEST_CASE("all problems of a file are told in one run") {
  const auto problems = problems_of(R"({"format": 1, "titel": "x",
    "hosts": { "A": { "os": "windows-viste", "zone": "nowhere", "uac": { "enabled": "yes" } } },
    "accounts": { "x": { "kind": "local" } },
    "connections": [ { "from": "A", "to": "C", "api": "wmi" } ] })");
  CHECK(problems.size() == 7);
  std::vector<std::string> pointers;
  for (const auto& p : problems) pointers.push_back(p.pointer);
  for (const char* pointer : {"/titel", "/hosts/A/os", "/hosts/A/zone", "/hosts/A/uac/enabled", "/accounts/x", "/connections/0/to", "/connections/0/api"}) {
    CAPTURE(pointer);
    CHECK(std::count(pointers.begin(), pointers.end(), pointer) == 1);
  }
}

TEST_CASE("no change of its bytes makes the reader fail [property]") {
  static const std::string good = tests::read_estate(tests::plain_scenario().dump()).hosts.empty() ? "" : tests::plain_scenario().dump(1);
  static const std::string bytes = "{}[]\",:0123456789-+.eE\\nulltruefase\x00\xFF\x80\xC3 \n";
  REQUIRE(tests::holds_for(4000, "damaged text", [] {
    tests::Choices c(*tests::choice_streams(40));
    std::string text = c.chance(50) ? good : tests::random_scenario(c).dump(1);
    for (std::size_t n = 1 + c.below(6); n > 0 && !text.empty(); --n) {
      const std::size_t at = c.below(text.size()), length = 1 + c.below(std::min<std::size_t>(40, text.size() - at));
      switch (c.below(5)) {
        case 0: text[at] = c.pick(bytes); break;
        case 1: text[at] = static_cast<char>(text[at] ^ (1 << c.below(8))); break;
        case 2: text.erase(at, length); break;
        case 3: text.insert(at, text.substr(c.below(text.size()), length)); break;
        default: text.resize(at); break;
      }
    }
    tests::note() << text << "\n";
    for (const auto& p : problems_of(text)) {
      RC_ASSERT(!p.message.empty());
      RC_ASSERT(p.line >= 1U);
    }
  }));
}

// Values of every kind in every place.
TEST_CASE("no wrong value in any place makes the reader fail [property]") {
  REQUIRE(tests::holds_for(1500, "replaced values", [] {
    tests::Choices c(*tests::choice_streams(tests::scenario_choices));
    tests::Json scenario = tests::random_scenario(c);
    auto flat = scenario.flatten();
    std::vector<std::string> pointers;
    for (const auto& [pointer, value] : flat.items()) pointers.push_back(pointer);
    static const std::vector<tests::Json> odd{nullptr, true, -1, 1e300, 9223372036854775807LL, "", "unknown", "H0", tests::Json::array(), tests::Json::object(),
                                              tests::Json::array({nullptr}), {{"H0", nullptr}}};
    for (std::size_t n = 1 + c.below(3); n > 0; --n) {
      std::string pointer = c.pick(pointers);
      for (std::size_t up = c.below(3); up > 0 && pointer.find_last_of('/') > 0; --up) pointer.resize(pointer.find_last_of('/'));
      const tests::Json::json_pointer place(pointer);
      if (scenario.contains(place)) scenario[place] = c.pick(odd);
    }
    tests::note() << scenario.dump(1) << "\n";
    problems_of(scenario.dump());
  }));
}
