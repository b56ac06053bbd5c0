// SPDX-License-Identifier: Apache-2.0
// Observations from a file that another program wrote: a packet capture, or a scan of ports.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "observation/record.hpp"

namespace wmireach::cli {

struct EvidenceOptions {
  std::string file;                // or "-" for standard input
  observation::Source source = observation::Source::capture;  // or scan
  std::vector<std::string> calls;  // HOST=ADDRESS
  std::string stands_for;          // see evidence_hosts.hpp
};

struct FileEvidence {
  observation::Record record;
  std::vector<std::string> notes;  // about the file and what could not be found in it
};

// Of the chosen connections. Throws BadInput: the file is none of its kind, or an option names what the scenario does not have.
FileEvidence evidence_from_file(const model::Estate& estate, const std::vector<model::Index>& chosen, const EvidenceOptions& evidence_options, const rules::FrameOptions& options);

}  // namespace wmireach::cli
