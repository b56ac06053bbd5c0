// SPDX-License-Identifier: Apache-2.0
// A problem in an input file. Never used for what the analysis says of an estate: that is a finding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wmireach::import {

struct Diagnostic {
  std::string file;
  std::uint32_t line = 0;    // 1-based; 0: the file as a whole
  std::uint32_t column = 0;  // 1-based, only for malformed JSON; 0: not known
  std::string pointer;       // JSON pointer; empty for the root and for malformed JSON
  std::string message;       // lower case start, no final full stop
  std::string hint;          // what to do; may be empty
  bool at_key = false;       // about the key of the value at `pointer`, not about the value
  // A condition with a mistake: its text and the part to underline. Empty for other problems.
  std::string excerpt;
  std::size_t excerpt_offset = 0, excerpt_length = 0;
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace wmireach::import
