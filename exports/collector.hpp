// SPDX-License-Identifier: Apache-2.0
// The script that collects facts on one Windows computer, made from the vocabulary.
#pragma once

#include <string>

namespace wmireach::exports {

// scripts/export/Collect-Facts.ps1: PowerShell 5.1, reads only. Where the vocabulary says to look with `reg query`, the script reads that value;
// for the others it has the lines of exports/collector_lines.cpp; what neither can tell is listed in what the script writes, with the reason.
std::string collector_script();

}  // namespace wmireach::exports
