// SPDX-License-Identifier: Apache-2.0
// Obstacles: there are none where, and only where, the connection is predicted to work, whatever one edit changes.
#include <catch2/catch.hpp>

#include "analyzer/obstacles.hpp"
#include "rules/builtin.hpp"
#include "tests/generators/learning.hpp"
#include "tests/generators/project_files.hpp"
#include "tests/generators/repairs.hpp"

using namespace wmireach;
using analyzer::VerdictKind;
using model::Index;

namespace {

const rules::Program& program() { return rules::builtin_program(); }

bool free_of_obstacles(const model::Estate& estate, Index connection) {
  rules::FactFrame frame(estate, connection);
  return analyzer::obstacles(program(), frame, {}).empty();
}

bool connects(const model::Estate& estate, Index connection) { return tests::verdict(estate, connection) == VerdictKind::connects; }

std::vector<analyzer::CandidateEdit> edits_for(const model::Estate& estate, Index connection) {
  static const analyzer::RemedyIndex remedies(tests::catalogue());
  rules::FactFrame frame(estate, connection);
  rules::evaluate(program(), frame);
  analyzer::SlotSet read;
  for (rules::Slot s = 0; s < rules::slot_count; ++s) read[s] = frame.computed(s);
  return analyzer::candidates_for(remedies, model::ChangedHosts(frame.estate()), frame, read, true);
}

}  // namespace

TEST_CASE("a connection has no obstacle exactly where it is predicted to connect") {
  int with_edit = 0;
  REQUIRE(tests::holds_for(60, "obstacles and verdicts", [&] {
    tests::Choices choices(*tests::choice_streams(tests::scenario_choices));
    const std::string text = tests::random_scenario(choices).dump(1);
    tests::note() << text << "\n";
    model::Estate estate = tests::read_estate(text);
    for (Index i = 0; i < estate.connections.size(); ++i) {
      RC_ASSERT(free_of_obstacles(estate, i) == connects(estate, i));
      for (const auto& c : edits_for(estate, i)) {
        model::EstateEditor editor(estate);
        editor.apply(c.edit);
        tests::note() << estate.connections[i].id << " with edit " << static_cast<int>(c.edit.kind) << " " << c.edit.fact << "\n";
        const bool works = connects(estate, i);
        with_edit += works ? 1 : 0;
        RC_ASSERT(free_of_obstacles(estate, i) == works);
      }
    }
  }));
  CHECK(with_edit > 0);
}

TEST_CASE("every connection of the topologies has no obstacle exactly where it connects, with every edit") {
  for (const auto& file : tests::files_below("scenarios/topologies", ".json")) {
    model::Estate estate = tests::read_estate(tests::text_of(file));
    for (Index i = 0; i < estate.connections.size(); ++i)
      for (const auto& c : edits_for(estate, i)) {
        model::EstateEditor editor(estate);
        editor.apply(c.edit);
        INFO(file << " " << estate.connections[i].id << " with edit " << static_cast<int>(c.edit.kind) << " " << c.edit.fact);
        CHECK(free_of_obstacles(estate, i) == connects(estate, i));
      }
  }
}
