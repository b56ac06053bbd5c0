// SPDX-License-Identifier: Apache-2.0
// Repairs: they work, each part of them is needed, nothing cheaper works, and the patch of the file does what the edit of the estate does.
#include <catch2/catch.hpp>
#include <numeric>

#include "analyzer/fix.hpp"
#include "analyzer/predict.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/outcomes.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/repairs.hpp"

using namespace wmireach;
using analyzer::CandidateEdit;
using analyzer::VerdictKind;
using model::Index;
using tests::Choices;
using tests::edits_of;
using tests::Json;
using tests::patched;
using tests::verdict;

namespace {

const rules::Program& program() { return rules::builtin_program(); }

const analyzer::RemedyIndex& remedies() {
  static const analyzer::RemedyIndex index(tests::catalogue());
  return index;
}

VerdictKind with_edits(model::Estate& estate, const std::vector<model::Edit>& edits, Index connection) {
  model::EstateEditor editor(estate);
  for (const auto& e : edits) editor.apply(e);
  return verdict(estate, connection);
}

// Fewest, then least exposure, then least effort; what weakens a whole baseline counts for each of its hosts.
std::array<std::uint64_t, 3> cost(const std::vector<const CandidateEdit*>& set) {
  std::array<std::uint64_t, 3> sum{};
  for (const auto* c : set) {
    const std::uint64_t hosts = std::max<std::size_t>(1, c->hosts.size());
    sum[0] += c->safety == analyzer::Safety::unsafe ? hosts : 1;
    sum[1] += hosts * (c->safety == analyzer::Safety::safe ? 0 : c->safety == analyzer::Safety::widens_access ? 1 : 10);
    sum[2] += c->effort;
  }
  return sum;
}

// Every edit that anything read for the connection proposes, whether a rule failed by it or not, and what the search came upon.
std::vector<CandidateEdit> universe(const model::Estate& estate, Index connection, const analyzer::Fix& fix) {
  rules::FactFrame frame(estate, connection);
  rules::evaluate(program(), frame);
  analyzer::SlotSet read;
  for (rules::Slot s = 0; s < rules::slot_count; ++s) read[s] = frame.computed(s);
  auto all = analyzer::candidates_for(remedies(), model::ChangedHosts(estate), frame, read, false);
  const model::EditOrder less;
  for (const auto& c : fix.candidates)
    if (std::ranges::none_of(all, [&](const auto& other) { return !less(c.edit, other.edit) && !less(other.edit, c.edit); })) all.push_back(c);
  return all;
}

// Calls `check` with every choice of `size` of the edits that does not set one fact twice.
template <class Check>
void each_choice(const std::vector<CandidateEdit>& all, std::size_t size, Check check, std::size_t from = 0, std::vector<const CandidateEdit*> chosen = {}) {
  if (chosen.size() == size) return check(chosen);
  for (std::size_t i = from; i < all.size(); ++i) {
    if (std::ranges::any_of(chosen, [&](const auto* c) { return model::exclude_each_other(c->edit, all[i].edit); })) continue;
    chosen.push_back(&all[i]);
    each_choice(all, size, check, i + 1, chosen);
    chosen.pop_back();
  }
}

}  // namespace

