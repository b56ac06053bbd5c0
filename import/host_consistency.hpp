// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "import/cursor.hpp"
#include "model/estate.hpp"

namespace wmireach::import {

// Tells where two facts of the host say what cannot both be true.
void check_consistency(const Cursor& c, const model::Host& host);

}  // namespace wmireach::import
