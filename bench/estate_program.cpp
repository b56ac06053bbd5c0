// SPDX-License-Identifier: Apache-2.0
// Writes a scenario of any size for measurements: wmireach_estate --hosts 10000 --configurations 300 > big.json
// The same options give the same file on every machine.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "bench/estate_generator.hpp"

namespace {

int usage() {
  std::fputs("usage: wmireach_estate [--hosts N] [--configurations K] [--domains D] [--zones Z] [--seed S]\n"
             "                       [--stated] [--all-different] [--clocks] [--output FILE]\n"
             "  --stated         every host states its settings; else hosts name a baseline\n"
             "  --all-different  no two hosts are alike\n"
             "  --clocks         every host states a clock offset of its own\n",
             stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  wmireach::bench::EstateOptions options;
  std::string output;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--stated") options.stated = true;
    else if (name == "--all-different") options.all_different = true;
    else if (name == "--clocks") options.clocks = true;
    else if (i + 1 == argc) return usage();
    else if (name == "--output") output = argv[++i];
    else {
      std::size_t n = 0;
      const char* text = argv[++i];
      if (std::from_chars(text, text + std::strlen(text), n).ec != std::errc{}) return usage();
      if (name == "--hosts") options.hosts = n;
      else if (name == "--configurations") options.configurations = n;
      else if (name == "--domains") options.domains = n;
      else if (name == "--zones") options.zones = n;
      else if (name == "--seed") options.seed = n;
      else return usage();
    }
  }
  if (options.hosts < 2 || options.configurations == 0 || options.domains == 0 || options.zones == 0) return usage();
  if (output.empty()) {
    wmireach::bench::write_estate(options, std::cout);
    return std::cout.flush() ? 0 : 1;
  }
  std::ofstream out(output, std::ios::binary | std::ios::trunc);
  wmireach::bench::write_estate(options, out);
  return out.flush() ? 0 : 1;
}
