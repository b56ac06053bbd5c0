// SPDX-License-Identifier: Apache-2.0
// Reads a packet capture (pcap or pcapng, as tcpdump, dumpcap and Wireshark write them).
#pragma once

#include <optional>
#include <string>

#include "capture/conversation.hpp"
#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

struct CaptureProblem {
  std::string message, hint;  // as docs/message-style.md says
};

// The whole file. A capture that breaks off is read as far as it goes: then `problem` is set as well.
struct ReadCapture {
  std::optional<Capture> capture;
  std::optional<CaptureProblem> problem;
};

ReadCapture read_capture(dcerpc::View file);

}  // namespace wmireach::capture
