// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page of one scenario, or of two and what differs: docs/report.md.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"

namespace wmireach::cli {

struct ReportedScenario {
  const model::Estate& estate;
  std::string path;
  bool is_changed = false;  // on the way from the file: no digest of the file stands for it
};

struct HtmlOptions {
  std::size_t pictures = 0;                // most pictures of connections, of each scenario
  std::string difference = {};             // of two scenarios: what `diff --format json` says
  std::vector<std::string> changed = {};   // and the connections that are drawn first
};

std::string html_report(RuleSet& rules, const std::vector<ReportedScenario>& scenarios, const rules::FrameOptions& frame_options, const HtmlOptions& options);

}  // namespace wmireach::cli
