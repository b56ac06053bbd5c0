// SPDX-License-Identifier: Apache-2.0
// What is predicted of one connection, as JSON; its form is `wmireach schema result`.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/prediction.hpp"

namespace wmireach::cli {

// All that it refers to must outlive it.
class ConnectionJson {
 public:
  using Json = nlohmann::ordered_json;

  ConnectionJson(RuleSet& rules, const model::Estate& estate, const rules::FrameOptions& options) : rules_(rules), estate_(estate), options_(options) {}

  Json whole(const Prediction& p) const;
  Json heading(const Prediction& p) const;  // "id" to "error"
  Json causes(const Prediction& p) const;   // "either" to "missing"
  Json outlook(const Prediction& p) const;  // "repairs" to "expectation"

 private:
  RuleSet& rules_;
  const model::Estate& estate_;
  const rules::FrameOptions& options_;
};

}  // namespace wmireach::cli
