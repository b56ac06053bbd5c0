// SPDX-License-Identifier: Apache-2.0
// The commands that the pages show, run: they do what the pages say. A line "[...]" of a page stands for any lines.
#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/generators/program_run.hpp"

using namespace wmireach::tests;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Shown {
  std::string command;
  Lines output;  // empty: the page shows none
};

// The commands of each block of a page; those of one block share a shell. Blocks that build the program are left out.
std::vector<std::vector<Shown>> blocks_of(const std::string& page) {
  std::vector<std::vector<Shown>> blocks;
  bool inside = false;
  for (const auto& line : lines_of(page)) {
    if (line == "```console") {
      inside = true;
      blocks.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside && line.starts_with("$ ")) {
      blocks.back().push_back({line.substr(2), {}});
    } else if (inside) {
      REQUIRE(!blocks.back().empty());
      blocks.back().back().output.push_back(line);
    }
  }
  std::erase_if(blocks, [](const auto& block) {
    return std::ranges::any_of(block, [](const Shown& s) { return s.command.starts_with("scripts/") || s.command.starts_with("cmake "); });
  });
  return blocks;
}

// The first line that is shown and is not there, or is there and not shown; empty: they agree.
std::string difference(const Lines& shown, const Lines& found) {
  std::size_t at = 0;
  bool any_lines = false;
  for (const auto& line : shown) {
    if (line == "[...]") {
      any_lines = true;
      continue;
    }
    if (any_lines)
      while (at < found.size() && found[at] != line) ++at;
    if (at == found.size() || found[at] != line) return "the page shows '" + line + "'" + (any_lines || at == found.size() ? "" : ", the program writes '" + found[at] + "'");
    ++at;
    any_lines = false;
  }
  return any_lines || at == found.size() ? "" : "the program also writes '" + found[at] + "'";
}

// "kiosk.json" of README.md.
std::string kiosk() {
  const std::string page = text_of(source_dir() / "README.md"), fence = "```json\n";
  const auto begin = page.find(fence) + fence.size();
  return page.substr(begin, page.find("```", begin) - begin);
}

void run_page(const fs::path& page) {
  const Folder folder;
  folder.write("kiosk.json", kiosk());
  for (const char* part : {"scenarios", "docs", "tests"}) fs::create_directory_symlink(source_dir() / part, folder / part);
  std::size_t commands = 0;
  for (const auto& block : blocks_of(text_of(source_dir() / page))) {
    std::string script = "PATH='" + fs::path(WMIREACH_BINARY).parent_path().string() + "':$PATH\n";
    for (std::size_t i = 0; i < block.size(); ++i) {
      const std::string number = std::to_string(i);
      script += "{ " + block[i].command + "\n} >out." + number + " 2>err." + number + " </dev/null; echo $? >exit." + number + "\n";
    }
    folder.write("script", script);
    REQUIRE(std::system(("cd '" + folder.path().string() + "' && sh script").c_str()) == 0);
    for (std::size_t i = 0; i < block.size(); ++i, ++commands) {
      const std::string number = std::to_string(i), exit = text_of(folder / ("exit." + number));
      INFO(page.string() << ": " << block[i].command << "\n" << text_of(folder / ("err." + number)));
      CHECK((exit == "0\n" || exit == "1\n" || exit == "4\n"));
      if (!block[i].output.empty()) CHECK(difference(block[i].output, lines_of(text_of(folder / ("out." + number)))) == "");
    }
  }
  CHECK(commands > 0);
}

std::vector<std::string> recipes() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(source_dir() / "docs/cookbook")) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("the commands of README.md do what it shows") { run_page("README.md"); }
TEST_CASE("the commands of docs/repairs.md do what it shows") { run_page("docs/repairs.md"); }
TEST_CASE("the commands of docs/whole-estates.md do what it shows") { run_page("docs/whole-estates.md"); }
TEST_CASE("the commands of docs/evidence.md do what it shows") { run_page("docs/evidence.md"); }
TEST_CASE("the commands of docs/pipelines.md do what it shows") { run_page("docs/pipelines.md"); }
TEST_CASE("the commands of docs/probe.md do what it shows") { run_page("docs/probe.md"); }

TEST_CASE("the commands of the cookbook do what it shows") {
  for (const auto& name : recipes()) run_page("docs/cookbook/" + name);
}

TEST_CASE("the cookbook names every recipe, and every recipe its scenario") {
  const std::string index = text_of(source_dir() / "docs/cookbook.md");
  for (const auto& name : recipes()) {
    INFO(name);
    CHECK(index.find("(cookbook/" + name + ")") != std::string::npos);
    const std::string scenario = "examples/cookbook/" + fs::path(name).stem().string() + ".json";
    CHECK(fs::exists(source_dir() / "docs" / scenario));
    CHECK(text_of(source_dir() / "docs/cookbook" / name).find("(../" + scenario + ")") != std::string::npos);
  }
}

// An SVG depends on the Graphviz that made it, so what is compared is the DOT text beside it.
TEST_CASE("the pictures of the cookbook are what the command below them draws") {
  const fs::path pictures = source_dir() / "docs/pictures/cookbook";
  const Folder folder;
  fs::create_directory_symlink(source_dir() / "docs", folder / "docs");
  std::size_t shown = 0;
  for (const auto& name : recipes()) {
    const std::string page = text_of(source_dir() / "docs/cookbook" / name);
    static const std::regex command(R"(`wmireach ((draw|matrix) [^`]*) -o ([^`]*)\.svg`)");
    for (std::sregex_iterator at(page.begin(), page.end(), command), end; at != end; ++at, ++shown) {
      const std::string picture = (*at)[3];
      INFO(name << ": " << picture);
      CHECK(page.find("](../pictures/cookbook/" + picture + ".svg)") != std::string::npos);
      CHECK(run(folder, (*at)[1].str() + " --format dot").out == text_of(pictures / (picture + ".dot")));
      CHECK(text_of(pictures / (picture + ".svg")).find("</svg>") != std::string::npos);
    }
  }
  CHECK(2 * shown == static_cast<std::size_t>(std::distance(fs::directory_iterator(pictures), fs::directory_iterator())));
}

TEST_CASE("the scenarios of the cookbook meet their expectations, but for the one that is mended") {
  const Folder folder;
  fs::create_directory_symlink(source_dir() / "docs", folder / "docs");
  const Result r = run(folder, "test docs/examples/cookbook --quiet");
  CHECK(r.exit == 1);
  CHECK_THAT(r.out, Catch::StartsWith("FAIL docs/examples/cookbook/10-regression.json collectors-read-historians"));
  CHECK(std::count(r.out.begin(), r.out.end(), '\n') == 3);
}
