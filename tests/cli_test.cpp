// SPDX-License-Identifier: Apache-2.0
// The program as its users run it: exit codes, streams, files, colours.
#include <catch2/catch.hpp>

#include "tests/generators/estates.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;

namespace {

std::string connects() { return plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_group", true}}}}}}}}).dump(1); }
std::string fails() { return plain_scenario().dump(1); }
std::string undetermined() { return plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_group", "unknown"}}}}}}}}).dump(1); }
std::string bad() { return plain_scenario({{"hosts", {{"TARGET", {{"os", "windows-viste"}}}}}}).dump(1); }
std::string expecting(const std::string& scenario, const Json& expectation) {
  Json s = Json::parse(scenario);
  s["connections"][0]["expect"] = expectation;
  return s.dump(1);
}

}  // namespace

TEST_CASE("check: 0 where all connect, 1 where one fails, 4 where one is undetermined") {
  const Folder f;
  CHECK(run(f, "check " + f.write("good.json", connects())).exit == 0);
  CHECK(run(f, "check " + f.write("fails.json", fails())).exit == 1);
  CHECK(run(f, "check " + f.write("open.json", undetermined())).exit == 4);
  Json both = Json::parse(fails());
  both["connections"].push_back({{"from", "TARGET"}, {"to", "CLIENT"}, {"account", "CORP\\admin"}, {"api", "moniker"}});
  both["hosts"]["CLIENT"]["windows_firewall"] = {{"wmi_group", "unknown"}};
  CHECK(run(f, "check " + f.write("both.json", both.dump())).exit == 1);
  CHECK(run(f, "check both.json --connection TARGET-CLIENT").exit == 4);
  CHECK(run(f, "check both.json --connection CLIENT-TARGET").exit == 1);
}

TEST_CASE("check: an expectation turns the exit code") {
  const Folder f;
  CHECK(run(f, "check " + f.write("a.json", expecting(fails(), {{"verdict", "fails"}}))).exit == 0);
  CHECK(run(f, "check " + f.write("b.json", expecting(connects(), {{"verdict", "fails"}}))).exit == 1);
  CHECK(run(f, "check " + f.write("c.json", expecting(undetermined(), {{"verdict", "undetermined"}}))).exit == 0);
  CHECK(run(f, "check " + f.write("d.json", expecting(fails(), {{"verdict", "fails"}, {"stage", "namespace"}}))).exit == 1);
  CHECK(run(f, "check " + f.write("e.json", expecting(undetermined(), {{"verdict", "undetermined"}, {"missing", {"target.windows_firewall.wmi_group"}}}))).exit == 0);
}

TEST_CASE("explain has the exit codes of check") {
  const Folder f;
  CHECK(run(f, "explain " + f.write("good.json", connects()) + " CLIENT-TARGET").exit == 0);
  CHECK(run(f, "explain " + f.write("fails.json", fails()) + " CLIENT-TARGET").exit == 1);
  CHECK(run(f, "explain " + f.write("open.json", undetermined()) + " CLIENT-TARGET").exit == 4);
}

TEST_CASE("mistakes in the command line or the input: 2, told on standard error only") {
  const Folder f;
  f.write("bad.json", bad());
  f.write("good.json", connects());
  for (const char* arguments : {"", "chek good.json", "check", "check good.json --nonsense", "check good.json --format yaml", "check good.json --color sometimes",
                                "check missing.json", "check .", "check bad.json", "check good.json --connection none", "explain good.json", "explain good.json none",
                                "rules", "rules show no-such-rule", "rules list --stage nowhere", "rules list --error whatever",
                                "schema nothing", "check good.json --rules missing-folder", "check good.json --catalogue good.json", "draw good.json none",
                                "check good.json -o missing-folder/out.txt"}) {
    CAPTURE(arguments);
    const Result r = run(f, arguments);
    CHECK(r.exit == 2);
    CHECK(r.out.empty());
    CHECK_FALSE(r.err.empty());
  }
}

TEST_CASE("a bad scenario is told with file, line, pointer and hint") {
  const Folder f;
  const Result r = run(f, "check " + f.write("bad.json", bad()));
  CHECK_THAT(r.err, Catch::Contains("bad.json:"));
  CHECK_THAT(r.err, Catch::Contains("error: 'windows-viste' is no value of release"));
  CHECK_THAT(r.err, Catch::Contains("at /hosts/TARGET/os"));
  CHECK_THAT(r.err, Catch::Contains("did you mean 'windows-vista'?"));
}

TEST_CASE("a success says nothing on standard error") {
  const Folder f;
  f.write("good.json", connects());
  for (const char* arguments : {"check good.json", "check good.json --format json", "explain good.json CLIENT-TARGET", "rules list", "rules check", "schema scenario",
                                "--help", "--version", "check --help", "draw good.json", "draw good.json CLIENT-TARGET", "rules show uac-filters-local-administrator"}) {
    CAPTURE(arguments);
    const Result r = run(f, arguments);
    CHECK(r.exit == 0);
    CHECK(r.err.empty());
    CHECK_FALSE(r.out.empty());
  }
}

TEST_CASE("- is standard input and standard output") {
  const Folder f;
  f.write("good.json", connects());
  f.write("bad.json", bad());
  const std::string good_input = (f / "good.json").string(), bad_input = (f / "bad.json").string();
  CHECK(run(f, "check -", "", good_input).out == run(f, "check good.json").out);
  CHECK(run(f, "check - -o -", "", good_input).out == run(f, "check good.json").out);
  const Result r = run(f, "check -", "", bad_input);
  CHECK(r.exit == 2);
  CHECK_THAT(r.err, Catch::StartsWith("<stdin>:"));
  CHECK(run(f, "check -").exit == 2);  // nothing comes
}

TEST_CASE("-o writes the whole result to the file and nothing to standard output") {
  const Folder f;
  f.write("fails.json", fails());
  const Result direct = run(f, "check fails.json"), r = run(f, "check fails.json -o out.txt");
  CHECK(r.exit == direct.exit);
  CHECK(r.out.empty());
  CHECK(text_of(f / "out.txt") == direct.out);
  f.write("out.txt", "something longer than the result could ever be" + std::string(100000, 'x'));
  CHECK(run(f, "check fails.json -o out.txt").exit == 1);
  CHECK(text_of(f / "out.txt") == direct.out);
  CHECK(f.files() == 2);
}

TEST_CASE("-o leaves no file behind and an existing one untouched where the input is bad") {
  const Folder f;
  f.write("bad.json", bad());
  CHECK(run(f, "check bad.json -o out.txt").exit == 2);
  CHECK(f.files() == 1);
  f.write("out.txt", "kept");
  CHECK(run(f, "check bad.json -o out.txt").exit == 2);
  CHECK(text_of(f / "out.txt") == "kept");
  CHECK(run(f, "check bad.json --rules . -o out.txt").exit == 2);
  CHECK(text_of(f / "out.txt") == "kept");
  CHECK(f.files() == 2);
}

TEST_CASE("-o to a folder is refused and leaves nothing behind") {
  const Folder f;
  f.write("good.json", connects());
  fs::create_directories(f / "folder");
  CHECK(run(f, "check good.json -o folder").exit == 2);
  CHECK(f.files() == 2);
  CHECK(fs::is_directory(f / "folder"));
}

TEST_CASE("output that cannot be written is no success") {
  if (!fs::exists("/dev/full")) return;
  const Folder f;
  f.write("good.json", connects());
  const std::string command = "cd '" + f.path().string() + "' && '" + WMIREACH_BINARY + "' check good.json >/dev/full 2>/dev/null";
  const int status = std::system(command.c_str());
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) != 0);
}

