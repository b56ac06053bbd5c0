// SPDX-License-Identifier: Apache-2.0
// The matrix as its users see it: every form agrees with every other, and nothing half written stays behind.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <sstream>

#include "cli/matrix_json.hpp"
#include "cli/matrix_pairs.hpp"
#include "cli/matrix_text.hpp"
#include "cli/progress_line.hpp"
#include "cli/schema_text.hpp"
#include "cli/session.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"
#include "tests/generators/program_run.hpp"
#include "tests/generators/scenario_generator.hpp"
#include "tests/generators/schema_file.hpp"

using namespace wmireach;
using namespace wmireach::tests;
using analyzer::VerdictKind;

namespace {

struct Pair {
  std::string from, to, verdict, stage, rule, error;
  bool operator==(const Pair&) const = default;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Names without commas and quotes only.
std::vector<Pair> from_csv(const std::string& text) {
  std::vector<Pair> pairs;
  for (const auto& line : lines_of(text)) {
    std::array<std::string, 6> f;
    std::istringstream in(line);
    for (auto& field : f) std::getline(in, field, ',');
    pairs.push_back({f[0], f[1], f[2], f[3], f[4], f[5]});
  }
  REQUIRE_FALSE(pairs.empty());
  CHECK(pairs.front() == Pair{"client", "target", "verdict", "stage", "rule", "error"});
  pairs.erase(pairs.begin());
  return pairs;
}

std::string text_or_nothing(const Json& j) { return j.is_null() ? "" : j.get<std::string>(); }

std::vector<Pair> from_jsonl(const std::string& text) {
  std::vector<Pair> pairs;
  for (const auto& line : lines_of(text)) {
    const Json j = Json::parse(line);
    pairs.push_back({j["from"], j["to"], j["verdict"], text_or_nothing(j["stage"]), text_or_nothing(j["rule"]), text_or_nothing(j["error"])});
  }
  return pairs;
}

// Each form, from one evaluation in this process.
class Forms {
 public:
  explicit Forms(const model::Estate& estate) : estate_(estate), request_{estate.connections[0], {}, {}} {
    request_.from.resize(estate.hosts.size());
    std::iota(request_.from.begin(), request_.from.end(), 0U);
    request_.to = request_.from;
    matrix_ = analyzer::matrix(rules::builtin_program(), estate_, request_, options_, 1);
  }
  cli::MatrixResult result() const { return {rules::builtin_program(), estate_, request_, options_, matrix_}; }
  std::string pairs(cli::PairFormat format) const {
    return written([&](cli::OutputFile& out) {
      std::atomic<std::size_t> done = 0;
      cli::write_pairs(result(), format, out, done);
    });
  }
  Json json() const {
    return Json::parse(written([&](cli::OutputFile& out) { cli::write_matrix_json(result(), out); }));
  }

 private:
  template <class Write>
  std::string written(Write write) const {
    const std::string path = (folder_ / "out").string();
    cli::OutputFile out(path);
    write(out);
    out.finish();
    return text_of(path);
  }

