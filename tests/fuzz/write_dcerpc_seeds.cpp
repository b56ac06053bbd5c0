// SPDX-License-Identifier: Apache-2.0
// Writes the recorded PDUs, and their stubs, as bytes into a folder: what fuzz_dcerpc begins with.
#include <cstdio>

#include "dcerpc/secured_pdu.hpp"
#include "tests/dcerpc/recorded.hpp"

using namespace wmireach;

namespace {

void save(const std::filesystem::path& file, dcerpc::View bytes) {
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_dcerpc_seeds FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const auto& name : tests::recordings()) {
    const auto pdu = tests::recorded(name);
    save(folder / name, pdu);
    if (const auto view = dcerpc::secured_view(pdu)) save(folder / (name + "_stub"), dcerpc::stub_of(pdu, *view));
  }
}
