// SPDX-License-Identifier: Apache-2.0
#include "observation/record.hpp"

namespace wmireach::observation {

const std::array<std::string_view, step_count>& step_names() {
  static constexpr std::array<std::string_view, step_count> names{"resolve", "connect", "endpoint-mapper", "object-resolver", "identify", "authenticate", "activate", "service-port", "log-in"};
  return names;
}

const std::array<std::string_view, result_count>& result_names() {
  static constexpr std::array<std::string_view, result_count> names{"passed", "failed", "not-tried"};
  return names;
}

const std::array<std::string_view, ending_count>& ending_names() {
  static constexpr std::array<std::string_view, ending_count> names{"done", "no-such-name", "no-address", "no-resolver", "refused", "dropped", "prohibited", "unreachable", "closed",
                                                                    "silent", "garbled", "rejected", "fault", "error", "no-ticket", "skipped", "out-of-order"};
  return names;
}

const std::array<std::string_view, source_count>& source_names() {
  static constexpr std::array<std::string_view, source_count> names{"probe", "capture", "scan"};
  return names;
}

std::string_view to_string(Step step) { return step_names()[static_cast<std::size_t>(step)]; }
std::string_view to_string(Result result) { return result_names()[static_cast<std::size_t>(result)]; }
std::string_view to_string(Ending ending) { return ending_names()[static_cast<std::size_t>(ending)]; }

std::string_view to_string(Source source) { return source_names()[static_cast<std::size_t>(source)]; }

const Look* deciding_look(const Sighting& sighting, Step step) {
  const Look* decides = nullptr;
  for (const Look& look : sighting.looks) {
    if (look.step != step) continue;
    if (look.result == Result::passed) return &look;
    if (decides == nullptr || look.result == Result::failed || decides->result == Result::not_tried) decides = &look;
  }
  return decides;
}

std::optional<Result> result_of(const Sighting& sighting, Step step) {
  const Look* look = deciding_look(sighting, step);
  return look == nullptr ? std::nullopt : std::optional(look->result);
}

}  // namespace wmireach::observation