TEST_CASE("the same input gives the same bytes") {
  const Folder f;
  f.write("fails.json", fails());
  for (const char* arguments : {"check fails.json", "check fails.json --format json", "explain fails.json CLIENT-TARGET", "explain fails.json CLIENT-TARGET --format json",
                                "rules list", "schema scenario", "schema rule", "schema result", "draw fails.json CLIENT-TARGET", "draw fails.json"}) {
    CAPTURE(arguments);
    const Result first = run(f, arguments, "LC_ALL=C TZ=UTC"), second = run(f, arguments, "LC_ALL=C.UTF-8 TZ=Asia/Tokyo");
    CHECK(first.out == second.out);
    CHECK(first.exit == second.exit);
  }
}

TEST_CASE("the JSON result is JSON") {
  const Folder f;
  f.write("fails.json", fails());
  const auto result = Json::parse(run(f, "check fails.json --format json").out);
  CHECK(result.is_object());
  CHECK(result.dump().find("windows-firewall-blocks-endpoint-mapper") != std::string::npos);
}

TEST_CASE("no fact of a result is without an origin, and no rule without a source") {
  const Folder f;
  std::size_t facts = 0;
  for (const auto& file : wmireach::tests::files_below("scenarios/topologies", ".json")) {
    const auto text = run(f, "check '" + file.string() + "' --format json").out;
    INFO(file.filename().string());
    REQUIRE_FALSE(text.empty());
    const Json result = Json::parse(text);
    for (const auto& connection : result["connections"])
      for (const auto& finding : connection["findings"]) {
        INFO(connection["id"] << " " << finding["rule"]);
        CHECK_FALSE(finding["sources"].empty());
        for (const auto& fact : finding["facts"]) {
          ++facts;
          const auto& origin = fact["origin"];
          const std::string kind = origin["kind"];
          INFO(fact["name"] << " is " << kind);
          if (fact["value"].is_null()) continue;  // unknown: nobody said anything
          if (kind == "stated" || kind == "baseline") CHECK((origin.contains("pointer") && origin["line"].get<int>() > 0));
          else if (kind == "release-default" || kind == "assumption") CHECK_FALSE(origin["source"].get<std::string>().empty());
          else CHECK((kind == "derived" || kind == "changed"));
        }
      }
  }
  CHECK(facts > 1000);
}

