// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
namespace wmireach::cli { int draw(const Options&, const std::string&, const std::string&) { return internal_fault; } }
