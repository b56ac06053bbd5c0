// SPDX-License-Identifier: Apache-2.0
// libFuzzer over the files that `probe` reads besides captures: recorded observations, and the ports of a scan. What is read as a record has to
// be written and read again as it is.
#include <cstdint>
#include <string>
#include <string_view>

#include "exports/nmap_ports.hpp"
#include "import/json_writer.hpp"
#include "observation/record_json.hpp"

using namespace wmireach;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  import::Diagnostics notes;
  if (const auto record = observation::read_record(text, "input", notes)) {
    const std::string written = import::write_json(observation::record_json(*record));
    const auto again = observation::read_record(written, "written", notes);
    if (!again || import::write_json(observation::record_json(*again)) != written) __builtin_trap();
  }
  (void)exports::read_nmap_ports(text, "input", notes);
  return 0;
}