TEST_CASE("colour only where it is asked for, or on a terminal without NO_COLOR") {
  const Folder f;
  f.write("fails.json", fails());
  const auto coloured = [&](const std::string& arguments, const std::string& before = "") { return run(f, arguments, before).out.find('\x1b') != std::string::npos; };
  CHECK_FALSE(coloured("check fails.json"));
  CHECK_FALSE(coloured("check fails.json --color never"));
  CHECK(coloured("check fails.json --color always"));
  CHECK_FALSE(coloured("check fails.json --color always --format json"));
  CHECK(run(f, "check fails.json --color always -o out.txt").exit == 1);
  CHECK(text_of(f / "out.txt").find('\x1b') == std::string::npos);
  if (std::system("command -v script >/dev/null 2>&1") != 0) return;
  // `script` gives the program a terminal.
  const auto on_terminal = [&](const std::string& before) {
    const std::string command = "cd '" + f.path().string() + "' && " + before + " script -qec \"'" + WMIREACH_BINARY + "' check fails.json\" /dev/null >terminal.txt 2>&1 </dev/null";
    if (std::system(command.c_str()) < 0) return false;
    return text_of(f / "terminal.txt").find("\x1b[") != std::string::npos;
  };
  CHECK(on_terminal("env -u NO_COLOR"));
  CHECK_FALSE(on_terminal("NO_COLOR=1"));
  CHECK(on_terminal("NO_COLOR="));
}

TEST_CASE("rules list --error takes a code in any spelling") {
  const Folder f;
  const Result expected = run(f, "rules list --error 0x80070005");
  CHECK(expected.exit == 0);
  CHECK_THAT(expected.out, Catch::Contains("uac-filters-local-administrator"));
  for (const char* code : {"2147942405", "-2147024891", "E_ACCESSDENIED", "e_accessdenied", "5", "ERROR_ACCESS_DENIED"}) {
    CAPTURE(code);
    const Result r = run(f, std::string("rules list --error=") + code);
    CHECK(r.exit == 0);
    CHECK(r.out == expected.out);
    CHECK(run(f, std::string("rules list --error ") + code).out == expected.out);
  }
}

TEST_CASE("rules are listed by stage and document, and shown by name") {
  const Folder f;
  CHECK_THAT(run(f, "rules list --stage callback").out, !Catch::Contains("uac-filters-local-administrator"));
  CHECK_THAT(run(f, "rules list --document 004").out, Catch::Contains("uac-filters-local-administrator"));
  CHECK_THAT(run(f, "rules show uac-filters-local-administrator").out, Catch::Contains("LocalAccountTokenFilterPolicy"));
  CHECK_THAT(run(f, "rules show uac-filters-local-administratr").err, Catch::Contains("did you mean 'uac-filters-local-administrator'?"));
  CHECK_THAT(run(f, "rules list --stage calback").err, Catch::Contains("did you mean 'callback'?"));
}

TEST_CASE("a name that does not exist is answered with the nearest one") {
  const Folder f;
  f.write("good.json", connects());
  CHECK_THAT(run(f, "check good.json --connection CLIENT-TARGT").err, Catch::Contains("did you mean 'CLIENT-TARGET'?"));
}

TEST_CASE("a mistyped command or option is named, with the nearest one") {
  const Folder f;
  const auto told = [&](const std::string& line, const std::string& what, const std::string& hint) {
    const auto r = run(f, line);
    INFO(line << "\n" << r.err);
    CHECK(r.exit == 2);
    CHECK(r.out.empty());
    CHECK(r.err.find(what) != std::string::npos);
    CHECK(r.err.find(hint) != std::string::npos);
  };
  told("chekc s.json", "unknown command 'chekc'", "did you mean 'check'?");
  told("rules lst", "unknown command 'lst'", "did you mean 'list'?");
  told("check s.json --fromat json", "unknown option '--fromat'", "did you mean '--format'?");
  told("check s.json more", "unexpected argument 'more'", "wmireach check --help");
  told("", "a command is missing", "one of check, explain");
}

TEST_CASE("an expectation that names no rule of the catalogue is bad input") {
  const Folder f;
  const auto s = f.write("s.json", plain_scenario({{"connection", {{"expect", {{"verdict", "fails"}, {"latent", {"fixed-port-closd"}}}}}}}).dump());
  for (const std::string command : {"check ", "test ", "draw "}) {
    const auto r = run(f, command + s);
    CHECK(r.exit == 2);
    CHECK(r.err.find("there is no rule named 'fixed-port-closd'") != std::string::npos);
    CHECK(r.err.find("did you mean 'fixed-port-closed'?") != std::string::npos);
  }
}
