// SPDX-License-Identifier: Apache-2.0
// Text files line by line.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/words.hpp"

namespace wmireach::exports {

class TextLines {
 public:
  explicit TextLines(std::string_view text) : rest_(text) {}

  // False at the end. The line is without its break and without blanks at either end.
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    const auto end = rest_.find('\n');
    line = trimmed(rest_.substr(0, end));
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
    return true;
  }
  std::uint32_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::uint32_t number_ = 0;
};

}  // namespace wmireach::exports
