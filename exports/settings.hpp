// SPDX-License-Identifier: Apache-2.0
// Settings of one computer from several sources, merged into the form of a scenario.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::exports {

// "gpo/GptTmpl.inf:17"; without a line, the file alone; of a directory, the entry: "ldap://dc1.corp.example/CN=APP1,CN=Computers,DC=corp,DC=example".
std::string place_text(const Survey& survey, Place place);

// Lists of a host are sets: the order of names, ports and rights plays no part.
bool same_value(const import::JsonNode& a, const import::JsonNode& b);

// A value for a message: short, on one line.
std::string value_words(const import::JsonNode& value);

class Settings {
 public:
  explicit Settings(const Survey& survey) : survey_(&survey) {}

  // Of one path, the highest rank counts, then what was added first. Entries of lists ("/-") all count. Where a lower rank, or another
  // source of the same rank, says something else, that is noted as a conflict of `whose`.
  void add(const Setting& setting, Rank rank, const std::string& whose, import::Diagnostics& notes);

  // The same for policies, of which a weaker one is overruled without a word. Of two that are equally strong and differ, neither is
  // known to count: the value is unknown.
  void add_policies(const std::vector<std::vector<const Policy*>>& strongest_first, import::Diagnostics& notes);

  void remove(const std::string& path) { chosen_.erase(path); }

  bool empty() const { return chosen_.empty(); }
  const std::map<std::string, std::pair<Setting, Rank>>& chosen() const { return chosen_; }

  // Writes every setting into the object, and where each was found. `principal` turns a SID into a name.
  void write(import::JsonNode& object, const std::function<std::string(const std::string&)>& principal) const;

 private:
  const Survey* survey_;
  std::map<std::string, std::pair<Setting, Rank>> chosen_;
  std::map<std::string, std::vector<Setting>> lists_;
};

}  // namespace wmireach::exports
