// SPDX-License-Identifier: Apache-2.0
// libFuzzer over the decoder that WMIREACH_FUZZ_PARSER names (tests/dcerpc/parsers.hpp); without it, over all of them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/dcerpc/parsers.hpp"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const char* const name = std::getenv("WMIREACH_FUZZ_PARSER");
  if (name == nullptr) return 0;
  for (const auto& parser : wmireach::tests::parsers())
    if (parser.name == name) return 0;
  std::fprintf(stderr, "there is no decoder named '%s'; known:", name);
  for (const auto& parser : wmireach::tests::parsers()) std::fprintf(stderr, " %s", std::string(parser.name).c_str());
  std::fprintf(stderr, "\n");
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const char* const name = std::getenv("WMIREACH_FUZZ_PARSER");
  for (const auto& parser : wmireach::tests::parsers())
    if (name == nullptr || parser.name == name) parser.run({data, size});
  return 0;
}
