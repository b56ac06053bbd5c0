// SPDX-License-Identifier: Apache-2.0
// The data of an HTML report: one scenario, or two and what differs.
#pragma once

#include <string>
#include <vector>

#include "cli/report_side_json.hpp"

namespace wmireach::cli {

// `difference` is the result of `diff --format json`; empty where there is one side.
std::string report_json(RuleSet& rules, const std::vector<ReportSide>& sides, const rules::FrameOptions& options, const std::string& difference);

}  // namespace wmireach::cli