  Folder folder_;
  const model::Estate& estate_;
  analyzer::MatrixRequest request_;
  rules::FrameOptions options_;
  analyzer::Matrix matrix_;
};

char byte_of(const std::string& verdict) { return verdict == "connects" ? '.' : verdict == "fails" ? 'x' : '?'; }

// Some forty thousand hosts: far more pairs than can be written while a test runs.
Json large_scenario() {
  Json s = plain_scenario();
  s["hosts"]["PC#####"] = s["hosts"]["TARGET"];
  s["hosts"]["PC#####"]["count"] = 40000;
  s["connections"][0]["id"] = "one";
  return s;
}

}  // namespace

TEST_CASE("every form of the matrix says the same of every pair") {
  REQUIRE(holds_for(20, "the forms of the matrix agree", [] {
    Choices choices(*choice_streams(scenario_choices));
    Json scenario = random_scenario(choices);
    const std::string first = scenario["hosts"].begin().key();
    scenario["hosts"]["COPY##"] = scenario["hosts"][first];
    scenario["hosts"]["COPY##"]["count"] = 3;
    note() << scenario.dump(1) << "\n";
    const auto estate = read_estate(scenario.dump());
    const Forms forms(estate);
    const auto pairs = from_csv(forms.pairs(cli::PairFormat::csv));
    RC_ASSERT(pairs == from_jsonl(forms.pairs(cli::PairFormat::jsonl)));

    std::string bytes, expected;
    std::map<std::string, std::uint64_t> counts;
    std::size_t next = 0;
    for (const auto& f : estate.hosts) {
      for (const auto& t : estate.hosts) {
        expected += f.name == t.name ? ' ' : byte_of(pairs[next].verdict);
        if (f.name == t.name) continue;
        RC_ASSERT(pairs[next].from == f.name);
        RC_ASSERT(pairs[next].to == t.name);
        ++counts[pairs[next++].verdict];
      }
      expected += '\n';
    }
    RC_ASSERT(next == pairs.size());
    RC_ASSERT(forms.pairs(cli::PairFormat::bytes) == expected);

    const Json json = forms.json();
    std::map<std::string, std::uint64_t> by_zone, by_release, in_cells;
    for (const std::string kind : {"connects", "fails", "undetermined"}) {
      RC_ASSERT(json["pairs"][kind] == counts[kind]);
      for (const auto& row : json["by_zone"]) by_zone[kind] += row[kind].get<std::uint64_t>();
      if (!json["by_zone"].empty()) RC_ASSERT(by_zone[kind] == counts[kind]);
      for (const char* groups : {"by_release", "by_baseline", "classes"})
        for (const char* role : {"as_client", "as_target"}) {
          std::uint64_t sum = 0;
          for (const auto& row : json[groups]) sum += row[role][kind].get<std::uint64_t>();
          if (!json[groups].empty()) RC_ASSERT(sum == counts[kind]);
        }
    }
    std::uint64_t failing = 0;
    for (const auto& reason : json["reasons"]) failing += reason["pairs"].get<std::uint64_t>();
    RC_ASSERT(failing == counts["fails"]);
    for (const auto& cell : json["cells"]) in_cells[cell["verdict"]] += cell["pairs"].get<std::uint64_t>();
    for (const auto& [kind, n] : counts) RC_ASSERT(in_cells[kind] == n);
  }));
}

TEST_CASE("names stay inside their fields") {
  Json s = plain_scenario();
  s["hosts"]["a,\"b\"\n"] = s["hosts"]["CLIENT"];
  const auto estate = read_estate(s.dump());
  const Forms forms(estate);
  CHECK(forms.pairs(cli::PairFormat::csv).find("\nCLIENT,\"a,\"\"b\"\"\n\",") != std::string::npos);
  const auto pairs = from_jsonl(forms.pairs(cli::PairFormat::jsonl));
  CHECK(pairs.size() == 6);
  CHECK(std::ranges::any_of(pairs, [](const Pair& p) { return p.to == "a,\"b\"\n"; }));
}

TEST_CASE("the summary tells classes apart by what they do not share, and groups by release and baseline") {
  const Folder f;
  Json s = plain_scenario({{"accounts", {{"WEB2\\reader", {{"groups", {{"WEB2", {"Administrators"}}}}}}}}});
  s["baselines"]["web"] = {{"os", "windows-server-2019"}, {"member_of", "corp.example"}};
  for (const char* name : {"WEB1", "WEB2", "WEB3", "WEB4"}) s["hosts"][name] = {{"baseline", "web"}};
  s["hosts"]["WEB4"]["dcom"] = {{"enabled", false}};
  s["connections"][0]["id"] = "one";
  f.write("s.json", s.dump());
  const auto r = run(f, "matrix s.json one");
  INFO(r.out);
  const auto shown = [&](const std::string& part) { CHECK(r.out.find(part) != std::string::npos); };
  shown("\nby release\n         2  windows-10\n            as client ");
  shown("\nby baseline\n         4  web\n            as client ");
  shown("         2  no baseline\n");
  shown("         1  WEB4  windows-server-2019\n            told by   dcom.enabled false\n");
  shown("         1  WEB2  windows-server-2019\n            told by   named alone by the account WEB2\\reader\n");
  shown("         2  WEB1 and others  windows-server-2019\n            as client ");
  const auto json = Json::parse(run(f, "matrix s.json one --format json").out);
  const auto& classes = json["classes"];
  const auto web4 = std::ranges::find_if(classes, [](const Json& c) { return c["first"] == "WEB4"; });
  REQUIRE(web4 != classes.end());
  CHECK((*web4)["told_by"].dump().find(R"({"part":"dcom.enabled","value":"false"})") != std::string::npos);
}

TEST_CASE("long tables are cut, and say how much is missing") {
  const Folder f;
  Json s = plain_scenario();
  for (int i = 0; i < 70; ++i) {
    const std::string n = std::to_string(i);
    s["zones"]["Z" + n] = Json::object();
    s["hosts"]["H" + n] = {{"os", "windows-10"}, {"zone", "Z" + n}};
  }
  s["connections"][0]["id"] = "one";
  f.write("s.json", s.dump());
  const auto r = run(f, "matrix s.json one --from H0");
  CHECK(r.out.find("  and 30 more pairs of zones; these are the ones with the most failures\n") != std::string::npos);
  CHECK(r.out.find("  and 31 more classes; these are the ones with the most hosts\n") != std::string::npos);
}

TEST_CASE("a signal or a full disk leaves nothing half written, and an older result as it was") {
  const Folder f;
  f.write("s.json", large_scenario().dump());
  f.write("pairs", "older");
  for (const std::string signal : {"INT", "TERM", "HUP"}) {
    const auto r = run(f, "matrix s.json one --format jsonl -o pairs", "timeout -s " + signal + " 1");
    INFO(signal);
    CHECK(r.exit == 124);  // timeout had to end it
    CHECK(f.files() == 2);
    CHECK(text_of(f / "pairs") == "older");
  }
  const auto full = run(f, "matrix s.json one --format bytes -o pairs", "ulimit -f 8;");
  CHECK(full.exit != 0);
  CHECK(full.exit != 1);
  CHECK(f.files() == 2);
  CHECK(text_of(f / "pairs") == "older");
  CHECK(run(f, "matrix s.json one --format bytes -o missing/pairs").exit == 2);
}

TEST_CASE("what is no regular file is written directly") {
  const Folder f;
  f.write("s.json", plain_scenario({{"connection", {{"id", "one"}}}}).dump());
  const auto r = run(f, "matrix s.json one --format bytes -o pipe; wait; cat out", "mkfifo pipe; cat pipe > out &");
  CHECK(fs::is_fifo(f / "pipe"));
  CHECK(r.out.size() == 2 * 3);
}

TEST_CASE("the matrix as JSON fits its schema", "[schema]") {
  auto form = closed_form(cli::matrix_schema());
  std::size_t i = 0;
  for (const auto& file : files_below("scenarios/topologies", ".json")) {
    INFO(file);
    auto estate = cli::load_scenario(rules::builtin_program(), file.string());
    if (i++ % 2 == 1) estate.connections[0].account = model::none;
    CHECK(form.problems(nlohmann::json::parse(Forms(estate).json().dump())) == "");
  }
  CHECK(i > 3);
}

TEST_CASE("progress is told in cells and per cent") {
  CHECK(cli::progress_text("pairs of classes", 0, 0) == "pairs of classes");
  CHECK(cli::progress_text("pairs of classes", 1, 3) == "pairs of classes   33%  1 of 3");
  CHECK(cli::progress_text("clients written", 30000, 30000) == "clients written  100%  30000 of 30000");
}

TEST_CASE("the same bytes in every form on any number of threads, and nothing on standard error") {
  const Folder f;
  Json s = plain_scenario({{"connection", {{"id", "one"}}}});
  s["zones"] = {{"a", Json::object()}, {"b", Json::object()}};
  s["hosts"]["CLIENT"]["zone"] = "a";
  s["hosts"]["TARGET"]["zone"] = "b";
  f.write("s.json", s.dump());
  for (const std::string format : {"text", "json", "csv", "jsonl", "bytes", "dot"}) {
    INFO(format);
    const auto one = run(f, "matrix s.json one --threads 1 --format " + format), many = run(f, "matrix s.json one --threads 7 --format " + format);
    CHECK(one.out == many.out);
    CHECK_FALSE(one.out.empty());
    CHECK(one.err.empty());
    run(f, "matrix s.json one -o out --format " + format);
    CHECK(text_of(f / "out") == one.out);
    if (format == "bytes" || format == "text") continue;
    run(f, "matrix s.json one -o out." + format);
    CHECK(text_of(f / ("out." + format)) == one.out);
  }
  CHECK(run(f, "matrix s.json one --format xml").exit == 2);
  CHECK(run(f, "matrix s.json one --nodes hosts").exit == 2);
}
