// SPDX-License-Identifier: Apache-2.0
// A build without libpcap: captures are refused, scans are read all the same.
#include "evidence/capture_file.hpp"

namespace wmireach::evidence {

std::optional<Evidence> capture_evidence(std::string_view, const std::string& file, const std::vector<Wanted>&, import::Diagnostics& diagnostics) {
  diagnostics.push_back({.file = file, .message = "this build of the program does not read packet captures", .hint = "build it with -DWMIREACH_PROBE=ON"});
  return std::nullopt;
}

}  // namespace wmireach::evidence
