// SPDX-License-Identifier: Apache-2.0
#include "capture/tcp_stream.hpp"

namespace wmireach::capture {
namespace {

constexpr std::int64_t farthest = 1 << 24;  // a segment farther away than any window does not belong to the stream

}  // namespace

void TcpStream::begin(std::uint32_t sequence) {
  if (begun_) return;
  begun_ = true;
  next_sequence_ = sequence;
}

void TcpStream::segment(std::uint32_t sequence, dcerpc::View payload, std::uint32_t missing, std::size_t packet, StreamConsumer& to) {
  if (payload.empty() && missing == 0) return;
  begin(sequence);
  const std::int64_t ahead = static_cast<std::int32_t>(sequence - next_sequence_);
  if (ahead > farthest) return;
  if (ahead <= 0) {
    const auto known = static_cast<std::uint64_t>(-ahead);
    if (known >= payload.size() + missing) return;  // sent again
    if (known < payload.size()) give(next_, payload.subspan(known), missing, packet, to);
    else give(next_, {}, static_cast<std::uint32_t>(payload.size() + missing - known), packet, to);
    return give_waiting(to);
  }
  const std::uint64_t at = next_ + static_cast<std::uint64_t>(ahead);
  Waiting& waiting = waiting_[at];
  if (payload.size() < waiting.bytes.size() || (payload.size() == waiting.bytes.size() && waiting.packet != 0)) return;
  waiting_bytes_ += payload.size() - waiting.bytes.size();
  waiting = {{payload.begin(), payload.end()}, missing, packet};
  while (waiting_bytes_ > most_waiting_bytes || waiting_.size() > most_waiting_segments) skip_to_waiting(to);
}

void TcpStream::give(std::uint64_t at, dcerpc::View payload, std::uint32_t missing, std::size_t packet, StreamConsumer& to) {
  const std::uint64_t end = at + payload.size() + missing;
  next_sequence_ += static_cast<std::uint32_t>(end - next_);
  next_ = end;
  if (!payload.empty()) to.bytes(payload, packet);
  if (missing != 0) to.gap();
}

void TcpStream::give_waiting(StreamConsumer& to) {
  while (!waiting_.empty() && waiting_.begin()->first <= next_) {
    auto node = waiting_.extract(waiting_.begin());
    const Waiting& waiting = node.mapped();
    waiting_bytes_ -= waiting.bytes.size();
    const std::uint64_t known = next_ - node.key();
    if (known < waiting.bytes.size()) give(next_, dcerpc::View(waiting.bytes).subspan(known), waiting.missing, waiting.packet, to);
    else if (known < waiting.bytes.size() + waiting.missing) give(next_, {}, static_cast<std::uint32_t>(waiting.bytes.size() + waiting.missing - known), waiting.packet, to);
  }
}

void TcpStream::skip_to_waiting(StreamConsumer& to) {
  const std::uint64_t at = waiting_.begin()->first;
  next_sequence_ += static_cast<std::uint32_t>(at - next_);
  next_ = at;
  to.gap();
  give_waiting(to);
}

void TcpStream::acknowledged(std::uint32_t sequence, StreamConsumer& to) {
  if (!begun_) return;
  while (!waiting_.empty()) {
    const std::int64_t ahead = static_cast<std::int32_t>(sequence - next_sequence_);
    if (ahead <= 0 || ahead > farthest || waiting_.begin()->first > next_ + static_cast<std::uint64_t>(ahead)) return;
    skip_to_waiting(to);
  }
}

void TcpStream::end(StreamConsumer& to) {
  while (!waiting_.empty()) skip_to_waiting(to);
}

}  // namespace wmireach::capture
