// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/estate.hpp"

namespace wmireach::cli {

// The ground on which an example of a rule states its few facts: three hosts without facts and one connection from the first to the
// second, with the third as second hop.
const model::Estate& blank_estate();

}  // namespace wmireach::cli
