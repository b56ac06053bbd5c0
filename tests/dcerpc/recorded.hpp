// SPDX-License-Identifier: Apache-2.0
// PDUs of real peers, one a file; recorded/README.md says whose.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "dcerpc/pdu.hpp"

namespace wmireach::tests {

inline std::filesystem::path recorded_folder() { return std::filesystem::path(WMIREACH_SOURCE_DIR) / "tests/dcerpc/recorded"; }

inline dcerpc::Bytes bytes_of_hex(const std::string& digits) {
  dcerpc::Bytes bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) bytes.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
  return bytes;
}

inline dcerpc::Bytes recorded(const std::string& name) {
  std::ifstream in(recorded_folder() / (name + ".hex"));
  if (!in) throw std::runtime_error("no recording " + name);
  std::string digits;
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with('#')) digits += line;
  return bytes_of_hex(digits);
}

inline std::vector<std::string> recordings() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(recorded_folder()))
    if (entry.path().extension() == ".hex") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

// The body of a recorded PDU, which is of type T.
template <typename T>
T recorded_body(const std::string& name) {
  const auto pdu = dcerpc::decode_pdu(recorded(name));
  if (!pdu) throw std::runtime_error(name + ": " + std::string(text(pdu.problem)));
  return std::get<T>(pdu->body);
}

inline dcerpc::Bytes recorded_request(const std::string& name) { return recorded_body<dcerpc::Request>(name).stub; }
inline dcerpc::Bytes recorded_response(const std::string& name) { return recorded_body<dcerpc::Response>(name).stub; }

}  // namespace wmireach::tests
