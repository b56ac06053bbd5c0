// SPDX-License-Identifier: Apache-2.0
// One JSON object in a line for each result.
#include <nlohmann/json.hpp>

#include "cli/run_formats.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string json_lines_report(const Run& run) {
  std::string text;
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results) {
      const Json line{{"file", r.where.file}, {"line", r.where.line}, {"id", r.id}, {"state", to_string(r.state)}, {"verdict", or_null(r.verdict)}, {"stage", or_null(r.stage)},
                      {"rule", or_null(r.blocker)}, {"error", or_null(r.error)}, {"message", r.message}, {"details", r.details}, {"accepted", or_null(r.accepted)}};
      text += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
  return text;
}

}  // namespace wmireach::cli
