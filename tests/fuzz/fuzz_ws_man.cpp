// SPDX-License-Identifier: Apache-2.0
// libFuzzer over what a listener of WS-Man may send: the body of an answer to Identify, and a token in a header.
#include <cstdint>
#include <string_view>

#include "import/base64.hpp"
#include "probe/identify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)wmireach::probe::read_identity(text);
  if (const auto bytes = wmireach::import::bytes_of_base64(text); bytes && bytes->size() > size) __builtin_trap();
  return 0;
}
