// SPDX-License-Identifier: Apache-2.0
// How one connection's verdict changes with the date of the scenario.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::analyzer {

struct Period {
  std::int64_t from = 0;  // yyyymmdd, the first day of it; 0: since ever
  Verdict verdict;
};

// The dates at which something may change: those that Windows and its updates bring, and those that rules name. Ascending.
std::vector<std::int64_t> dates_to_try(const rules::Program& program);

// Periods in order; two that follow each other differ in verdict, first blocker or error. The first one starts at 0.
std::vector<Period> timeline(const rules::Program& program, const model::Estate& estate, model::Index connection, const rules::FrameOptions& options);

}  // namespace wmireach::analyzer
