// SPDX-License-Identifier: Apache-2.0
// libFuzzer over the reader that WMIREACH_FUZZ_FORMAT names by its id. A reader takes whatever bytes there are; nothing that it makes of them
// may break what stands behind it, so the scenario is assembled as well.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exports/archive.hpp"
#include "exports/assemble.hpp"
#include "exports/format.hpp"
#include "exports/text_encoding.hpp"

namespace exports = wmireach::exports;

namespace {

const exports::Format* chosen() {
  const char* id = std::getenv("WMIREACH_FUZZ_FORMAT");
  for (const auto& f : exports::formats())
    if (id != nullptr && f.id == id) return &f;
  return nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const exports::Format* const format = chosen();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  exports::Survey survey;
  if (format == nullptr) {  // archives, and whatever fits
    exports::read_export("input", bytes, survey);
  } else {
    survey.files.push_back("input");
    if (format->is_text) format->read(exports::to_utf8(bytes), 0, survey);
    else format->read(bytes, 0, survey);
  }
  exports::assemble(survey, {.title = "fuzz", .assignments = {{"input", "*"}}});
  return 0;
}
