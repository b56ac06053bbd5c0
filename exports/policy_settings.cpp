// SPDX-License-Identifier: Apache-2.0
#include "exports/policy_settings.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include "exports/firewall_rule.hpp"
#include "exports/registry_facts.hpp"
#include "exports/template_policies.hpp"
#include "exports/text_lines.hpp"
#include "exports/user_rights.hpp"
#include "exports/words.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// Names of the elements that hold data say of which kind they are.
std::optional<RegistryValue> data_of(const XmlElement& e, std::string_view number, std::string_view text, std::string_view texts) {
  if (const auto* n = e.child(number); n != nullptr) {
    const RegistryValue digits = RegistryValue::of_text(std::string(trimmed(n->text)));
    return digits.as_number() ? RegistryValue::of_number(*digits.as_number()) : digits;
  }
  if (const auto* s = e.child(text); s != nullptr) return RegistryValue::of_text(unquoted(s->text));
  if (const auto* list = e.child(texts); list != nullptr) {
    std::vector<std::string> items;
    for (const auto& item : list->children) items.push_back(unquoted(item.text));
    return RegistryValue::of_texts(std::move(items));
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey) : file_(file), survey_(survey), facts_(survey) {}

  std::vector<Setting> read(const XmlElement& computer) {
    for (const auto& data : computer.children) {
      if (data.name != "ExtensionData") continue;
      for (const auto& extension : data.children)
        if (extension.name == "Extension")
          for (const auto& setting : extension.children) one(setting);
    }
    std::vector<Setting> out = facts_.take();
    out.insert(out.end(), settings_.begin(), settings_.end());
    return out;
  }

 private:
  Place place(const XmlElement& e) const { return {file_, e.line}; }

  void one(const XmlElement& e) {
    if (const auto precedence = trimmed(e.text_of("Precedence")); !precedence.empty() && precedence != "1") return;
    if (e.name == "SecurityOptions") option(e);
    else if (e.name == "UserRightsAssignment") add_user_right(trimmed(e.text_of("Name")), members(e), place(e), settings_);
    else if (e.name == "RestrictedGroups") restricted_group(e);
    else if (e.name == "SystemServices") service(e);
    else if (e.name == "RegistrySetting") registry_setting(e);
    else if (e.name == "RegistrySettings") preferences(e);
    else if (e.name == "Policy") add_template_policy(e, file_, facts_, survey_);
    else if (e.name == "DomainProfile" || e.name == "PrivateProfile" || e.name == "PublicProfile") profile(e);
    else if (e.name == "InboundFirewallRules" || e.name == "OutboundFirewallRules") rule(e);
  }

  // "MACHINE\System\...\Lsa\LmCompatibilityLevel" with a number or a text.
  void option(const XmlElement& e) {
    const XmlElement* key = e.child("KeyName");
    const auto value = data_of(e, "SettingNumber", "SettingString", "SettingStrings");
    if (key == nullptr || !value) return;
    const std::string_view path = trimmed(key->text);
    const auto slash = path.rfind('\\');
    if (slash != std::string_view::npos) facts_.add(path.substr(0, slash), path.substr(slash + 1), *value, place(*key));
  }

  static std::vector<std::string> members(const XmlElement& e) {
    std::vector<std::string> out;
    for (const auto& m : e.children) {
      if (m.name != "Member") continue;
      const auto sid = trimmed(m.text_of("SID")), name = trimmed(m.text_of("Name"));
      if (!sid.empty() || !name.empty()) out.emplace_back(sid.empty() ? name : sid);
    }
    return out;
  }

  // Without members the policy only makes the group a member of others.
  void restricted_group(const XmlElement& e) {
    const XmlElement* group = e.child("GroupName");
    const auto list = members(e);
    if (group == nullptr || list.empty()) return;
    const auto sid = trimmed(group->text_of("SID")), name = trimmed(group->text_of("Name"));
    add_group_members(sid.empty() ? name : sid, list, place(e), settings_);
  }

  void service(const XmlElement& e) {
    const std::string mode = folded(trimmed(e.text_of("StartupMode")));
    const std::uint64_t start = mode == "automatic" ? 2 : mode == "manual" ? 3 : mode == "disabled" ? 4 : 0;
    if (start != 0) facts_.add("MACHINE\\System\\CurrentControlSet\\Services\\" + std::string(trimmed(e.text_of("Name"))), "Start", RegistryValue::of_number(start), place(e));
  }

  // Values of templates that the reporting computer did not have.
  void registry_setting(const XmlElement& e) {
    const XmlElement* value = e.child("Value");
    if (value == nullptr || e.child("Command") != nullptr) return;
    const std::string name(trimmed(value->text_of("Name")));
    if (name.starts_with("**")) return;
    if (const auto data = data_of(*value, "Number", "String", "Strings")) facts_.add("MACHINE\\" + std::string(trimmed(e.text_of("KeyPath"))), name, *data, place(*value));
  }

  // Preferences hold registry values as they are, in folders as deep as somebody made them.
  void preferences(const XmlElement& e) {
    for (const auto& child : e.children) {
      if (child.name == "Collection") preferences(child);
      if (child.name == "Registry") preference(child);
    }
  }

  void preference(const XmlElement& e) {
    const XmlElement* p = e.child("Properties");
    if (p == nullptr || folded(p->attribute("action")) == "d" || e.attribute("disabled") == "1") return;
    if (registry_key(std::string(p->attribute("hive")) + "\\" + std::string(p->attribute("key"))).empty()) return;
    const auto key = std::string(p->attribute("hive")) + "\\" + std::string(p->attribute("key")), name = std::string(p->attribute("name")), text = std::string(p->attribute("value"));
    if (const XmlElement* filters = e.child("Filters"); filters != nullptr && !filters->children.empty()) {
      survey_.notes.push_back({.file = survey_.files[file_], .line = e.line, .message = "the preference for " + name + " is for some computers only", .hint = "it was left out; state it for those"});
      return;
    }
    if (p->attribute("type") != "REG_DWORD") return facts_.add(key, name, RegistryValue::of_text(text), place(*p));
    constexpr int hexadecimal = 16;
    char* end = nullptr;
    const auto n = std::strtoull(text.c_str(), &end, hexadecimal);
    facts_.add(key, name, end != nullptr && *end == '\0' && !text.empty() ? RegistryValue::of_number(n) : RegistryValue::of_text(text), place(*p));
  }

  // Of the actions, true is to block; of everything else it is "on", as in the registry.
  void profile(const XmlElement& e) {
    for (const auto& setting : e.children) {
      const std::string value = folded(trimmed(setting.text_of("Value")));
      if (value != "true" && value != "false") continue;
      if (const auto precedence = trimmed(setting.text_of("Precedence")); !precedence.empty() && precedence != "1") continue;
      facts_.add("SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\" + e.name, setting.name, RegistryValue::of_number(value == "true" ? 1 : 0), place(setting));
    }
  }

  // The elements are the fields of the rule as the registry writes it.
  void rule(const XmlElement& e) {
    constexpr std::array fields{"Action", "Active", "Dir", "Protocol", "LPort", "LPort2_10", "RPort", "App", "Svc", "Profile", "RA4", "RA6", "LA4", "LA6", "Name", "EmbedCtxt"};
    std::string text = "v" + std::string(trimmed(e.text_of("Version"))) + "|";
    std::string id;
    for (const auto& child : e.children)
      for (const auto* field : fields)
        if (folded(child.name) == folded(field)) {
          std::string value(trimmed(child.text));
          if (folded(value) == "true" || folded(value) == "false") value = folded(value) == "true" ? "TRUE" : "FALSE";
          text += std::string(field) + "=" + value + "|";
          if (child.name == "Name") id = value;
        }
    add_firewall_rule(id, text, place(e), settings_, survey_);
  }

  std::uint32_t file_;
  Survey& survey_;
  RegistryFacts facts_;
  std::vector<Setting> settings_;
};

}  // namespace

std::vector<Setting> policy_settings(const XmlElement& computer, std::uint32_t file, Survey& survey) { return Reader(file, survey).read(computer); }

}  // namespace wmireach::exports
