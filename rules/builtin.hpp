// SPDX-License-Identifier: Apache-2.0
// What the build embeds from rules/catalogue/, rules/changes/ and rules/statements.json.
#pragma once

#include <span>
#include <string_view>

#include "rules/program.hpp"

namespace wmireach::rules {

struct EmbeddedFile {
  std::string_view name;  // "dcom-activation/uac-filters-local-administrator.json"
  std::string_view text;
};

const Program& builtin_program();
std::span<const EmbeddedFile> builtin_catalogue_files();
std::string_view builtin_statements();
std::span<const EmbeddedFile> builtin_change_sets();  // "ntlm-off.json"

}  // namespace wmireach::rules
