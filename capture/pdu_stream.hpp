// SPDX-License-Identifier: Apache-2.0
// The PDUs in one direction of a TCP connection. Whether it is RPC at all is told by the first bytes; behind a gap the next PDU is looked for.
#pragma once

#include <cstddef>
#include <functional>

#include "capture/tcp_stream.hpp"
#include "dcerpc/pdu.hpp"

namespace wmireach::capture {

class PduStream : public StreamConsumer {
 public:
  using Take = std::function<void(const dcerpc::Pdu&, std::size_t packet)>;
  explicit PduStream(Take take) : take_(std::move(take)) {}

  void begin_anywhere();  // the first bytes may be the middle of a PDU
  void bytes(dcerpc::View bytes, std::size_t packet) override;
  void gap() override;
  std::size_t gaps() const { return gaps_; }  // of RPC: other protocols are not looked at

 private:
  enum class State { in_order, searching, foreign };

  bool next(std::size_t packet);  // takes one step; false: more bytes are needed
  void drop(std::size_t count);

  Take take_;
  State state_ = State::in_order;
  dcerpc::Bytes buffer_;      // less than one PDU between calls
  std::size_t at_ = 0;        // what of it is done with
  std::size_t searched_ = 0;  // bytes in vain
  std::size_t gaps_ = 0;
  bool any_ = false;          // a PDU was seen
};

}  // namespace wmireach::capture
