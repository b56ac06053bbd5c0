// SPDX-License-Identifier: Apache-2.0
#include "capture/pdu_stream.hpp"

namespace wmireach::capture {
namespace {

using dcerpc::Problem;
using dcerpc::View;

constexpr std::size_t longest_search = 256 * 1024;  // in a stream that has shown no PDU yet

// Sixteen bytes from the middle of a PDU rarely look like this.
bool looks_like_header(View bytes) {
  const auto header = dcerpc::decode_header(bytes);
  return header && bytes[6] == 0 && bytes[7] == 0 && header->fragment_length > dcerpc::header_size + header->token_length;
}

}  // namespace

void PduStream::begin_anywhere() { state_ = State::searching; }

void PduStream::gap() {
  if (state_ == State::foreign) return;
  ++gaps_;
  buffer_.clear();
  at_ = 0;
  state_ = State::searching;
}

void PduStream::drop(std::size_t count) { at_ += count; }

void PduStream::bytes(View bytes, std::size_t packet) {
  if (state_ == State::foreign) return;
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  while (next(packet)) {}
  if (state_ == State::foreign) {
    buffer_ = {};
    if (!any_) gaps_ = 0;
  } else {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
  }
  at_ = 0;
}

bool PduStream::next(std::size_t packet) {
  const View left = View(buffer_).subspan(at_);
  if (state_ == State::foreign || left.size() < dcerpc::header_size) return false;
  if (state_ == State::searching) {
    if (!looks_like_header(left)) {
      drop(1);
      if (!any_ && ++searched_ > longest_search) state_ = State::foreign;
      return true;
    }
    state_ = State::in_order;
  }
  const auto header = dcerpc::decode_header(left);
  if (!header) {
    state_ = any_ ? State::searching : State::foreign;
    if (any_) drop(1);
    return true;
  }
  if (left.size() < header->fragment_length) return false;
  if (const auto pdu = dcerpc::decode_pdu(left)) {
    any_ = true;
    take_(*pdu, packet);
  }
  drop(header->fragment_length);
  return true;
}

}  // namespace wmireach::capture
