// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/fragments.hpp"

namespace wmireach::dcerpc {

Fragments::State Fragments::fail(Problem problem) {
  problem_ = problem;
  stub_.clear();
  return state_ = State::failed;
}

Fragments::State Fragments::add(const Header& header, View stub) {
  if (state_ != State::more) return state_;
  const bool first = (header.flags & first_fragment) != 0;
  if (first != (count_ == 0)) return fail(Problem::fragment_out_of_order);
  if (first) call_id_ = header.call_id;
  else if (header.call_id != call_id_) return fail(Problem::fragment_out_of_order);
  if (++count_ > limits_.fragments || stub.size() > limits_.bytes - stub_.size()) return fail(Problem::too_many_fragments);
  stub_.insert(stub_.end(), stub.begin(), stub.end());
  if ((header.flags & last_fragment) != 0) state_ = State::complete;
  return state_;
}

Bytes Fragments::take() {
  if (state_ != State::complete) return {};
  Bytes whole = std::move(stub_);
  reset();
  return whole;
}

void Fragments::reset() {
  stub_.clear();
  count_ = 0;
  call_id_ = 0;
  state_ = State::more;
  problem_ = Problem::none;
}

}  // namespace wmireach::dcerpc
