// SPDX-License-Identifier: Apache-2.0
#include "exports/format.hpp"

#include <array>

#include "exports/archive.hpp"
#include "exports/facts_export.hpp"
#include "exports/firewall_export.hpp"
#include "exports/firewall_table.hpp"
#include "exports/inventory.hpp"
#include "exports/ldif.hpp"
#include "exports/netsh.hpp"
#include "exports/nmap.hpp"
#include "exports/policy_report.hpp"
#include "exports/reg_file.hpp"
#include "exports/registry_pol.hpp"
#include "exports/resultant_set.hpp"
#include "exports/security_template.hpp"
#include "exports/sharphound.hpp"
#include "exports/text_encoding.hpp"

namespace wmireach::exports {

std::span<const Format> formats() {
  static constexpr std::array all{
      Format{"SharpHound (JSON)", "sharphound", true, looks_like_sharphound, read_sharphound},
      Format{"registry.pol of a group policy", "registry-pol", false, looks_like_registry_pol, read_registry_pol},
      Format{"report on group policies (XML)", "policy-report", true, looks_like_policy_report, read_policy_report},
      Format{"gpresult /x (XML)", "resultant-set", true, looks_like_resultant_set, read_resultant_set},
      Format{"export of the registry (.reg)", "reg-file", true, looks_like_reg_file, read_reg_file},
      Format{"security template (GptTmpl.inf, secedit)", "security-template", true, looks_like_security_template, read_security_template},
      Format{"nmap (XML)", "nmap", true, looks_like_nmap, read_nmap},
      Format{"Export-FirewallRules.ps1 (JSON)", "firewall", true, looks_like_firewall_export, read_firewall_export},
      Format{"Collect-Facts.ps1 (JSON)", "facts", true, looks_like_facts_export, read_facts_export},
      Format{"LDIF of Active Directory", "ldif", true, looks_like_ldif, read_ldif},
      Format{"netsh advfirewall (text)", "netsh", true, looks_like_netsh, read_netsh},
      Format{"firewall rules (CSV)", "firewall-table", true, looks_like_firewall_table, read_firewall_table},
      Format{"inventory (CSV)", "inventory", true, looks_like_inventory, read_inventory},
  };
  return all;
}

bool read_export(const std::string& name, std::string_view bytes, Survey& survey) {
  if (looks_like_zip(bytes)) {
    bool any = false;
    unpack(bytes, name, [&](const std::string& entry, std::string&& content) { any = (!looks_like_zip(content) && read_export(entry, content, survey)) || any; }, survey.notes);
    return any;
  }
  const auto read = [&](const Format& f, std::string_view content) {
    survey.files.push_back(name);
    f.read(content, static_cast<std::uint32_t>(survey.files.size() - 1), survey);
    return true;
  };
  for (const auto& f : formats())
    if (!f.is_text && f.fits(bytes)) return read(f, bytes);
  const std::string text = to_utf8(bytes);
  for (const auto& f : formats())
    if (f.is_text && f.fits(text)) return read(f, text);
  return false;
}

std::string known_formats() {
  std::string all;
  for (const auto& f : formats()) all += (all.empty() ? "" : ", ") + std::string(f.name);
  return all;
}

}  // namespace wmireach::exports