TEST_CASE("a repair works, each part of it is needed, and no cheaper one exists") {
  int cut_short = 0, runs = 0;
  REQUIRE(tests::holds_for(60, "least repairs of one connection", [&] {
    ++runs;
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    std::vector<VerdictKind> before;
    for (Index i = 0; i < estate.connections.size(); ++i) before.push_back(verdict(estate, i));
    analyzer::FixRequest request{.wanted = {0}, .guarded = {}, .alternatives = 2};
    for (Index i = 1; i < before.size(); ++i)
      if (before[i] == VerdictKind::connects) request.guarded.push_back(i);
    const auto fix = analyzer::fix(program(), remedies(), estate, request, {});
    for (Index i = 0; i < before.size(); ++i) RC_ASSERT(verdict(estate, i) == before[i]);  // the estate is as it was
    cut_short += fix.cut_short ? 1 : 0;
    if (fix.cut_short && fix.sets.empty()) return;
    const bool mendable = fix.beyond_repair.empty() && fix.only_known_blockers.empty();
    const auto all = universe(estate, 0, fix);
    const auto works = [&](const std::vector<model::Edit>& edits) {
      if (with_edits(estate, edits, 0) != VerdictKind::connects) return false;
      return std::ranges::all_of(request.guarded, [&](Index g) { return with_edits(estate, edits, g) == VerdictKind::connects; });
    };
    const auto none_works = [&](std::size_t size, const std::array<std::uint64_t, 3>* dearer) {
      each_choice(all, size, [&](const std::vector<const CandidateEdit*>& chosen) {
        if (dearer != nullptr && cost(chosen) >= *dearer) return;
        std::vector<model::Edit> edits;
        for (const auto* c : chosen) edits.push_back(c->edit);
        RC_ASSERT(!works(edits));
      });
    };
    if (!mendable) {
      for (std::size_t size = 0; size < 2; ++size) none_works(size, nullptr);
      return;
    }
    RC_ASSERT(!fix.sets.empty());
    for (const auto& set : fix.sets) {
      RC_ASSERT(set.proven_least);
      RC_ASSERT(works(edits_of(fix, set.edits)));
      for (std::size_t left_out = 0; left_out < set.edits.size(); ++left_out) {
        auto fewer = set.edits;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        RC_ASSERT(!works(edits_of(fix, fewer)));
      }
    }
    std::vector<const CandidateEdit*> least;
    for (const auto i : fix.sets.front().edits) least.push_back(&fix.candidates[i]);
    const auto found = cost(least);
    for (std::size_t size = 0; size <= std::min<std::size_t>(least.size(), 2); ++size) none_works(size, &found);
  }));
  CHECK(cut_short <= runs / 50);
}

TEST_CASE("the patch of the file does what the edits of the estate do") {
  REQUIRE(tests::holds_for(80, "patches and edits", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(10));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    const auto connection = static_cast<Index>(more.below(estate.connections.size()));
    rules::FactFrame frame(estate, connection);
    rules::evaluate(program(), frame);
    analyzer::SlotSet read;
    for (rules::Slot s = 0; s < rules::slot_count; ++s) read[s] = frame.computed(s);
    const auto all = analyzer::candidates_for(remedies(), model::ChangedHosts(estate), frame, read, true);
    std::vector<model::Edit> edits;
    for (std::size_t n = 1 + more.below(3); n > 0 && !all.empty(); --n) {
      const auto& e = more.pick(all).edit;
      if (std::ranges::none_of(edits, [&](const auto& other) { return model::exclude_each_other(e, other); })) edits.push_back(e);
    }
    const auto p = patched(text, estate, edits);
    tests::note() << p.problem << "\n";
    RC_ASSERT(p.estate.has_value());
    for (Index i = 0; i < estate.connections.size(); ++i) {
      std::string edited;
      {
        model::EstateEditor editor(estate);
        for (const auto& e : edits) editor.apply(e);
        rules::FactFrame one(estate, i);
        edited = tests::text_of(program(), analyzer::predict(program(), one));
      }
      rules::FactFrame other(*p.estate, i);
      tests::note() << estate.connections[i].id << "\n";
      RC_ASSERT(edited == tests::text_of(program(), analyzer::predict(program(), other)));
    }
  }));
}

