// SPDX-License-Identifier: Apache-2.0
// What fix, harden, diff and whatif write as JSON, against the schemas that are shipped with the program.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/generators/program_run.hpp"
#include "tests/generators/schema_file.hpp"

using namespace wmireach::tests;
using nlohmann::json;
using Pointer = json::json_pointer;

namespace {

SchemaFile& shipped_form(const std::string& name) {
  static std::map<std::string, SchemaFile> forms;
  const auto known = forms.find(name);
  if (known != forms.end()) return known->second;
  return forms.try_emplace(name, json::parse(text_of(source_dir() / "schemas" / (name + ".schema.json")))).first->second;
}

// Runs a command in JSON and holds the result against the schema of that name.
json result_of(const Folder& folder, const std::string& schema, const std::string& arguments) {
  const auto r = run(folder, arguments + " --format json");
  INFO(arguments << "\n" << r.err);
  REQUIRE((r.exit == 0 || r.exit == 1 || r.exit == 4));
  json result = json::parse(r.out);
  CHECK(shipped_form(schema).problems(result) == "");
  return result;
}

std::string in_quotes(const fs::path& file) { return "'" + file.string() + "'"; }
std::string topology(const std::string& name) { return in_quotes(source_dir() / "scenarios/topologies" / (name + ".json")); }

// Whatever key is left out, added or given a value of another form: the schema refuses it. What the values of a patch are is the scenario's matter.
void require_strict(const std::string& schema, const json& result, const std::vector<std::string>& optional = {}) {
  SchemaFile& form = shipped_form(schema);
  REQUIRE(form.accepts(result));
  const std::function<void(const Pointer&)> walk = [&](const Pointer& at) {
    const json& part = result.at(at);
    INFO(schema << " " << at.to_string());
    if (part.is_object()) {
      json changed = result;
      changed[at]["nonsense"] = 1;
      CHECK_FALSE(form.accepts(changed));
      for (const auto& [key, value] : part.items()) {
        INFO(key);
        const bool in_a_patch = at.to_string().find("/patch/") != std::string::npos;
        if (std::ranges::find(optional, key) == optional.end()) {
          changed = result;
          changed[at].erase(key);
          CHECK_FALSE(form.accepts(changed));
        }
        if (in_a_patch && key == "value") continue;
        changed = result;
        changed[at / key] = 0.5;
        CHECK_FALSE(form.accepts(changed));
        walk(at / key);
      }
    } else if (part.is_array() && !part.empty()) {
      walk(at / 0);
    }
  };
  walk(Pointer());
}

}  // namespace

TEST_CASE("fix as JSON: every topology mended at once, and every connection by itself", "[schema]") {
  const Folder folder;
  for (const auto& file : files_below("scenarios/topologies", ".json")) {
    const json all = result_of(folder, "fix", "fix " + in_quotes(file));
    std::size_t n = 0;
    for (const auto& c : all["connections"])
      if (n++ % 3 == 0) result_of(folder, "fix", "fix " + in_quotes(file) + " " + c["id"].get<std::string>() + " --alternatives 4");
  }
}

TEST_CASE("fix as JSON: beyond repair, asked about first, cut off by a requirement, and nothing to mend", "[schema]") {
  const Folder folder;
  folder.write("stays-out.json", R"({ "require": [ { "id": "stays-out", "from": "COL1", "to": "NORTH-FS1", "account": "CORP\\collector", "api": "get-wmiobject", "must": "not-connect" } ] })");
  const json spoilt = result_of(folder, "fix", "fix " + topology("branch-offices") + " north-135-only --overlay stays-out.json");
  CHECK(spoilt["left_out_for_requirements"] == json::array({"stays-out"}));
  CHECK(spoilt["repairs"].empty());
  const json beyond = result_of(folder, "fix", "fix " + topology("branch-offices") + " north-135-only --freeze '*' --forbid request --forbid open-ports");
  CHECK(beyond["connections"][0]["beyond_repair"] == true);
  const json asked = result_of(folder, "fix", "fix " + topology("branch-offices") + " --alternatives 1");
  CHECK(std::ranges::any_of(asked["connections"], [](const json& c) { return !c["ask_first"].empty(); }));
  CHECK(result_of(folder, "fix", "fix " + topology("branch-offices") + " west-fixed-port")["repairs"][0]["changes"].empty());
  folder.write("without.json", R"([ { "op": "replace", "path": "/connections", "value": [] } ])");
  CHECK(result_of(folder, "fix", "fix " + topology("segmented-plant") + " --overlay without.json")["connections"].empty());
  require_strict("fix", result_of(folder, "fix", "fix " + topology("branch-offices") + " north-135-only"));
}

TEST_CASE("harden as JSON", "[schema]") {
  const Folder folder;
  for (const char* name : {"async-collector", "branch-offices", "merger-one-way-trust", "plant-legacy"}) result_of(folder, "harden", "harden " + topology(name));
  const json hardened = result_of(folder, "harden", "harden " + topology("branch-offices"));
  CHECK_FALSE(hardened["tightened"].empty());
  CHECK_FALSE(hardened["kept"].empty());
  require_strict("harden", hardened);
}

TEST_CASE("diff and whatif as JSON: connections, requirements, and pairs where they are asked for", "[schema]") {
  const Folder folder;
  for (const auto& file : files_below("scenarios/topologies", ".json")) {
    result_of(folder, "diff", "whatif " + in_quotes(file) + " --change ntlm-off --change dcom-hardening-enforced");
    const json same = result_of(folder, "diff", "diff " + in_quotes(file) + " " + in_quotes(file));
    CHECK(same["changes"].empty());
    CHECK_FALSE(same.contains("pairs"));
  }
  result_of(folder, "diff", "diff " + topology("branch-offices") + " " + topology("hardening-wave"));
  const json paired = result_of(folder, "diff", "whatif " + topology("segmented-plant") + " --set '*:windows_firewall.wmi_group=false' --set '*:dcom.enabled=unknown' --pairs collectors-read-historians");
  CHECK_FALSE(paired["requirements"]["changes"].empty());
  CHECK_FALSE(paired["pairs"]["changes"].empty());
  require_strict("diff", paired, {"pairs"});
  require_strict("diff", result_of(folder, "diff", "whatif " + topology("branch-offices") + " --change ntlm-off --set '*:dcom.enabled=false'"));
}
