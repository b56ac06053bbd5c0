// SPDX-License-Identifier: Apache-2.0
// Generated estates as benchmarks use them.
#pragma once

#include "analyzer/matrix.hpp"
#include "bench/estate_generator.hpp"

namespace wmireach::bench {

// Made at the first call for these options, and kept.
const model::Estate& generated_estate(const EstateOptions& options);

// Its first request, from every host to every host.
analyzer::MatrixRequest between_all(const model::Estate& estate);

}  // namespace wmireach::bench
