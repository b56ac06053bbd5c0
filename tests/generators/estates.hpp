// SPDX-License-Identifier: Apache-2.0
// Small estates: a blank one for facts that are stated one by one, and those that a scenario text describes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/blank_estate.hpp"
#include "import/diagnostic.hpp"
#include "model/estate.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::tests {

using Json = nlohmann::ordered_json;

using cli::blank_estate;

// Facts by name with values as a rule file writes them; throws on a name or value that does not exist.
using NamedFacts = std::vector<std::pair<std::string, std::string>>;
std::vector<rules::Change> changes(const NamedFacts& facts);

// Reads a scenario that must be good; throws with the first problem otherwise.
model::Estate read_estate(const std::string& text);

// Every problem of a scenario that need not be good. Throws when the reader returns neither an estate nor a problem.
import::Diagnostics problems_of(const std::string& text);

// The value of a fact of the first connection, as a rule file writes it, or "unknown".
std::string value(const Json& scenario, std::string_view fact, bool assumptions = true);

// Two hosts, CLIENT and TARGET, both Windows 10 in corp.example; the account CORP\admin, an administrator of both; and one
// connection by moniker. `patch` is a JSON merge patch over it.
Json plain_scenario(const Json& patch = Json::object());

// The value of a fact after a patch of the plain scenario.
std::string plain_value(const Json& patch, std::string_view fact, bool assumptions = true);

}  // namespace wmireach::tests
