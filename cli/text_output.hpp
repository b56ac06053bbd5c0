// SPDX-License-Identifier: Apache-2.0
// How a command's text reaches its reader: coloured and as wide as a terminal, whole in a file or a pipe, or plain.
#pragma once

#include <string>

#include "cli/session.hpp"
#include "cli/style.hpp"

namespace wmireach::cli {

// The colours of the text on its way to the output.
Style text_style(const Options& options);

// Writes the text of a command, not another form of its result.
void write_text(const Options& options, const std::string& text);

}  // namespace wmireach::cli
