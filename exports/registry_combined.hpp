// SPDX-License-Identifier: Apache-2.0
// Values of the registry that say something only together: the ports of RPC, the listener of WinRM, the release, the computer's name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exports/registry_value.hpp"
#include "exports/survey.hpp"

namespace wmireach::exports {

// Of whom a file is the registry; empty where it does not say.
struct ComputerName {
  std::string netbios_name, dns_name, domain;
};

class CombinedValues {
 public:
  // True: the value is one of these. `key` as registry_key() gives it, `name` in lower case.
  bool take(const std::string& key, const std::string& name, const RegistryValue& value, Place place);

  // What the values say together.
  std::vector<Setting> settings(Survey& survey) const;
  const ComputerName& computer() const { return computer_; }

 private:
  struct Found {
    RegistryValue value;
    Place place;
  };

  const Found* find(const char* what) const;
  void rpc_ports(std::vector<Setting>& out, Survey& survey) const;
  void winrm(std::vector<Setting>& out, Survey& survey) const;
  void release(std::vector<Setting>& out, Survey& survey) const;
  void separate_process(std::vector<Setting>& out, Survey& survey) const;

  std::map<std::string, Found> found_;
  ComputerName computer_;
};

}  // namespace wmireach::exports
