// SPDX-License-Identifier: Apache-2.0
// A change of a large estate that touches much of it: zones with counts of what turns. Never more than a page.
#pragma once

#include "viz/change_picture.hpp"

namespace wmireach::viz {

// `before` and `after` alone are the pictures that estate_summary makes of them.
std::string change_summary(const model::Estate& before, const model::Estate& after, const ChangeText& text, ChangeShown shown);

}  // namespace wmireach::viz
