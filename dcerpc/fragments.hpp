// SPDX-License-Identifier: Apache-2.0
// Puts the stub of a call together from the fragments of its requests or responses (C706 12.6.3.1: PFC_FIRST_FRAG, PFC_LAST_FRAG).
#pragma once

#include <cstddef>
#include <cstdint>

#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {

class Fragments {
 public:
  struct Limits {
    std::size_t bytes = 1024 * 1024;  // of all stubs together
    std::size_t fragments = 1024;     // an answer in fragments of few bytes each is an attack
  };
  enum class State { more, complete, failed };  // complete and failed last until take() or reset()

  Fragments() : Fragments(Limits()) {}
  explicit Fragments(Limits limits) : limits_(limits) {}

  // The next fragment of the call, its stub verified, unsealed and without padding.
  State add(const Header& header, View stub);

  State state() const { return state_; }
  Problem problem() const { return problem_; }  // none unless failed: fragment_out_of_order, too_many_fragments
  Bytes take();                                 // the whole stub when complete, else empty; ready for the next call then
  void reset();

 private:
  State fail(Problem problem);

  Limits limits_;
  Bytes stub_;
  std::size_t count_ = 0;
  std::uint32_t call_id_ = 0;
  State state_ = State::more;
  Problem problem_ = Problem::none;
};

}  // namespace wmireach::dcerpc
