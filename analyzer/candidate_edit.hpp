// SPDX-License-Identifier: Apache-2.0
// The edits that a repair may choose from: those that a remedy of the catalogue names, and those that a derived fact proposes.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "model/edit.hpp"
#include "rules/fact_frame.hpp"
#include "rules/program.hpp"

namespace wmireach::analyzer {

using SlotSet = std::bitset<rules::slot_count>;

// What an edit does to the security of the estate.
enum class Safety : std::uint8_t {
  safe,           // opens nothing
  widens_access,  // lets one account, one way or one program through that was stopped
  unsafe,         // weakens a whole host, domain or range of ports
};

Safety safety_of(rules::Exposure exposure);  // of something that does open

struct CandidateEdit {
  model::Edit edit;
  Safety safety = Safety::safe;
  std::uint32_t effort = 1;                // a setting is 1, work is more
  const rules::Remedy* remedy = nullptr;   // its commands, where a rule names this very change
  std::vector<model::Index> hosts;         // that it changes; sorted
};

// Remedies of the catalogue by the fact that they set.
class RemedyIndex {
 public:
  explicit RemedyIndex(const rules::Catalogue& catalogue);  // which must outlive the index

  struct Entry {
    std::int64_t value;
    const rules::Remedy* remedy;
  };
  const std::vector<Entry>& of(rules::Slot s) const { return by_slot_[s]; }

 private:
  std::vector<std::vector<Entry>> by_slot_;
};

// What settles what a rule says in this frame: facts that it names, and those that these were computed from.
SlotSet read_by_rule(const rules::Program& program, const rules::ProgramRule& rule, rules::FactFrame& frame);

// The edit by which a host, an account or the request itself states the stored fact. nullopt where nothing in the scenario could: no such
// host, no account, several accounts that the target may see, or a request that the scenario does not list.
std::optional<model::Edit> setting_edit(rules::FactFrame& frame, rules::Slot s, std::int64_t value);

// Edits that may change what was read. With `baselines`, a fact of a host that comes from its baseline may also be changed there.
std::vector<CandidateEdit> candidates_for(const RemedyIndex& remedies, const model::ChangedHosts& hosts, rules::FactFrame& frame, const SlotSet& read, bool baselines);

// Whether the edit may change anything that was read. True where in doubt.
bool may_change(const CandidateEdit& candidate, rules::FactFrame& frame, const SlotSet& read);

std::string_view to_string(Safety safety);

}  // namespace wmireach::analyzer
