// SPDX-License-Identifier: Apache-2.0
// Hardening: nothing that is required breaks, nothing more can be tightened, and no larger set exists.
#include <catch2/catch.hpp>
#include <numeric>

#include "analyzer/fix.hpp"
#include "analyzer/harden.hpp"
#include "import/json_writer.hpp"
#include "rules/builtin.hpp"
#include "rules/hardened.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/repairs.hpp"

using namespace wmireach;
using analyzer::CandidateEdit;
using analyzer::VerdictKind;
using model::Index;
using tests::Choices;
using tests::edits_of;
using tests::patched;

namespace {

const rules::Program& program() { return rules::builtin_program(); }

bool connects(const model::Estate& estate, Index connection) { return tests::verdict(estate, connection) == VerdictKind::connects; }

bool all_connect(model::Estate& estate, const std::vector<model::Edit>& edits, const std::vector<Index>& required) {
  model::EstateEditor editor(estate);
  for (const auto& e : edits) editor.apply(e);
  return std::ranges::all_of(required, [&](Index i) { return connects(estate, i); });
}

std::vector<Index> that_connect(const model::Estate& estate) {
  std::vector<Index> out;
  for (Index i = 0; i < estate.connections.size(); ++i)
    if (connects(estate, i)) out.push_back(i);
  return out;
}

// A random scenario of which as much is mended as can be: random ones seldom work.
std::string mended_scenario(Choices& choices) {
  static const analyzer::RemedyIndex remedies(tests::catalogue());
  const std::string text = tests::random_scenario(choices).dump(1);
  model::Estate estate = tests::read_estate(text);
  analyzer::FixRequest request{.rounds = 50};
  request.wanted.resize(estate.connections.size());
  std::iota(request.wanted.begin(), request.wanted.end(), 0U);
  const auto fix = analyzer::fix(program(), remedies, estate, request, {});
  const auto mended = patched(text, estate, fix.sets.empty() ? std::vector<model::Edit>{} : edits_of(fix, fix.sets.front().edits));
  RC_ASSERT(mended.problem.empty());
  return import::write_json(mended.json);
}

}  // namespace

TEST_CASE("what is required goes on, and nothing more can be tightened") {
  int hardened = 0;
  REQUIRE(tests::holds_for(160, "hardening", [&] {
    Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = mended_scenario(choices);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    const auto required = that_connect(estate);
    if (required.empty()) return;
    ++hardened;
    const auto h = analyzer::harden(program(), estate, required, {}, {});
    RC_ASSERT(that_connect(estate) == required);  // the estate is as it was
    RC_ASSERT(h.found);
    const auto edits = edits_of(h, h.tightened);
    RC_ASSERT(all_connect(estate, edits, required));
    RC_ASSERT(h.tightened.size() + h.kept.size() == h.candidates.size());
    for (const auto& k : h.kept) {
      tests::note() << "kept " << static_cast<int>(h.candidates[k.edit].edit.kind) << " " << h.candidates[k.edit].edit.fact << "\n";
      auto with_it = h.tightened;
      with_it.push_back(k.edit);
      std::ranges::sort(with_it);
      RC_ASSERT(!all_connect(estate, edits_of(h, with_it), {k.connection}));
    }
    // The patch of the file does the same.
    const auto tight = patched(text, estate, edits);
    tests::note() << tight.problem << "\n";
    RC_ASSERT(tight.estate.has_value());
    for (const Index i : required) RC_ASSERT(connects(*tight.estate, i));
  }));
  CHECK(hardened >= 20);
}

TEST_CASE("no larger set of tightenings leaves what is required working") {
  int compared = 0;
  REQUIRE(tests::holds_for(160, "the largest hardening", [&] {
    Choices choices(*tests::choice_streams(tests::scenario_choices)), more(*tests::choice_streams(40));
    const std::string text = mended_scenario(choices);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    const auto required = that_connect(estate);
    if (required.empty()) return;
    // Few enough to try every set.
    std::vector<model::Edit> few;
    for (const auto& c : analyzer::tightenings(estate, required, {}))
      if (few.size() < 9 && more.chance(30)) few.push_back(c.edit);
    const model::EditOrder less;
    const auto h = analyzer::harden(program(), estate, required, {}, [&](const CandidateEdit& c) {
      return std::ranges::any_of(few, [&](const auto& e) { return !less(e, c.edit) && !less(c.edit, e); });
    });
    RC_ASSERT(h.proven_largest);
    std::size_t largest = 0;
    for (std::uint32_t set = 0; set < 1U << h.candidates.size(); ++set) {
      std::vector<std::uint32_t> chosen;
      for (std::uint32_t i = 0; i < h.candidates.size(); ++i)
        if (((set >> i) & 1) != 0) chosen.push_back(i);
      if (chosen.size() > largest && all_connect(estate, edits_of(h, chosen), required)) largest = chosen.size();
    }
    RC_ASSERT(h.tightened.size() == largest);
    compared += h.kept.empty() ? 0 : 1;
  }));
  CHECK(compared >= 8);
}

TEST_CASE("every setting with a hardened value opens something otherwise, and can be set") {
  const auto estate = tests::read_estate(tests::plain_scenario().dump());
  rules::FactFrame frame(estate, 0);
  int settings = 0;
  for (rules::Slot s = 0; s < rules::slot_count; ++s) {
    const auto info = rules::slot_info(s);
    if (!info.definition->stored() || (info.scope == rules::Scope::host && info.role != rules::Role::target)) continue;
    if (!rules::hardened_value(frame, s)) continue;
    ++settings;
    INFO(rules::slot_name(s));
    CHECK(info.definition->effort != rules::Effort::fixed);
    // A level that a caller asks for exposes nobody but the caller.
    if (s != rules::slot(rules::ConnectionFact::authentication_level)) CHECK(info.definition->exposure != rules::Exposure::none);
  }
  CHECK(settings > 0);
}
