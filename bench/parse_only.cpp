// SPDX-License-Identifier: Apache-2.0
// The yardstick of start-to-verdict: starts, parses one file with nlohmann/json, and ends.
#include <fstream>
#include <nlohmann/json.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream in(argv[1], std::ios::binary);
  return nlohmann::json::parse(in).is_object() ? 0 : 1;
}
