// SPDX-License-Identifier: Apache-2.0
#include "exports/template_policies.hpp"

#include <array>
#include <string>
#include <string_view>

#include "exports/text_lines.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// `category` is the end of the path; the value for each state, where the policy is a switch.
struct Template {
  std::string_view name, category, key, value;
  int enabled, disabled;  // -1: another element says the value, or the state writes none
};

constexpr std::string_view system_policies = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System", winrm = "SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service",
                           domain_profile = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\DomainProfile", standard_profile = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\StandardProfile";

// Values as the administrative templates of Windows define them (WindowsFirewall.admx, WindowsRemoteManagement.admx, and those of the
// security baselines for the first).
constexpr std::array templates{
    Template{"Apply UAC restrictions to local accounts on network logons", "", system_policies, "LocalAccountTokenFilterPolicy", 0, 1},
    Template{"Windows Firewall: Protect all network connections", "Domain Profile", domain_profile, "EnableFirewall", 1, 0},
    Template{"Windows Firewall: Protect all network connections", "Standard Profile", standard_profile, "EnableFirewall", 1, 0},
    Template{"Windows Firewall: Do not allow exceptions", "Domain Profile", domain_profile, "DoNotAllowExceptions", 1, 0},
    Template{"Windows Firewall: Do not allow exceptions", "Standard Profile", standard_profile, "DoNotAllowExceptions", 1, 0},
    Template{"Allow Basic authentication", "WinRM Service", winrm, "AllowBasic", 1, 0},
    Template{"Allow CredSSP authentication", "WinRM Service", winrm, "AllowCredSSP", 1, 0},
    Template{"Disallow Kerberos authentication", "WinRM Service", winrm, "AllowKerberos", 0, 1},
    Template{"Disallow Negotiate authentication", "WinRM Service", winrm, "AllowNegotiate", 0, 1},
    Template{"Allow remote server management through WinRM", "WinRM Service", winrm, "AllowAutoConfig", 1, 0},
};

// Of a policy with fields: the field's name begins so, and its text is the value.
struct Field {
  std::string_view policy, field, key, value;
};
constexpr std::array fields{
    Field{"Allow remote server management through WinRM", "IPv4 filter", winrm, "IPv4Filter"},
    Field{"Allow remote server management through WinRM", "IPv6 filter", winrm, "IPv6Filter"},
};

std::string_view chosen(const XmlElement& policy) {
  const XmlElement* list = policy.child("DropDownList");
  const XmlElement* value = list == nullptr ? nullptr : list->child("Value");
  return value == nullptr ? std::string_view() : trimmed(value->text_of("Name"));
}

// "Windows Defender Firewall" in newer templates.
std::string plain_name(std::string_view name) {
  std::string text(name);
  constexpr std::string_view defender = "Windows Defender Firewall";
  if (const auto at = text.find(defender); at != std::string::npos) text.replace(at, defender.size(), "Windows Firewall");
  return text;
}

}  // namespace

void add_template_policy(const XmlElement& policy, std::uint32_t file, RegistryFacts& facts, Survey& survey) {
  const std::string name = plain_name(trimmed(policy.text_of("Name")));
  const std::string category(trimmed(policy.text_of("Category"))), state = folded(trimmed(policy.text_of("State")));
  if (state != "enabled" && state != "disabled") return;
  const bool on = state == "enabled";
  const Place place{file, policy.line};
  for (const auto& t : templates)
    if (t.name == name && category.ends_with(t.category)) facts.add(t.key, t.value, RegistryValue::of_number(static_cast<std::uint64_t>(on ? t.enabled : t.disabled)), place);
  if (!on) return;
  for (const auto& f : fields)
    for (const auto& child : policy.children)
      if (f.policy == name && child.name == "EditText" && child.text_of("Name").starts_with(f.field)) facts.add(f.key, f.value, RegistryValue::of_text(std::string(trimmed(child.text_of("Value")))), place);
  if (name == "Restrict Unauthenticated RPC clients") {
    const std::string choice = folded(chosen(policy));
    const int value = choice == "none" ? 0 : choice == "authenticated" ? 1 : choice == "authenticated without exceptions" ? 2 : -1;
    if (value >= 0) facts.add("SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc", "RestrictRemoteClients", RegistryValue::of_number(static_cast<std::uint64_t>(value)), place);
    else survey.notes.push_back({.file = survey.files[file], .line = policy.line, .message = "'" + RegistryValue::of_text(choice).words() + "' is no choice of '" + name + "' that is known", .hint = "it was left out"});
  }
}

}  // namespace wmireach::exports
