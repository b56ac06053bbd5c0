// SPDX-License-Identifier: Apache-2.0
#include "analyzer/repair.hpp"

#include "analyzer/predict.hpp"

namespace wmireach::analyzer {

std::vector<Repair> repairs(const rules::Program& program, const rules::Catalogue& catalogue, const Verdict& verdict,
                            const rules::FactFrame& frame, const rules::FrameOptions& options) {
  std::vector<Repair> out;
  if (!verdict.first_blocker) return out;
  std::vector<std::uint32_t> violated{*verdict.first_blocker};
  violated.insert(violated.end(), verdict.latent.begin(), verdict.latent.end());
  for (const auto r : violated) {
    const rules::Rule* rule = catalogue.find(program.rules()[r].name);
    if (rule == nullptr) continue;
    for (std::size_t i = 0; i < rule->remedies.size(); ++i) {
      if (rule->remedies[i].set.empty()) continue;
      std::vector<rules::Change> changes(options.changes.begin(), options.changes.end());
      changes.insert(changes.end(), rule->remedies[i].set.begin(), rule->remedies[i].set.end());
      rules::FrameOptions with = options;
      with.changes = changes;
      rules::FactFrame trial(frame.estate(), frame.connection(), with);
      const Verdict after = predict(program, trial);
      if (after.outcomes[r].truth() != model::Truth::False) out.push_back({r, i, after.kind, after.first_blocker});
    }
  }
  return out;
}

}  // namespace wmireach::analyzer
