// SPDX-License-Identifier: Apache-2.0
// What a change does to an estate: both scenarios in one layout, with what is added, removed and changed, and the verdicts that turn.
#pragma once

#include <string>

#include "viz/estate_picture.hpp"

namespace wmireach::viz {

enum class ChangeShown : std::uint8_t {
  change,          // both in one
  before, after,   // one of them, with room for what only the other one has
};

struct ChangeText {
  Lines title;
  EstateText before, after;  // their titles are not looked at
};

// DOT. Beyond the limits of an estate picture only what the change touches is drawn; where that is too much as well, zones with counts.
// Preconditions: those of estate_picture, for both.
std::string change_picture(const model::Estate& before, const model::Estate& after, const ChangeText& text, ChangeShown shown);

}  // namespace wmireach::viz
