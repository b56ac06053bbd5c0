// SPDX-License-Identifier: Apache-2.0
// Hosts that are stated once and counted: "WEB###" with "count": 400 stands for WEB001 to WEB400.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "import/cursor.hpp"

namespace wmireach::import {

inline constexpr std::size_t most_digits = 6;      // of a pattern's number
inline constexpr std::size_t most_hosts = 100000;  // of one pattern: a slip of the pen must not fill the memory

struct HostPattern {
  std::string before, after;  // the number
  std::size_t digits = 0;
  std::size_t count = 0;

  std::string name(std::size_t number) const;  // from 1 to count
  bool makes(std::string_view name) const;     // exact case
};

// Whether the key of a host is to be read as a pattern.
inline bool is_pattern(std::string_view key) { return key.find('#') != std::string_view::npos; }

// The pattern that a member of "hosts" is. What is wrong with its name or its count is told, and so is a count of a single host.
std::optional<HostPattern> read_pattern(const Cursor& host);

// The hosts of those patterns of the scenario that the patch names one by one, written out: they take the place of the pattern.
void write_out_patterns(JsonNode& scenario, const JsonNode& patch);

}  // namespace wmireach::import
