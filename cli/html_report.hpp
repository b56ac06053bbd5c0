// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page of one scenario, or of two and what differs: docs/report.md.
#pragma once

#include <string>
#include <vector>

#include "cli/estate_diff.hpp"

namespace wmireach::cli {

struct ReportedScenario {
  const model::Estate& estate;
  std::string path;
  bool is_changed = false;  // on the way from the file: no digest of the file stands for it
};

struct HtmlOptions {
  std::size_t pictures = 0;                // most pictures of connections, of each scenario
  // Of two scenarios: what `diff` found, of which those that change are drawn first.
  const ComparedEstates* compared = nullptr;
  const EstateDiff* difference = nullptr;
};

std::string html_report(RuleSet& rules, const std::vector<ReportedScenario>& scenarios, const rules::FrameOptions& frame_options, const HtmlOptions& options);

}  // namespace wmireach::cli
