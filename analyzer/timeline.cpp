// SPDX-License-Identifier: Apache-2.0
#include "analyzer/timeline.hpp"

#include <algorithm>

#include "analyzer/predict.hpp"
#include "rules/dates.hpp"

namespace wmireach::analyzer {

namespace {

bool same(const Verdict& a, const Verdict& b) {
  const auto codes = [](const Verdict& v) {
    std::vector<std::uint32_t> list;
    for (const auto& e : v.errors) list.push_back(e.code);
    return list;
  };
  return a.kind == b.kind && a.first_blocker == b.first_blocker && a.either == b.either && a.error_is_certain == b.error_is_certain && codes(a) == codes(b);
}

}  // namespace

std::vector<std::int64_t> dates_to_try(const rules::Program& program) {
  std::vector<std::int64_t> dates;
  for (const auto& d : rules::dates_of_change) dates.push_back(d.date);
  for (const auto& n : program.nodes()) {
    const bool compares = n.operation >= rules::Operation::equal && n.operation <= rules::Operation::greater_equal && !n.against_fact;
    if (compares && rules::slot_info(n.slot).definition->type().kind == rules::TypeKind::date) dates.push_back(n.value);
  }
  std::ranges::sort(dates);
  dates.erase(std::ranges::unique(dates).begin(), dates.end());
  return dates;
}

std::vector<Period> timeline(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options) {
  constexpr std::int64_t long_ago = 19800101;  // before any date that a scenario may state
  std::vector<Period> periods;
  auto dates = dates_to_try(program);
  dates.insert(dates.begin(), 0);
  for (const std::int64_t date : dates) {
    std::vector<rules::Change> changes(options.changes.begin(), options.changes.end());
    changes.push_back({slot(rules::ConnectionFact::as_of), date == 0 ? long_ago : date});
    rules::FrameOptions with = options;
    with.changes = changes;
    rules::FactFrame frame(estate, connection, with);
    Verdict verdict = predict_and_probe_missing(program, frame, with);
    if (periods.empty() || !same(periods.back().verdict, verdict)) periods.push_back({date, std::move(verdict)});
  }
  return periods;
}

}  // namespace wmireach::analyzer
