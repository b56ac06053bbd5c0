// SPDX-License-Identifier: Apache-2.0
#include "cli/text_output.hpp"

#include "cli/terminal.hpp"
#include "cli/text_layout.hpp"

namespace wmireach::cli {

Style text_style(const Options& options) { return {options.output != "-" || options.plain ? "never" : options.color, stdout}; }

void write_text(const Options& options, const std::string& text) {
  if (options.plain) return write_output(options.output, plain(text));
  const auto width = options.output == "-" ? terminal_width(stdout) : std::nullopt;
  write_output(options.output, width ? wrapped(text, *width) : text);
}

}  // namespace wmireach::cli
