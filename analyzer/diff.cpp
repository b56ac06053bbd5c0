// SPDX-License-Identifier: Apache-2.0
#include "analyzer/diff.hpp"

#include <algorithm>

namespace wmireach::analyzer {

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::opens: return "opens";
    case ChangeKind::closes: return "closes";
    case ChangeKind::certainty: return "certainty";
    case ChangeKind::reason: return "reason";
    case ChangeKind::error: return "error";
  }
  return "";
}

namespace {

std::optional<ChangeKind> kind_of(const Verdict& before, const Verdict& after) {
  if (before.kind != after.kind) {
    if (after.kind == VerdictKind::connects) return ChangeKind::opens;
    if (before.kind == VerdictKind::connects && after.kind == VerdictKind::fails) return ChangeKind::closes;
    return ChangeKind::certainty;
  }
  if (before.first_blocker != after.first_blocker || before.either != after.either) return ChangeKind::reason;
  const auto same_code = [](const ErrorCandidate& a, const ErrorCandidate& b) { return a.code == b.code && a.timing == b.timing; };
  if (before.error_is_certain != after.error_is_certain || !std::ranges::equal(before.errors, after.errors, same_code)) return ChangeKind::error;
  return std::nullopt;
}

// The facts below `s` that were not computed from others.
void collect_leaves(const rules::FactFrame& frame, rules::Slot s, std::vector<bool>& seen, std::vector<rules::Slot>& leaves) {
  if (seen[s]) return;
  seen[s] = true;
  const auto premises = frame.premises(s);
  if (premises.empty()) leaves.push_back(s);
  for (const rules::Slot p : premises) collect_leaves(frame, p, seen, leaves);
  // A default that depends on other facts has premises, and is still one that can differ by itself.
  if (!premises.empty() && rules::slot_info(s).definition->stored()) leaves.push_back(s);
}

}  // namespace

std::optional<VerdictChange> difference(const rules::Program& program, const Verdict& before, rules::FactFrame& before_frame, const Verdict& after,
                                        rules::FactFrame& after_frame) {
  const auto kind = kind_of(before, after);
  if (!kind) return std::nullopt;
  VerdictChange change{*kind, {}};
  std::vector<bool> seen_before(rules::slot_count, false), seen_after(rules::slot_count, false);
  std::vector<rules::Slot> leaves;
  for (std::size_t i = 0; i < before.outcomes.size(); ++i) {
    if (before.outcomes[i].truth() == after.outcomes[i].truth()) continue;
    for (const rules::Slot s : named_facts(program, program.rules()[i])) {
      before_frame.get(s);
      after_frame.get(s);
      collect_leaves(before_frame, s, seen_before, leaves);
      collect_leaves(after_frame, s, seen_after, leaves);
    }
  }
  std::ranges::sort(leaves);
  leaves.erase(std::ranges::unique(leaves).begin(), leaves.end());
  for (const rules::Slot s : leaves) {
    const model::Fact was = before_frame.get(s), is = after_frame.get(s);
    if (was.known != is.known || (was.known && was.value != is.value)) change.because.push_back({s, was, is});
  }
  return change;
}

}  // namespace wmireach::analyzer
