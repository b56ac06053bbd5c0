// SPDX-License-Identifier: Apache-2.0
// One scenario's part of the data of an HTML report.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/report_pictures.hpp"
#include "cli/requirement_report.hpp"

namespace wmireach::cli {

struct ReportSide {
  const model::Estate& estate;
  std::string path;
  bool is_changed = false;  // the file at the path is not all that the estate was read from
  std::vector<Prediction> predictions;  // of all the estate's connections, in their order
  std::vector<JudgedRequirement> requirements;
  ReportPictures pictures;
};

// What a side speaks of, and the page has to explain.
struct Mentioned {
  std::set<std::uint32_t> rules;  // indexes into the program
  std::set<rules::Slot> facts;
  std::set<std::string> sources;
};

// Connections as `check --format json` writes them, packed: whatever many share, such as the facts of a host or a line of a picture, stands
// once in "pool" and is named by its index; "shared" of a side names the keys of a connection whose indexes are its own "shared". Rules are named by their index in the program.
nlohmann::ordered_json report_side_json(RuleSet& rules, const ReportSide& side, const rules::FrameOptions& options, Mentioned& mentioned);

}  // namespace wmireach::cli
