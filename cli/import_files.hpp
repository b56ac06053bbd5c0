// SPDX-License-Identifier: Apache-2.0
// The files of an import.
#pragma once

#include <string>
#include <vector>

#include "cli/import_directory.hpp"
#include "exports/survey.hpp"

namespace wmireach::cli {

// What the files and directories say, folders with all that is below them, in the order of the command line and then of names. A file below a folder that
// no reader knows is passed over; one that was named is an error. Throws BadInput.
exports::Survey read_exports(const std::vector<std::string>& paths, const DirectoryOptions& directory);

}  // namespace wmireach::cli
