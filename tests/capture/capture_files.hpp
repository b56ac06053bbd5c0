// SPDX-License-Identifier: Apache-2.0
// Recorded captures, and captures made of their packets.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "capture/read_capture.hpp"

namespace wmireach::tests {

inline dcerpc::Bytes capture_file(const std::string& name) {
  std::ifstream in(std::filesystem::path(WMIREACH_SOURCE_DIR) / "tests/capture/recorded" / name, std::ios::binary);
  if (!in) throw std::runtime_error("no capture " + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline capture::Capture capture_of(dcerpc::View file) {
  auto read = capture::read_capture(file);
  if (!read.capture || read.problem) throw std::runtime_error(read.problem ? read.problem->message : "no capture");
  return std::move(*read.capture);
}

// The packets of a little-endian pcap file of microseconds.
inline std::vector<dcerpc::Bytes> packets_of(const dcerpc::Bytes& file) {
  std::vector<dcerpc::Bytes> packets;
  dcerpc::Reader in(file);
  in.skip(24);
  while (in.left() > 0) {
    in.skip(8);
    const auto size = in.u32();
    in.skip(4);
    const auto bytes = in.take(size);
    packets.emplace_back(bytes.begin(), bytes.end());
  }
  return packets;
}

inline dcerpc::Bytes pcap_of(const std::vector<dcerpc::Bytes>& packets, std::uint32_t link_type) {
  dcerpc::Writer out;
  out.u32(0xA1B2C3D4).u16(2).u16(4).u32(0).u32(0).u32(262144).u32(link_type);
  for (const auto& packet : packets) out.u32(0).u32(0).u32(static_cast<std::uint32_t>(packet.size())).u32(static_cast<std::uint32_t>(packet.size())).raw(packet);
  return out.take();
}

inline constexpr std::uint32_t ethernet = 1;
inline constexpr std::size_t ethernet_header = 14;

}  // namespace wmireach::tests
