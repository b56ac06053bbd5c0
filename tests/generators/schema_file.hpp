// SPDX-License-Identifier: Apache-2.0
// A JSON Schema that judges JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "cli/schema_result_parts.hpp"

namespace wmireach::tests {

class SchemaFile {
 public:
  explicit SchemaFile(const nlohmann::json& json, valijson::SchemaParser::Version version = valijson::SchemaParser::kDraft7) {
    valijson::SchemaParser(version).populateSchema(valijson::adapters::NlohmannJsonAdapter(json), schema_);
  }
  bool accepts(const nlohmann::json& json) { return validator_.validate(schema_, valijson::adapters::NlohmannJsonAdapter(json), nullptr); }

  // Empty when the schema accepts; collecting problems is slow.
  std::string problems(const nlohmann::json& json) {
    if (accepts(json)) return "";
    valijson::ValidationResults results;
    validator_.validate(schema_, valijson::adapters::NlohmannJsonAdapter(json), &results);
    std::string text;
    for (const auto& error : results) {
      for (const auto& part : error.context) text += part;
      text += ": " + error.description + "\n";
    }
    return text;
  }

 private:
  valijson::Schema schema_;
  valijson::Validator validator_;
};

// A published schema of a result may be open, so that minor versions may add keys. Closed, it finds a key that a report writes and
// the schema does not name.
inline SchemaFile closed_form(const std::string& schema) { return SchemaFile(nlohmann::json(cli::schemas::closed(cli::schemas::Schema::parse(schema)))); }

}  // namespace wmireach::tests
