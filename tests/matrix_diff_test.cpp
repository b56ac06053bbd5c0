// SPDX-License-Identifier: Apache-2.0
// Pairs of hosts before and after a change: the same as predicting every pair twice, and no more work than the change asks for.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "analyzer/matrix_diff.hpp"
#include "analyzer/predict.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"
#include "tests/generators/program_run.hpp"

using namespace wmireach;
using analyzer::ChangeKind;
using model::Index;
using tests::Choices;
using tests::Json;

namespace {

analyzer::MatrixDiff diff_of(const model::Estate& before, const model::Estate& after, unsigned threads = 1) {
  analyzer::MatrixDiffRequest request{{before.connections[0], {}, {}}, after.connections[0]};
  request.before.from.resize(before.hosts.size());
  std::iota(request.before.from.begin(), request.before.from.end(), Index{0});
  request.before.to = request.before.from;
  return analyzer::matrix_diff(rules::builtin_program(), before, after, analyzer::Reach(before, after), request, {}, threads);
}

// What a change of pairs says without its reason.
using Said = std::tuple<ChangeKind, analyzer::VerdictKind, std::optional<std::uint32_t>, std::optional<std::uint32_t>, analyzer::VerdictKind, std::optional<std::uint32_t>,
                        std::optional<std::uint32_t>>;

Said said(ChangeKind kind, const analyzer::PairVerdict& a, const analyzer::PairVerdict& b) { return {kind, a.kind, a.first_blocker, a.error, b.kind, b.first_blocker, b.error}; }

analyzer::PairVerdict brief(const analyzer::Verdict& v) { return {v.kind, v.first_blocker, v.error_is_certain ? std::optional(v.errors.front().code) : std::nullopt}; }

// The same scenario with one to three things changed: a host takes the settings of another or is stated anew, a host comes or goes,
// or something is learnt of which several hosts may know.
Json changed(const Json& scenario, Choices& c) {
  Json s = scenario;
  for (std::size_t n = 1 + c.below(3); n > 0; --n) {
    std::vector<std::string> names;
    for (const auto& [name, host] : s["hosts"].items()) names.push_back(name);
    Json next = s;
    switch (c.below(5)) {
      case 0: next["hosts"][c.pick(names)] = s["hosts"][c.pick(names)]; break;
      case 1: next["hosts"][c.pick(names)]["dcom"]["enabled"] = c.chance(50); break;
      case 2: next["hosts"]["NEW"] = s["hosts"][c.pick(names)]; break;
      case 3: next["hosts"].erase("ALIKE"); break;
      default:
        if (const auto lesson = tests::learn_something(c, s)) next = lesson->scenario;
        break;
    }
    if (tests::problems_of(next.dump()).empty()) s = std::move(next);
  }
  return s;
}

Json with_a_twin(Json s) {
  const std::string first = s["hosts"].begin().key();
  s["hosts"]["ALIKE"] = s["hosts"][first];
  return s;
}

}  // namespace

TEST_CASE("an estate does not differ from itself, and nothing is predicted to know that", "[property]") {
  REQUIRE(tests::holds_for(20, "diff(e, e) is empty", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const Json s = with_a_twin(tests::random_scenario(choices));
    tests::note() << s.dump(1) << "\n";
    const auto one = tests::read_estate(s.dump()), other = tests::read_estate(s.dump(1));  // other lines
    const auto diff = diff_of(one, other);
    RC_ASSERT(diff.changes.empty());
    RC_ASSERT(diff.gone.empty());
    RC_ASSERT(diff.evaluated == 0U);
    RC_ASSERT(diff.pairs == one.hosts.size() * (one.hosts.size() - 1));
  }));
}

TEST_CASE("the pairs that change are those of which two predictions differ", "[property]") {
  REQUIRE(tests::holds_for(12, "diff(before, after) is what the pairs say", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(100));
    const Json s = with_a_twin(tests::random_scenario(choices)), t = changed(s, more);
    tests::note() << s.dump(1) << "\n" << t.dump(1) << "\n";
    const auto before = tests::read_estate(s.dump()), after = tests::read_estate(t.dump());
    const auto& program = rules::builtin_program();
    std::map<Said, std::uint64_t> expected, found;
    std::uint64_t pairs = 0;
    for (Index f = 0; f < before.hosts.size(); ++f)
      for (Index to = 0; to < before.hosts.size(); ++to) {
        model::Connection a = before.connections[0], b = after.connections[0];
        a.from = f;
        a.to = to;
        b.from = after.find_host(before.hosts[f].name);
        b.to = after.find_host(before.hosts[to].name);
        if (f == to || b.from == model::none || b.to == model::none) continue;
        ++pairs;
        rules::FactFrame was(before, a), is(after, b);
        const auto v = analyzer::predict_and_probe_missing(program, was, {}), w = analyzer::predict_and_probe_missing(program, is, {});
        if (const auto change = analyzer::difference(program, v, was, w, is)) ++expected[said(change->kind, brief(v), brief(w))];
        if (!analyzer::Reach(before, after).reaches(a, b)) RC_ASSERT(tests::text_of(program, v) == tests::text_of(program, w));
      }
    const auto diff = diff_of(before, after), threaded = diff_of(before, after, 3);
    for (const auto& c : diff.changes) found[said(c.kind, c.before, c.after)] += c.pairs;
    RC_ASSERT(found == expected);
    RC_ASSERT(diff.pairs == pairs);
    RC_ASSERT(std::ranges::equal(diff.changes, threaded.changes, [](const auto& x, const auto& y) {
      return x.pairs == y.pairs && x.from == y.from && x.to == y.to && said(x.kind, x.before, x.after) == said(y.kind, y.before, y.after) && x.because.size() == y.because.size();
    }));
  }));
}

