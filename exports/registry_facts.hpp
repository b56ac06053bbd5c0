// SPDX-License-Identifier: Apache-2.0
// What values of the registry of a computer, or of a policy, mean for WMI.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exports/registry_combined.hpp"
#include "exports/registry_value.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

// The values of one file. A key below Policies overrules the computer's own, as in Windows, and of one value the last one counts.
class RegistryFacts {
 public:
  explicit RegistryFacts(Survey& survey) : survey_(survey) {}

  void add(std::string_view key, std::string_view name, const RegistryValue& value, Place place);

  // Everything that was added, as settings. A value that means nothing that the vocabulary knows is noted, and its fact is unknown.
  std::vector<Setting> take();

  const ComputerName& computer() const { return combined_.computer(); }

 private:
  void state(const std::string& path, import::JsonNode value, Place place, int strength);
  void access_list(const std::string& path, std::string_view name, const RegistryValue& value, Place place, int strength);
  void firewall(const std::string& key, std::string_view name, const RegistryValue& value, Place place);
  void firewall_profile(const std::string& profile, const std::string& rest, std::string_view name, const RegistryValue& value, Place place, int strength);
  bool listener(const std::string& key, const std::string& name, const RegistryValue& value, Place place);
  void not_known(const std::string& path, std::string_view name, const RegistryValue& value, Place place, int strength);
  void note(Place place, std::string message, std::string hint);

  struct Stated {
    Setting setting;
    int strength = 0;
  };

  Survey& survey_;
  CombinedValues combined_;
  std::map<std::string, Stated> stated_;
  std::vector<Setting> lists_;
};

}  // namespace wmireach::exports
