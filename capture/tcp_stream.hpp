// SPDX-License-Identifier: Apache-2.0
// One direction of a TCP connection: what was sent, in order, from segments that come in any order, twice, or not at all. Bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

// Takes what a stream gives.
class StreamConsumer {
 public:
  virtual ~StreamConsumer() = default;
  virtual void bytes(dcerpc::View bytes, std::size_t packet) = 0;  // the next ones; `packet` brought them
  virtual void gap() = 0;                                          // bytes are missing between those before and those after
};

class TcpStream {
 public:
  // Bytes that wait for others: a few windows of a connection that carries calls.
  static constexpr std::size_t most_waiting_bytes = 256 * 1024, most_waiting_segments = 512;

  // The sequence number of the first byte; without it, the first segment says where the stream begins.
  void begin(std::uint32_t sequence);
  bool has_begun() const { return begun_; }

  // `missing` bytes behind the payload were sent and not captured.
  void segment(std::uint32_t sequence, dcerpc::View payload, std::uint32_t missing, std::size_t packet, StreamConsumer& to);

  // The other side has all bytes before this one: what is missing in front of it is missing in the capture alone.
  void acknowledged(std::uint32_t sequence, StreamConsumer& to);

  void end(StreamConsumer& to);  // nothing more comes: what waits is given

 private:
  struct Waiting {
    dcerpc::Bytes bytes;
    std::uint32_t missing = 0;
    std::size_t packet = 0;
  };

  void give(std::uint64_t at, dcerpc::View payload, std::uint32_t missing, std::size_t packet, StreamConsumer& to);
  void give_waiting(StreamConsumer& to);
  void skip_to_waiting(StreamConsumer& to);

  bool begun_ = false;
  std::uint32_t next_sequence_ = 0;
  std::uint64_t next_ = 0;                     // the same, without wrapping
  std::map<std::uint64_t, Waiting> waiting_;   // by position; each behind next_
  std::size_t waiting_bytes_ = 0;
};

}  // namespace wmireach::capture
