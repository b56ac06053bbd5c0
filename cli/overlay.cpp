// SPDX-License-Identifier: Apache-2.0
#include "cli/overlay.hpp"

#include <algorithm>
#include <iterator>

#include "cli/change_sets.hpp"
#include "cli/host_selector.hpp"
#include "cli/scenario_files.hpp"
#include "import/json_patch.hpp"
#include "import/json_writer.hpp"
#include "import/merge.hpp"

namespace wmireach::cli {
namespace {

using import::JsonNode;

struct Setting {
  std::string where, fact;
  JsonNode value;
};

[[noreturn]] void refuse(const std::string& setting, std::string message, std::string hint) {
  throw BadInput{{{.file = "--set " + setting, .message = std::move(message), .hint = std::move(hint)}}};
}

// What a change states stands in no line of the scenario.
void forget_lines(JsonNode& node) {
  node.line = 0;
  for (auto& item : node.items) forget_lines(item);
  for (auto& member : node.members) {
    member.line = 0;
    forget_lines(member.value);
  }
}

std::optional<model::Estate> read_changed(const std::vector<ScenarioFile>& files, import::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  auto estate = import::read_scenario(texts_of(files), diagnostics);
  for (std::size_t i = before; i < diagnostics.size(); ++i)
    if (diagnostics[i].line == 0) diagnostics[i].file += " with the change";
  return estate;
}

// A JSON patch or a merge patch; nullopt where it is neither, which is told.
std::optional<JsonNode> read_patch(const std::string& file, import::Diagnostics& diagnostics) {
  const std::string name = file == "-" ? "<stdin>" : file;
  auto patch = import::parse_json(read_input(file), name, diagnostics);
  if (!patch) return std::nullopt;
  if (patch->kind == JsonNode::Kind::array) {
    for (auto& operation : patch->items)
      for (auto& member : operation.members)
        if (member.key == "value") forget_lines(member.value);
    return patch;
  }
  if (patch->kind != JsonNode::Kind::object) {
    diagnostics.push_back({.file = name, .line = patch->line, .message = "expected an array or an object, found " + std::string(to_string(patch->kind)),
                           .hint = "a JSON patch is an array of operations, a merge patch an object"});
    return std::nullopt;
  }
  if (const JsonNode* include = patch->find("include"))
    diagnostics.push_back({.file = name, .line = include->line, .pointer = "/include", .message = "an overlay cannot change which files are included", .hint = "state the change itself"});
  forget_lines(*patch);
  return patch;
}

Setting parse_setting(const std::string& text) {
  const auto colon = text.find(':');
  const auto equals = colon == std::string::npos ? colon : text.find('=', colon);
  if (equals == std::string::npos || colon == 0 || equals == colon + 1)
    refuse(text, "this is not WHERE:FACT=VALUE", "write it as KIOSK:uac.enabled=false, zone=dmz:ntlm.incoming=deny or baseline=kiosk:os=windows-11");
  Setting s{text.substr(0, colon), text.substr(colon + 1, equals - colon - 1), {}};
  const std::string value = text.substr(equals + 1);
  import::Diagnostics ignored;  // what is no JSON is text
  const auto json = import::parse_json(value, "", ignored);
  s.value = json ? *json : import::json_text(value);
  forget_lines(s.value);
  return s;
}

// The patch that one setting means. `estate` is what the selector is asked of.
JsonNode patch_of(const model::Estate& estate, const std::string& text) {
  const Setting s = parse_setting(text);
  const auto equals = s.where.find('=');
  const std::string key = s.where.substr(0, equals), value = equals == std::string::npos ? "" : s.where.substr(equals + 1);
  JsonNode elements = import::json_object({});
  const auto add = [&](const std::string& name) { elements.members.push_back({name, 0, import::nested(s.fact, s.value)}); };
  const bool of_baseline = key == "baseline" && equals != std::string::npos;  // a change of the baseline itself
  if (of_baseline) add(value);
  else
    for (const auto i : select_hosts(estate, s.where, "--set " + text)) add(estate.hosts[i].name);
  return import::json_object({{of_baseline ? "baselines" : "hosts", 0, std::move(elements)}});
}

// A scenario of several files as one: sections are joined, and of anything else the first file's counts.
void join(std::vector<ScenarioFile>& files) {
  JsonNode& whole = files.front().json;
  std::erase_if(whole.members, [](const import::JsonMember& m) { return m.key == "include"; });
  for (std::size_t f = 1; f < files.size(); ++f)
    for (auto& part : files[f].json.members) {
      if (part.key == "include") continue;
      const auto own = std::ranges::find(whole.members, part.key, &import::JsonMember::key);
      if (own == whole.members.end()) {
        whole.members.push_back(std::move(part));
        continue;
      }
      std::ranges::move(part.value.members, std::back_inserter(own->value.members));
      std::ranges::move(part.value.items, std::back_inserter(own->value.items));
    }
  files.resize(1);
}

std::optional<model::Estate> apply(std::vector<ScenarioFile>& files, const Overlay& overlay, import::Diagnostics& diagnostics) {
  const auto merge = [&](const JsonNode& patch) {
    std::vector<JsonNode*> scenario;
    for (auto& f : files) scenario.push_back(&f.json);
    import::merge_patch(scenario, patch);
  };
  for (const auto& file : overlay.files) {
    const auto patch = read_patch(file, diagnostics);
    if (!patch) continue;
    if (patch->kind == JsonNode::Kind::array) {
      if (files.size() > 1 && !import::read_scenario(texts_of(files), diagnostics)) return std::nullopt;  // while it is known what stands in which file
      join(files);
      import::apply_patch(files.front().json, *patch, file, diagnostics);
      continue;
    }
    merge(*patch);
  }
  if (!diagnostics.empty()) return std::nullopt;
  for (const auto& text : overlay.changes) {
    const auto estate = read_changed(files, diagnostics);
    if (!estate) return std::nullopt;
    merge(change_patch(*estate, text, {.assumptions = overlay.assumptions}));
  }
  for (const auto& text : overlay.sets) {
    const auto estate = read_changed(files, diagnostics);
    if (!estate) return std::nullopt;
    merge(patch_of(*estate, text));
  }
  return read_changed(files, diagnostics);
}

}  // namespace

LoadedScenario load_with_json(const rules::Program& program, const std::string& path, const Overlay& overlay) {
  auto files = read_scenario_files(path);
  import::Diagnostics diagnostics;
  auto estate = apply(files, overlay, diagnostics);
  if (estate && files.size() > 1) {
    join(files);
    estate = read_changed(files, diagnostics);  // places are those of the one document now
  }
  model::Estate checked = checked_scenario(program, std::move(estate), std::move(diagnostics));
  return {std::move(files.front().json), std::move(checked)};
}

model::Estate load_scenario_with(const rules::Program& program, const std::string& path, const Overlay& overlay) {
  auto files = read_scenario_files(path);
  import::Diagnostics diagnostics;
  auto estate = apply(files, overlay, diagnostics);
  return checked_scenario(program, std::move(estate), std::move(diagnostics));
}

}  // namespace wmireach::cli
