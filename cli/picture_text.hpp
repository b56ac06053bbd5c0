// SPDX-License-Identifier: Apache-2.0
// What pictures say of a connection and of the estate.
#pragma once

#include <vector>

#include "cli/prediction.hpp"
#include "viz/connection_picture.hpp"
#include "viz/estate_picture.hpp"
#include "viz/trust_map.hpp"

namespace wmireach::cli {

viz::ConnectionText connection_text(const rules::Program& program, const model::Estate& estate, const Prediction& prediction);

// `predictions` are of all the estate's connections, in their order.
viz::EstateText estate_text(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions);

viz::TrustMapText trust_map_text(const model::Estate& estate);

}  // namespace wmireach::cli
