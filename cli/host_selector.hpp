// SPDX-License-Identifier: Apache-2.0
// Hosts that a command line names.
#pragma once

#include <string>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::cli {

// A host's name, "*" for every host, or a selector: "zone=dmz", "domain=corp.example", "os=windows-10", "name=WEB*", "baseline=kiosk".
// Ascending. Throws BadInput where nothing fits; `asked` is the option, for the message.
std::vector<model::Index> select_hosts(const model::Estate& estate, const std::string& where, const std::string& asked);

}  // namespace wmireach::cli
