// SPDX-License-Identifier: Apache-2.0
// fix, harden, apply, whatif and diff with input that they cannot use: exit code 2, nothing written, and a message that says what and where.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;
using Catch::Matchers::Contains;

namespace {

// A scenario whose one connection works once the firewall of the target lets it through, and files that are of no use.
void write_files(const Folder& f) {
  Json s = plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "blocked"}}}}}}}});
  s["require"] = Json::array({{{"id", "readers-read"}, {"from", "TARGET"}, {"to", "CLIENT"}, {"must", "not-connect"}}});
  f.write("s.json", s.dump());
  f.write("none.json", R"({"format": 1, "hosts": {}})");
  f.write("bad.json", "{\n]");
  f.write("text.json", "\"text\"");
  f.write("null.json", "\n\nnull");
  f.write("wrong.json", "\n{\"hosts\": {\n\"TARGET\": {\"os\": \"windows-99\"}}}");
  f.write("wrong-patch.json", "\n[{\"op\": \"add\", \"path\": \"/hosts/TARGET/os\",\n\"value\": \"windows-99\"}]");
  f.write("folder/x", "");
}

struct Wrong {
  std::string arguments;
  std::vector<std::string> says;
};

void check_refused(const std::vector<Wrong>& all) {
  const Folder f;
  write_files(f);
  const auto files = f.files();
  const std::string scenario = text_of(f / "s.json");
  for (const auto& w : all) {
    const auto r = run(f, w.arguments);
    INFO(w.arguments << "\n" << r.err);
    CHECK(r.exit == 2);
    CHECK(r.out.empty());
    for (const auto& says : w.says) CHECK_THAT(r.err, Contains(says));
    CHECK(f.files() == files);
    CHECK(text_of(f / "s.json") == scenario);
  }
}

}  // namespace

TEST_CASE("files that cannot be read, are no JSON or no scenario are told by name, whichever command reads them") {
  for (const std::string command : {"fix FILE", "harden FILE", "apply FILE text.json", "apply s.json FILE", "whatif FILE --set TARGET:uac.enabled=false", "whatif s.json --overlay FILE",
                                    "diff FILE s.json", "diff s.json FILE", "fix s.json --overlay FILE", "harden s.json --overlay FILE"}) {
    const auto with = [&](const std::string& file) {
      std::string text = command;
      return text.replace(text.find("FILE"), 4, file);
    };
    check_refused({{with("gone.json"), {"gone.json: error: the file cannot be read"}}, {with("folder"), {"folder: error: this is a folder"}}, {with("bad.json"), {"bad.json:2:1: error: malformed JSON"}}});
  }
  check_refused({{"fix -", {"<stdin>:1:1: error: malformed JSON"}}, {"apply s.json -", {"<stdin>:1:1: error: malformed JSON"}}});
}

TEST_CASE("what is no patch is told of its own file, and what a change states is not told of a line of the scenario") {
  check_refused({{"apply s.json text.json", {"text.json:1: error: expected an array or an object, found a string", "hint: a JSON patch is an array"}},
                 {"fix s.json --overlay null.json", {"null.json:3: error: expected an array or an object, found null"}},
                 {"whatif s.json --overlay wrong.json", {"s.json with the change: error: 'windows-99' is no value of release", "at /hosts/TARGET/os"}},
                 {"apply s.json wrong-patch.json -o new.json", {"s.json with the change: error: 'windows-99' is no value of release", "at /hosts/TARGET/os"}},
                 {"harden s.json --set TARGET:uac=3", {"s.json with the change: error: expected an object, found a whole number", "at /hosts/TARGET/uac"}}});
}

TEST_CASE("explain says that an overlay states a fact, and gives no line of the scenario for it") {
  const Folder f;
  write_files(f);
  f.write("overlay.json", "\n\n{\"hosts\": {\"TARGET\": {\"os\": \"windows-11\"}}}");
  CHECK_THAT(run(f, "explain s.json CLIENT-TARGET --overlay overlay.json").out, Contains("target.os = windows-11  (stated at /hosts/TARGET/os, by a change)"));
}

