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

// What the host has there: "false", "not stated", "corp.example", "CORP\mon (remote-launch)".
std::string part_value(const model::Estate& estate, const model::Host& host, analyzer::ClassPart part);

// "the account SRV1\reader".
std::string naming_text(const model::Estate& estate, analyzer::Naming naming);

}  // namespace wmireach::cli
