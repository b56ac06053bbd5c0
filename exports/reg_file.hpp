// SPDX-License-Identifier: Apache-2.0
// Exports of the registry editor and of "reg export": REGEDIT4 and Windows Registry Editor Version 5.00.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_reg_file(std::string_view text);

// Adds a computer, where the file holds the key with its name; else a set of settings that some other source gives to computers.
void read_reg_file(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