TEST_CASE("an edit that changes the outcome of a rule is among those that may") {
  REQUIRE(tests::holds_for(60, "edits and what they reach", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    for (Index i = 0; i < estate.connections.size(); ++i) {
      rules::FactFrame frame(estate, i);
      rules::evaluate(program(), frame);
      analyzer::SlotSet read;
      for (rules::Slot s = 0; s < rules::slot_count; ++s) read[s] = frame.computed(s);
      for (const auto& c : analyzer::candidates_for(remedies(), model::ChangedHosts(estate), frame, read, true))
        for (Index k = 0; k < estate.connections.size(); ++k) {
          rules::FactFrame before(estate, k);
          const auto was = rules::evaluate(program(), before);
          model::EstateEditor editor(estate);
          editor.apply(c.edit);
          rules::FactFrame after(estate, k);
          const auto is = rules::evaluate(program(), after);
          editor.revert();
          for (std::size_t r = 0; r < was.size(); ++r) {
            if (was[r].truth() == is[r].truth()) continue;
            tests::note() << program().rules()[r].name << " by edit " << static_cast<int>(c.edit.kind) << " " << c.edit.fact << "\n";
            RC_ASSERT(analyzer::may_change(c, before, analyzer::read_by_rule(program(), program().rules()[r], before)));
          }
        }
    }
  }));
}

TEST_CASE("several connections are mended together as cheaply as one by one or cheaper, and none is spoilt") {
  REQUIRE(tests::holds_for(40, "joint repairs", [] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    analyzer::FixRequest request;
    request.wanted.resize(estate.connections.size());
    std::iota(request.wanted.begin(), request.wanted.end(), 0U);
    const auto fix = analyzer::fix(program(), remedies(), estate, request, {});
    if (fix.sets.empty()) return;  // each can be mended, but not all together
    const auto edits = edits_of(fix, fix.sets.front().edits);
    for (std::uint32_t i = 0; i < request.wanted.size(); ++i) {
      if (std::ranges::binary_search(fix.beyond_repair, i)) continue;
      const auto after = with_edits(estate, edits, request.wanted[i]);
      RC_ASSERT((after == VerdictKind::connects || (after == VerdictKind::undetermined && std::ranges::binary_search(fix.only_known_blockers, i))));
    }
    for (std::size_t left_out = 0; left_out < edits.size(); ++left_out) {
      auto fewer = edits;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
      bool all_work = true;
      for (std::uint32_t i = 0; i < request.wanted.size(); ++i) {
        if (std::ranges::binary_search(fix.beyond_repair, i)) continue;
        const auto after = with_edits(estate, fewer, request.wanted[i]);
        all_work = all_work && (after == VerdictKind::connects || (after == VerdictKind::undetermined && std::ranges::binary_search(fix.only_known_blockers, i)));
      }
      RC_ASSERT(!all_work);
    }
  }));
}

TEST_CASE("nothing cheaper mends several connections together, where that is said") {
  int proven = 0;
  REQUIRE(tests::holds_for(40, "least joint repairs", [&] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    analyzer::FixRequest request;
    for (Index i = 0; i < std::min<std::size_t>(estate.connections.size(), 4); ++i) request.wanted.push_back(i);
    const auto fix = analyzer::fix(program(), remedies(), estate, request, {});
    request.threads = 3;
    const auto again = analyzer::fix(program(), remedies(), estate, request, {});
    RC_ASSERT(again.sets.size() == fix.sets.size());
    if (fix.sets.empty() || !fix.sets.front().proven_least || !fix.beyond_repair.empty() || !fix.only_known_blockers.empty()) return;
    RC_ASSERT(again.sets.front().edits == fix.sets.front().edits);
    ++proven;
    std::vector<const CandidateEdit*> least;
    for (const auto i : fix.sets.front().edits) least.push_back(&fix.candidates[i]);
    const auto found = cost(least);
    for (std::size_t size = 0; size <= std::min<std::size_t>(least.size(), 2); ++size)
      each_choice(fix.candidates, size, [&](const std::vector<const CandidateEdit*>& chosen) {
        if (cost(chosen) >= found) return;
        std::vector<model::Edit> edits;
        for (const auto* c : chosen) edits.push_back(c->edit);
        RC_ASSERT(!std::ranges::all_of(request.wanted, [&](Index i) { return with_edits(estate, edits, i) == VerdictKind::connects; }));
      });
  }));
  CHECK(proven > 0);
}
