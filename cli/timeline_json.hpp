// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analyzer/timeline.hpp"
#include "rules/dates.hpp"

namespace wmireach::cli {

struct ConnectionTimeline {
  std::string id;
  std::vector<analyzer::Period> periods;
};

std::string date_text(std::int64_t date);  // yyyymmdd as "2023-03-14"

// Null for a date on which only a rule's own literal changes something.
const rules::DateOfChange* what_changes_on(std::int64_t date);

std::string timeline_json(const rules::Program& program, const std::vector<ConnectionTimeline>& timelines);

}  // namespace wmireach::cli
