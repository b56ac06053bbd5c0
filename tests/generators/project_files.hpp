// SPDX-License-Identifier: Apache-2.0
// Files of the source tree, and the catalogue and statements as they stand there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "import/rule_reader.hpp"
#include "import/statements.hpp"

namespace wmireach::tests {

std::filesystem::path source_dir();

// The whole file; throws when it cannot be read.
std::string text_of(const std::filesystem::path& file);

// Every file below a folder of the source tree whose name ends in `extension`, sorted.
std::vector<std::filesystem::path> files_below(const std::string& folder, const std::string& extension);

// Rule files below a folder, named relative to it.
std::vector<import::SourceFile> rule_files(const std::filesystem::path& folder);

// rules/catalogue and rules/statements.json of the source tree, read once. Throws when one of them has a problem.
const rules::Catalogue& catalogue();
const import::Statements& statements();

}  // namespace wmireach::tests
