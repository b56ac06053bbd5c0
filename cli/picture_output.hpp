// SPDX-License-Identifier: Apache-2.0
// The way of a picture through Graphviz.
#pragma once

#include <string>

#include "cli/session.hpp"

namespace wmireach::cli {

// "dot", "svg" or "png", by --format, else by the name of the output file; another --format as it is; empty: nothing says.
std::string picture_format(const Options& options);

// A picture in DOT as Graphviz writes it: "svg" or "png". May be called from several threads. Throws BadInput where Graphviz is
// missing; `instead` says how to do without it.
std::string rendered(const std::string& dot, const std::string& format, const std::string& instead);

// Throws BadInput where Graphviz is needed and missing, or a PNG would go to a terminal.
void write_picture(const Options& options, const std::string& format, const std::string& dot);

}  // namespace wmireach::cli
