// SPDX-License-Identifier: Apache-2.0
// The pictures that README.md and docs/ show are those that the program draws. WMIREACH_UPDATE_GOLDEN=1 draws them anew: look at them before
// you keep them.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;

namespace {

struct Shown {
  std::string name, arguments;
};

const std::string topologies = (source_dir() / "scenarios/topologies").string() + "/";

const std::vector<Shown> pictures{
    {"failing-path", "draw '" + topologies + "branch-offices.json' north-both-firewalls"},
    {"trusts", "draw '" + topologies + "merger-one-way-trust.json' --view trusts"},
    {"change", "whatif '" + topologies + "hardening-wave.json' --change dcom-hardening-enforced --overlay '" + (source_dir() / "docs/examples/plant-behind-one-way-trust.json").string() + "'"}};

// "graphviz version 2.43.0 (0)"; empty: it says nothing.
std::string version(const std::string& svg) {
  const auto at = svg.find("graphviz version");
  return at == std::string::npos ? "" : svg.substr(at, svg.find('\n', at) - at);
}

}  // namespace

TEST_CASE("the pictures of the documentation are current") {
  const Folder folder;
  for (const auto& [name, arguments] : pictures) {
    INFO(name);
    const fs::path base = source_dir() / "docs/pictures" / name;
    for (const std::string form : {"dot", "svg"}) {
      const fs::path file = base.string() + "." + form;
      run(folder, arguments + " --format " + form + " -o drawn." + form);
      const std::string drawn = text_of(folder / ("drawn." + form));
      REQUIRE_FALSE(drawn.empty());
      if (std::getenv("WMIREACH_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << drawn;
      REQUIRE(fs::exists(file));
      // Another Graphviz lays out the same DOT a little otherwise.
      const std::string kept = text_of(file);
      if (form == "dot" || version(kept) == version(drawn)) CHECK(kept == drawn);
    }
  }
}
