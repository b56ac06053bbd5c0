// SPDX-License-Identifier: Apache-2.0
// A deliberately naive second predictor. It reads the rule files as JSON, evaluates every condition from its text and sorts out
// the verdict with plain loops. It shares no code with the program but the values of the facts and the names of their values.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/condition_text.hpp"

namespace wmireach::reference {

struct NaiveError {
  std::string code, timing, rule;  // code as the rule file writes it
  bool operator==(const NaiveError&) const = default;
};

struct NaiveVerdict {
  std::string kind;           // connects, fails, undetermined
  std::string blocker, stage; // empty: none
  std::vector<std::string> latent, limits;
  std::vector<NaiveError> errors;
  bool error_is_certain = false;
  std::set<std::string> missing;  // facts that rules name, not followed further
  std::map<std::string, Answer> truth;
  std::map<std::string, std::string> stages;  // state by stage
};

class NaivePredictor {
 public:
  // Reads every rule and definition below a folder.
  explicit NaivePredictor(const std::string& catalogue_folder);

  NaiveVerdict predict(const std::map<std::string, Value>& facts) const;
  std::size_t rules() const { return rules_.size(); }
  // Every fact that some rule or definition may name is asked for by name; these are the words of all conditions.
  const std::map<std::string, std::string>& definitions() const { return definitions_; }

 private:
  struct NaiveRule {
    std::string name, stage, effect, applies_when, requirement;
    int stage_number = 0, order = 50;
    std::vector<NaiveError> errors;
  };
  std::vector<NaiveRule> rules_;
  std::map<std::string, std::string> definitions_;
};

}  // namespace wmireach::reference
