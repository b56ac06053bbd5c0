// SPDX-License-Identifier: Apache-2.0
// Looks in the making: each measures its own time.
#pragma once

#include <string>

#include "observation/record.hpp"
#include "probe/association.hpp"
#include "probe/deadline.hpp"

namespace wmireach::probe {

inline constexpr std::uint32_t server_unavailable = 0x800706BA;  // what a caller of DCOM is told when no answer comes

// At most 300 bytes of UTF-8; of what is none, every byte outside ASCII becomes '?'.
std::string as_text(std::string foreign);

class LookInMaking {
 public:
  LookInMaking(observation::Sighting& sighting, observation::Step step, std::string to, std::uint16_t port) : sighting_(sighting), began_(Clock::now()) {
    look_.step = step;
    look_.to = std::move(to);
    look_.port = port;
  }

  // What comes from a peer is kept short, and is text.
  void found(std::string what, std::string value) {
    constexpr std::size_t most = 64;
    if (look_.found.size() < most) look_.found.emplace_back(std::move(what), as_text(std::move(value)));
  }
  void note(std::string text) { found("note", std::move(text)); }

  // Ends the look. True where it passed.
  bool finish(observation::Ending ending, std::optional<std::uint32_t> code = {}, std::string text = {}) {
    look_.ending = ending;
    look_.result = ending == observation::Ending::done ? observation::Result::passed : ending == observation::Ending::skipped || ending == observation::Ending::out_of_order ? observation::Result::not_tried : observation::Result::failed;
    look_.code = code;
    look_.text = as_text(std::move(text));
    look_.milliseconds = static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_).count());
    sighting_.looks.push_back(std::move(look_));
    return sighting_.looks.back().result == observation::Result::passed;
  }
  bool finish(const Answer& answer) { return finish(answer.ending, answer.code, answer.text); }

 private:
  observation::Sighting& sighting_;
  observation::Look look_;
  Clock::time_point began_;
};

}  // namespace wmireach::probe