TEST_CASE("an empty word is no value") {
  check_refused({{"fix ''", {"wmireach fix: scenario: the value is empty"}}, {"fix s.json ''", {"connection: the value is empty"}}, {"fix s.json --patch ''", {"--patch: the value is empty"}},
                 {"harden s.json --freeze ''", {"--freeze: the value is empty"}}, {"apply s.json ''", {"patch: the value is empty"}}, {"fix s.json -o ''", {"--output: the value is empty"}},
                 {"whatif s.json --set TARGET:uac.enabled=false --pairs CLIENT-TARGET --to ''", {"--to: the value is empty"}}, {"diff s.json s.json --pairs ''", {"--pairs: the value is empty"}},
                 {"rules show ''", {"wmireach rules show: name: the value is empty"}}});
}

TEST_CASE("a patch goes neither where the report goes nor into the scenario, and is not written where there is none") {
  check_refused({{"fix s.json --patch -", {"--patch -: error: the report goes there as well"}}, {"harden s.json --patch p.json -o ./p.json", {"the report goes there as well"}},
                 {"fix s.json --patch folder/../s.json", {"error: this is the scenario"}}, {"fix s.json --patch gone/p.json", {"gone/p.json: error: the file cannot be written"}},
                 {"fix s.json --patch folder", {"folder: error: the file cannot be written"}}, {"harden s.json --patch p.json", {"no connection has to go on working", "wmireach fix"}},
                 {"fix s.json --freeze '*' --patch p.json", {"there is no repair to write"}}});
  const Folder f;
  f.write("s.json", plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "blocked"}}}}}}}}).dump());
  const auto r = run(f, "fix s.json --patch - -o report.txt");
  CHECK(Json::parse(r.out).is_array());
  CHECK_THAT(text_of(f / "report.txt"), Contains("repair 1:"));
}

TEST_CASE("an output that cannot be written is told, and no part of it is left") {
  for (const std::string command : {"fix s.json", "harden s.json", "apply s.json --set TARGET:uac.enabled=false", "whatif s.json --set TARGET:uac.enabled=false", "diff s.json s.json"})
    check_refused({{command + " -o gone/out", {"gone/out: error: the file cannot be written", "hint:"}}, {command + " -o folder", {"folder: error: the file cannot be written"}},
                   {command + " -o /dev/full", {"/dev/full: error: the file cannot be written"}}});
}

TEST_CASE("names that are not there are told with the nearest one") {
  check_refused({{"fix s.json CLIENT-TARGTE", {"there is no connection 'CLIENT-TARGTE'", "did you mean 'CLIENT-TARGET'?"}}, {"harden s.json nothing", {"there is no connection 'nothing'", "hint:"}},
                 {"harden s.json CLIENT-TARGET", {"does not work now", "wmireach fix"}}, {"harden s.json --freeze TARGTE", {"did you mean 'TARGET'?"}}, {"harden s.json --forbid close-port", {"did you mean 'close-ports'?"}},
                 {"diff s.json s.json --pairs reader-read", {"there is no connection and no requirement 'reader-read'", "did you mean 'readers-read'?"}},
                 {"diff s.json none.json --pairs readers-read", {"none.json: error: there is no connection and no requirement 'readers-read'"}},
                 {"whatif s.json --set TARGET:uac.enabled=false --from CLIENT", {"--from requires --pairs"}}, {"fix s.json --alternatives 21", {"not in range 0 to 20"}},
                 {"fix s.json --set", {"--set: 1 required"}}, {"apply s.json", {"there is no change to apply", "hint:"}}, {"schema fx", {"not in {scenario,rule,result,matrix,fix,harden,diff,coverage,facts,observations,probe}"}}});
}

TEST_CASE("fix says whether nothing fails or a change breaks nothing") {
  const Folder f;
  write_files(f);
  CHECK(run(f, "fix none.json").out == "no connection is to be mended\n");
  CHECK(run(f, "fix s.json --set CLIENT:uac.enabled=false").out == "the change breaks no connection; name connections to mend others\n");
}
