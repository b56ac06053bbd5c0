// SPDX-License-Identifier: Apache-2.0
// What every command shares: options, inputs, outputs and exit codes.
#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "import/diagnostic.hpp"
#include "import/statements.hpp"
#include "model/estate.hpp"
#include "rules/fact_frame.hpp"
#include "rules/program.hpp"

namespace wmireach::cli {

enum ExitCode : int {
  as_expected = 0,
  not_as_expected = 1,   // a connection fails, or an expectation is not met
  bad_input = 2,         // usage, schema or input error
  undetermined = 4,      // where that was not expected
  internal_fault = 70,
};

// Thrown when a command cannot go on; its diagnostics are already complete.
struct BadInput {
  import::Diagnostics diagnostics;
};

struct Options {
  std::string color = "auto";          // auto, always, never
  bool plain = false;                  // text for screen readers: text_layout.hpp
  bool quiet = false;                  // of the text only what is a problem, and no progress
  std::string format = "text";
  std::string output = "-";            // a file, or "-" for standard output
  std::vector<std::string> rules;      // folders with an architect's own rules
  std::string catalogue;               // a folder that replaces the built-in catalogue
  std::vector<std::string> overlays;   // patches over the scenario, see overlay.hpp
  bool assumptions = true;
  std::size_t pictures = 200;          // most pictures of connections in an HTML page, of each scenario
  std::string shown = "change";        // by a picture of two scenarios: change, before or after
  std::vector<rules::Change> changes;  // facts that the command line replaces: --as-of
};

// The changes are those of `options`, which must outlive the result.
rules::FrameOptions frame_options(const Options& options);

// The rules in force. Rules are compiled once; their prose is read only when a command needs it.
class RuleSet {
 public:
  explicit RuleSet(const Options& options);
  const rules::Program& program() const { return program_; }
  const rules::Catalogue& catalogue();          // reads the built-in rule files at first use
  const import::Statements& statements();

 private:
  bool builtin_;
  bool have_catalogue_ = false, have_statements_ = false;
  rules::Catalogue catalogue_;
  rules::Program program_;
  import::Statements statements_;
};

// The whole input; "-" is standard input. Throws BadInput.
std::string read_input(const std::string& path);

// The scenario with all that it includes. Throws BadInput with every problem of its files. The rules that expectations name are looked up in `program`.
model::Estate load_scenario(const rules::Program& program, const std::string& path);

// The estate that a reader returned, or BadInput with its diagnostics and those about rules in expectations.
model::Estate checked_scenario(const rules::Program& program, std::optional<model::Estate> estate, import::Diagnostics diagnostics);

// The result goes to standard output, and that is a terminal.
bool writes_to_terminal(const Options& options);

// Writes the text whole or not at all, as output_file.hpp says.
void write_output(const std::string& path, const std::string& text);

// Index of a connection by id; throws BadInput that names the nearest id.
model::Index find_connection(const model::Estate& estate, const std::string& id, const std::string& file);

// The connections with these ids, in this order; every one where no id is given. Throws BadInput like find_connection.
std::vector<model::Index> chosen_connections(const model::Estate& estate, const std::vector<std::string>& ids, const std::string& file);

}  // namespace wmireach::cli
