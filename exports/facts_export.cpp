// SPDX-License-Identifier: Apache-2.0
#include "exports/facts_export.hpp"

#include <algorithm>

#include "exports/json_fields.hpp"
#include "exports/release_name.hpp"
#include "import/json_writer.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;

std::optional<std::int64_t> value_of(const rules::Type& type, const JsonNode& n) {
  switch (n.kind) {
    case JsonNode::Kind::boolean: return type.kind == rules::TypeKind::boolean ? std::optional(n.integer) : std::nullopt;
    case JsonNode::Kind::integer:
      if (type.kind == rules::TypeKind::boolean) return n.integer == 0 || n.integer == 1 ? std::optional(n.integer) : std::nullopt;
      return type.kind == rules::TypeKind::integer && n.integer >= type.min && n.integer <= type.max ? std::optional(n.integer) : std::nullopt;
    case JsonNode::Kind::string: return type.kind == rules::TypeKind::boolean ? std::nullopt : rules::parse_value(type, n.text);
    default: return std::nullopt;
  }
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey) : file_(file), survey_(survey) {}

  void read(const JsonNode& root) {
    Computer c{.dns_name = text_field(root, "dns_name"), .netbios_name = text_field(root, "computer"), .domain = text_field(root, "domain"), .rank = Rank::machine, .place = {file_, root.line}};
    if (c.netbios_name.empty()) return note(root.line, "the file names no computer", "it was left out; write it again with Collect-Facts.ps1");
    if (const JsonNode* group = field(root, "workgroup"); group != nullptr && !group->text.empty() && c.domain.empty()) c.settings.push_back({"workgroup", import::json_text(group->text), {file_, group->line}});
    if (const JsonNode* facts = field(root, "facts"); facts != nullptr)
      for (const auto& m : facts->members) fact(c, m);
    if (const JsonNode* errors = field(root, "errors"); errors != nullptr)
      for (const auto& m : errors->members) note(m.line, "'" + m.key.substr(0, 60) + "' could not be read on " + c.netbios_name + ": " + m.value.text.substr(0, 200), "the fact stays as it is without it");
    survey_.computers.push_back(std::move(c));
  }

 private:
  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  void add(Computer& c, std::string path, JsonNode value, std::uint32_t line) const {
    std::ranges::replace(path, '.', '/');
    if (std::ranges::none_of(c.settings, [&](const auto& s) { return s.path == path; })) c.settings.push_back({std::move(path), std::move(value), {file_, line}});
  }

  void fact(Computer& c, const import::JsonMember& m) {
    if (m.key == "os" && m.value.kind == JsonNode::Kind::string)
      if (const auto release = release_of(m.value.text)) {
        add(c, "os", import::json_text(release->release), m.line);
        if (!release->edition.empty()) add(c, "edition", import::json_text(release->edition), m.line);
        return;
      }
    const auto facts = rules::host_facts();
    const auto at = std::ranges::find_if(facts, [&](const auto& f) { return f.stored() && f.name == m.key && f.name != "membership"; });
    if (at == facts.end()) return note(m.line, "'" + m.key.substr(0, 60) + "' is no fact of a computer", "it was left out; the script may be newer than this program");
    const auto value = value_of(at->type(), m.value);
    if (!value) return note(m.line, "the value of '" + m.key + "' is none that is known", "it was left out; the fact stays as it is without it");
    add(c, m.key, import::json_value(at->type(), *value), m.line);
  }

  std::uint32_t file_;
  Survey& survey_;
};

}  // namespace

bool looks_like_facts_export(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  const auto start = text.substr(0, beginning);
  return start.find('{') != std::string_view::npos && start.find("\"wmireach-facts-1\"") != std::string_view::npos;
}

void read_facts_export(std::string_view text, std::uint32_t file, Survey& survey) {
  if (const auto root = import::parse_json(text, survey.files[file], survey.notes)) Reader(file, survey).read(*root);
}

}  // namespace wmireach::exports
