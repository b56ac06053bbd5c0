// SPDX-License-Identifier: Apache-2.0
// What edits of an estate mean for its scenario file: a JSON patch (RFC 6902).
#pragma once

#include <vector>

#include "import/json.hpp"
#include "model/edit.hpp"

namespace wmireach::import {

// The operations for all edits in their order, as an array. `scenario` is what `estate` was read from; the estate is changed
// on the way and is as before when this returns. Rules, links and trusts that go are named by their place in the file: of two of one
// list the later one has to come first.
JsonNode patch_of(const JsonNode& scenario, model::Estate& estate, const std::vector<model::Edit>& edits);

}  // namespace wmireach::import
