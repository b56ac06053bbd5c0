// SPDX-License-Identifier: Apache-2.0
// The HTML page around the data of a report.
#pragma once

#include <string>
#include <vector>

namespace wmireach::cli {

// One row of what a reader without scripts sees.
struct PlainRow {
  std::string id, request, found;
};

// `json` may hold any text; nothing of it, nor of the other arguments, can end the element that it stands in.
std::string report_page(const std::string& title, const std::vector<PlainRow>& rows, const std::string& json);

}  // namespace wmireach::cli
