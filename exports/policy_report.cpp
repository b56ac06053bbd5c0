// SPDX-License-Identifier: Apache-2.0
#include "exports/policy_report.hpp"

#include <cctype>
#include <string>

#include "exports/policy_settings.hpp"
#include "exports/text_lines.hpp"
#include "exports/xml.hpp"

namespace wmireach::exports {
namespace {

constexpr std::string_view element = "GPO";

// "{356FB116-...}" stands in an element of the same name within Identifier.
std::string guid_of(const XmlElement& gpo) {
  const XmlElement* outer = gpo.child("Identifier");
  if (outer == nullptr) return {};
  const auto inner = trimmed(outer->child("Identifier") == nullptr ? std::string_view(outer->text) : outer->text_of("Identifier"));
  std::string id;
  for (const char c : inner)
    if (c != '{' && c != '}') id += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return id;
}

void add(const XmlElement& gpo, std::uint32_t file, Survey& survey) {
  Policy p{.id = guid_of(gpo), .name = std::string(trimmed(gpo.text_of("Name"))), .rank = Rank::policy, .place = {file, gpo.line}};
  if (p.name.empty()) p.name = p.id.empty() ? survey.files[file] : p.id;
  for (const auto& link : gpo.children)
    if (link.name == "LinksTo" && trimmed(link.text_of("Enabled")) != "false") p.linked_to.emplace_back(trimmed(link.text_of("SOMPath")));
  if (const XmlElement* computer = gpo.child("Computer"); computer != nullptr) {
    std::vector<Setting> settings = policy_settings(*computer, file, survey);
    if (trimmed(computer->text_of("Enabled")) != "false") p.settings = std::move(settings);
    else if (!settings.empty())
      survey.notes.push_back({.file = survey.files[file], .line = computer->line, .message = "the computer part of '" + p.name + "' is switched off", .hint = "its " + std::to_string(settings.size()) + " settings do not count"});
  }
  survey.policies.push_back(std::move(p));
}

}  // namespace

bool looks_like_policy_report(std::string_view text) {
  const std::string root = xml_root(text);
  // Others write reports, too.
  return root == element || (root == "report" && text.substr(0, 4096).find("microsoft.com/GroupPolicy/Settings") != std::string_view::npos);
}

void read_policy_report(std::string_view text, std::uint32_t file, Survey& survey) {
  const std::string name = survey.files[file];
  parse_xml(text, name, {element}, [&](XmlElement&& gpo) { add(gpo, file, survey); }, survey.notes);
}

}  // namespace wmireach::exports
