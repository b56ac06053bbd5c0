// SPDX-License-Identifier: Apache-2.0
// A scenario from what exports say.
#pragma once

#include <string>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

// Settings of a file that does not say whose they are: a policy without a link, or the registry of some computer.
struct Assignment {
  std::string file;   // its name as in Survey::files, or a folder above it
  std::string hosts;  // a name in the scenario, "*", "domain=NAME", "os=ID" or "name=PATTERN"
};

// A connection to predict, with get-wmiobject and explicit credentials.
struct Ask {
  std::string account;   // DOMAIN\NAME as in the scenario
  std::string from, to;  // in the form of Assignment::hosts; empty: a computer of the account's domain, or any
};

struct AssembleOptions {
  std::string title;
  std::string as_of;  // "yyyy-mm-dd"; empty: not stated
  std::vector<Assignment> assignments;
  std::vector<Ask> asks;
  bool all_accounts = false;
};

// The scenario as JSON, every element with the place where it was found. What was left out, and where sources disagree, is added to the notes.
import::JsonNode assemble(Survey& survey, const AssembleOptions& options);

}  // namespace wmireach::exports
