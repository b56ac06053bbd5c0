// SPDX-License-Identifier: Apache-2.0
// What tells a class of hosts apart, in words.
#pragma once

#include <string>

#include "analyzer/class_differences.hpp"

namespace wmireach::cli {

// "windows-server-2019"; "release not stated".
std::string release_text(const model::Host& host);

// "uac.enabled", "zone", "namespaces": as the scenario names the part.
std::string part_name(analyzer::ClassPart part);

// What the hosts of a class have there: "false", "not stated", "corp.example", "CORP\mon (remote-launch)". Where they differ in what the
// request does not look at: "0 to 279", or what the first one has, "and others".
std::string part_value(const model::Estate& estate, const std::vector<model::Index>& hosts, analyzer::ClassPart part);

// "the account SRV1\reader".
std::string naming_text(const model::Estate& estate, analyzer::Naming naming);

}  // namespace wmireach::cli
