// SPDX-License-Identifier: Apache-2.0
// Random structures as a stream of choices: a builder draws small numbers, RapidCheck generates and shrinks the stream.
// 0 is the plainest choice everywhere, and an exhausted stream yields 0, so that a shrunk stream means a small structure.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace wmireach::tests {

class Choices {
 public:
  explicit Choices(std::vector<std::uint16_t> stream) : stream_(std::move(stream)) {}

  // A number below `bound`, which is at least 1.
  std::size_t below(std::size_t bound) { return next_ < stream_.size() ? stream_[next_++] % bound : 0; }
  // True in `percent` of a hundred cases.
  bool chance(std::size_t percent) { return below(100) >= 100 - percent; }
  template <class Container>
  const auto& pick(const Container& container) {
    return container[below(std::size(container))];
  }

 private:
  std::vector<std::uint16_t> stream_;
  std::size_t next_ = 0;
};

inline rc::Gen<std::vector<std::uint16_t>> choice_streams(std::size_t length) {
  return rc::gen::container<std::vector<std::uint16_t>>(length, rc::gen::inRange<std::uint16_t>(0, 65535));
}

// Like rc::check, with the number of runs given here; RC_PARAMS still gives the seed.
template <class Testable>
bool holds_for(int runs, const std::string& description, Testable&& testable) {
  rc::detail::TestMetadata metadata;
  metadata.id = description;
  metadata.description = description;
  auto params = rc::detail::configuration().testParams;
  params.maxSuccess = runs;
  const auto result = rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return true;
  std::cerr << "- " << description << "\n";
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << std::endl;
  return false;
}

}  // namespace wmireach::tests
