// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known word that is nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wmireach::rules {

// Number of insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `known`, when it is near enough to be meant; else empty. The first of several equally near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// "did you mean 'x'?", or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace wmireach::rules