TEST_CASE("only pairs of a changed host are predicted, however many hosts there are") {
  Json s = tests::plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  for (int i = 0; i < 40; ++i) s["hosts"]["TWIN" + std::to_string(i)] = s["hosts"]["TARGET"];
  s["hosts"]["LATER"] = s["hosts"]["TARGET"];
  Json t = s;
  t["hosts"]["LATER"]["dcom"]["enabled"] = false;
  const auto before = tests::read_estate(s.dump()), after = tests::read_estate(t.dump());
  auto diff = diff_of(before, after);
  // The changed host as client of CLIENT and of the others, which are alike; and all of them, alike as clients, as its clients.
  CHECK(diff.evaluated == 3);
  std::uint64_t closed = 0;
  for (const auto& c : diff.changes)
    if (c.kind == ChangeKind::closes) closed += c.pairs;
  CHECK(closed == 42 + 41);  // as target of all others; as client, of all but the one that was closed before
  for (const auto& c : diff.changes) {
    REQUIRE(c.because.size() == 1);
    CHECK(rules::slot_name(c.because[0].slot).ends_with("dcom.enabled"));
  }
  t["accounts"]["CORP\\admin"]["enabled"] = false;  // an account may matter everywhere
  diff = diff_of(before, tests::read_estate(t.dump()));
  CHECK(diff.evaluated > 3);
}

TEST_CASE("whatif: pairs of a connection and of a requirement, and requirements whose result changes") {
  const tests::Folder f;
  Json s = tests::plain_scenario({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}});
  s["hosts"]["TWIN"] = s["hosts"]["TARGET"];
  s["connections"][0]["id"] = "one";
  s["require"] = Json::array({{{"id", "all"}, {"from", "CLIENT"}, {"to", {{"name", "T*"}}}, {"must", "connect"}, {"account", "CORP\\admin"}, {"api", "moniker"}}});
  f.write("s.json", s.dump());
  const std::string change = "whatif s.json --set TWIN:dcom.enabled=false ";
  auto r = tests::run(f, change);
  CHECK(r.exit == 1);
  CHECK(r.out.starts_with("0 of 1 connections change\n"));
  CHECK(r.out.find("holds -> violated  all\n") != std::string::npos);
  CHECK(r.out.find("pair      all/CLIENT/TWIN: fails at dcom-activation") != std::string::npos);
  CHECK(r.out.find("1 of 1 requirements change\n") != std::string::npos);
  CHECK(r.out.find("pairs of") == std::string::npos);
  r = tests::run(f, change + "--pairs one --to 'name=T*'");
  CHECK(r.out.find("because   target.dcom.enabled of TWIN: true -> false") != std::string::npos);
  CHECK(r.out.find(" of 4 pairs of one change: ") != std::string::npos);
  r = tests::run(f, change + "--pairs all");
  CHECK(r.out.find("closes     1 pair, such as CLIENT -> TWIN") != std::string::npos);
  CHECK(r.out.find("1 of 2 pairs of all change: 1 closes\n") != std::string::npos);
  const auto json = Json::parse(tests::run(f, change + "--pairs all --format json").out);
  CHECK(json["pairs"]["changes"][0]["because"][0]["subject"] == "target.dcom.enabled of TWIN");
  CHECK(json["requirements"]["changes"][0]["after"]["state"] == "violated");
  s["hosts"].erase("TWIN");
  f.write("t.json", s.dump());
  r = tests::run(f, "diff s.json t.json --pairs one");
  CHECK(r.exit == 1);
  CHECK(r.out.find("1 of the hosts is gone\n") != std::string::npos);
  CHECK(tests::run(f, "diff s.json s.json --pairs one").exit == 0);
  r = tests::run(f, change + "--pairs two");
  CHECK(r.exit == 2);
  CHECK(r.err.find("there is no connection and no requirement 'two'") != std::string::npos);
  CHECK(tests::run(f, change + "--from CLIENT").exit == 2);
  CHECK(tests::run(f, change + "--pairs one --from TWNI").err.find("did you mean 'TWIN'?") != std::string::npos);
}
