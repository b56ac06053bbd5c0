// SPDX-License-Identifier: Apache-2.0
// By which addresses the connections of a scenario are found in a capture or a scan that was made elsewhere.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "evidence/wanted.hpp"
#include "observation/record.hpp"

namespace wmireach::cli {

struct EvidenceHosts {
  std::vector<evidence::Wanted> wanted;
  std::string observer;            // the host that the file was made on; empty: not told
  std::vector<std::string> notes;  // connections that cannot be found, and why
};

// The chosen connections. Addresses are those of the scenario's hosts, and those of `calls` ("HOST=ADDRESS"; for a scan also "HOST=NAME").
// `stands_for` is the host that a scan was made from, and the client of packets whose sender the scenario does not state; empty: not told.
// `source` is capture or scan. Throws BadInput with every mistake in `calls` and `stands_for`.
EvidenceHosts evidence_hosts(const model::Estate& estate, const std::vector<model::Index>& chosen, const std::vector<std::string>& calls, const std::string& stands_for, observation::Source source,
                             const rules::FrameOptions& options);

}  // namespace wmireach::cli
