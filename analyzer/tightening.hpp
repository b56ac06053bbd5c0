// SPDX-License-Identifier: Apache-2.0
// The edits by which an estate exposes less: settings at their hardened value, rules and entries that go.
#pragma once

#include <vector>

#include "analyzer/candidate_edit.hpp"

namespace wmireach::analyzer {

// For the hosts, accounts and requests of these connections, and every link, trust and access list that may matter to them. Only
// what is known not to be tight already counts. Edits that remove a place of the file come last, the later places first, as a patch needs them.
std::vector<CandidateEdit> tightenings(const model::Estate& estate, const std::vector<model::Index>& connections, const rules::FrameOptions& options);

}  // namespace wmireach::analyzer
