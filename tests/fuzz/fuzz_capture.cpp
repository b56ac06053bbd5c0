// SPDX-License-Identifier: Apache-2.0
// libFuzzer over the reader of packet captures.
#include <cstdint>

#include "capture/read_capture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = wmireach::capture::read_capture({data, size});
  if (read.capture)
    for (const auto& conversation : read.capture->conversations) wmireach::capture::format(conversation.client.address);
  return 0;
}
