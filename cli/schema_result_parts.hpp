// SPDX-License-Identifier: Apache-2.0
// What the schemas of several results have in common.
#pragma once

#include "cli/schema_parts.hpp"

namespace wmireach::cli::schemas {

// One of the values of an enumeration, by the names that results write.
template <class Value>
Schema choice_of(std::string_view description, std::initializer_list<Value> values) {
  Names names;
  for (const auto v : values) names.emplace_back(to_string(v));
  return choice(description, names);
}

// Every object refuses keys that it does not name.
Schema closed(Schema schema);

Schema result_format();  // the key "format"
Schema hex_code();       // 0x80070005

// What is certain of a verdict, or null. They refer to the definition "stage".
Schema stage_or_null(std::string_view description);
Schema rule_or_null(std::string_view description);
Schema code_or_null(std::string_view description);

// The form of what cli/acceptance_json.hpp writes.
Schema acceptance();

// The form of what cli/requirement_json.hpp writes of one requirement. Refers to the definitions "stage" and "verdict".
Schema judged_requirement();

// The kind of a change to the scenario, by which --forbid and --cost name it.
Schema edit_name();
Schema safety(std::string_view description);
// What patches of fix and harden consist of; apply and --overlay take any patch.
Schema written_patch(std::string_view description);

}  // namespace wmireach::cli::schemas
