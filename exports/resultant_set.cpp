// SPDX-License-Identifier: Apache-2.0
#include "exports/resultant_set.hpp"

#include <string>

#include "exports/policy_settings.hpp"
#include "exports/text_lines.hpp"
#include "exports/xml.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

// "CORP\PC1$", with the domain or, of a computer in none, without.
std::string computer_name(std::string_view name) {
  if (const auto slash = name.rfind('\\'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.ends_with('$')) name.remove_suffix(1);
  return std::string(name);
}

void add(const XmlElement& results, std::uint32_t file, Survey& survey) {
  Computer c{.netbios_name = computer_name(trimmed(results.text_of("Name"))), .rank = Rank::machine, .place = {file, results.line}};
  if (c.netbios_name.empty()) {
    survey.notes.push_back({.file = survey.files[file], .line = results.line, .message = "the results name no computer", .hint = "they were left out"});
    return;
  }
  const std::string_view domain = trimmed(results.text_of("Domain"));
  if (model::folded(domain) != "local") c.domain = std::string(domain);
  c.settings = policy_settings(results, file, survey);
  survey.computers.push_back(std::move(c));
}

}  // namespace

bool looks_like_resultant_set(std::string_view text) { return xml_root(text) == "Rsop"; }

void read_resultant_set(std::string_view text, std::uint32_t file, Survey& survey) {
  bool any = false;
  const std::string name = survey.files[file];
  parse_xml(text, name, {"ComputerResults"}, [&](XmlElement&& results) { any = true, add(results, file, survey); }, survey.notes);
  if (!any) survey.notes.push_back({.file = name, .message = "holds no results of a computer", .hint = "run gpresult as an administrator, with /scope computer"});
}

}  // namespace wmireach::exports
