// SPDX-License-Identifier: Apache-2.0
#include "evidence/capture_file.hpp"

#include "capture/read_capture.hpp"
#include "evidence/capture_record.hpp"

namespace wmireach::evidence {

std::optional<Evidence> capture_evidence(std::string_view bytes, const std::string& file, const std::vector<Wanted>& wanted, import::Diagnostics& diagnostics) {
  auto read = capture::read_capture({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (!read.capture) {
    diagnostics.push_back({.file = file, .message = read.problem ? read.problem->message : "the packet capture cannot be read", .hint = read.problem ? read.problem->hint : ""});
    return std::nullopt;
  }
  auto evidence = capture_record(*read.capture, wanted);
  if (read.problem) evidence.notes.push_back(read.problem->message + "; " + read.problem->hint);
  return evidence;
}

}  // namespace wmireach::evidence
