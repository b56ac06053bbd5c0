// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>

#include "cli/command_line.hpp"
#include "cli/diagnostic_text.hpp"
#include "cli/platform/streams.hpp"
#include "cli/usage_error.hpp"

int main(int argc, char** argv) {
  using namespace wmireach::cli;
  platform::prepare_streams();
  const auto words = platform::command_line_words(argc, argv);
  std::vector<const char*> arguments;
  for (const auto& w : words) arguments.push_back(w.c_str());
  const int count = static_cast<int>(arguments.size());
  CommandLine line;
  CLI::App app("Predicts offline whether a WMI remote connection will work, why not, and what the caller sees.", "wmireach");
  add_commands(app, line);
  try {
    parse(app, count, arguments.data());
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    std::cerr << usage_error_text(app, e, count, arguments.data());
    return bad_input;
  }
  try {
    return line.run();
  } catch (const BadInput& bad) {
    print_diagnostics(bad.diagnostics, line.options);
    return bad_input;
  } catch (const std::exception& e) {
    std::cerr << "wmireach: internal fault: " << e.what() << "\nPlease report it with the input that led to it.\n";
    return internal_fault;
  }
}
