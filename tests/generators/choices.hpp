// SPDX-License-Identifier: Apache-2.0
// Random structures as a stream of choices: a builder draws small numbers, RapidCheck generates and shrinks the stream.
// 0 is the plainest choice everywhere, and an exhausted stream yields 0, so that a shrunk stream means a small structure.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <sstream>
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

// Streams of up to `longest` choices.
inline rc::Gen<std::vector<std::uint16_t>> choice_streams(int longest) {
  return rc::gen::resize(longest, rc::gen::container<std::vector<std::uint16_t>>(rc::gen::inRange<std::uint16_t>(0, 65535)));
}

// What a property says of the case in hand; shown for the smallest case that fails.
inline std::ostringstream& note() {
  static std::ostringstream text;
  return text;
}

// Like rc::check, with the number of runs given here; RC_PARAMS still gives the seed. `property` takes no arguments and
// draws what it needs. Once it has failed, it is tried on at most 1500 smaller cases.
template <class Property>
bool holds_for(int runs, const std::string& description, Property property) {
  rc::detail::TestMetadata metadata;
  metadata.id = description;
  metadata.description = description;
  auto params = rc::detail::configuration().testParams;
  params.maxSuccess = std::max(runs, params.maxSuccess);  // RC_PARAMS="max_success=N" asks for more
  int shrinks_left = 1500;
  std::string smallest;  // the last case that failed is the smallest one
  const auto keep = [&](const std::string& what) { smallest = note().str() + what; };
  const auto bounded = [&] {
    if (!smallest.empty() && --shrinks_left < 0) return;
    note().str("");
    try {
      property();
    } catch (const rc::detail::CaseResult& result) {
      if (result.type == rc::detail::CaseResult::Type::Failure) keep(result.description);
      throw;
    } catch (const std::exception& e) {
      keep(e.what());
      throw;
    }
  };
  const auto result = rc::detail::checkTestable(bounded, metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return true;
  if (smallest.empty()) rc::detail::printResultMessage(result, std::cerr);
  std::cerr << "- " << description << " does not hold. The smallest case found:\n" << smallest << "\nSeed " << params.seed << std::endl;
  return false;
}

}  // namespace wmireach::tests
