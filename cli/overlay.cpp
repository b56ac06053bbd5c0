// SPDX-License-Identifier: Apache-2.0
#include "cli/overlay.hpp"

#include "cli/change_sets.hpp"
#include "cli/host_selector.hpp"
#include "import/merge.hpp"
#include "import/scenario_reader.hpp"

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

JsonNode text_node(std::string text) {
  JsonNode n;
  n.kind = JsonNode::Kind::string;
  n.text = std::move(text);
  return n;
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
  s.value = json ? *json : text_node(value);
  return s;
}

// The patch that one setting means. `estate` is what the selector is asked of.
JsonNode patch_of(const model::Estate& estate, const std::string& text) {
  const Setting s = parse_setting(text);
  const auto equals = s.where.find('=');
  const std::string key = s.where.substr(0, equals), value = equals == std::string::npos ? "" : s.where.substr(equals + 1);
  JsonNode elements;
  elements.kind = JsonNode::Kind::object;
  const auto add = [&](const std::string& name) { elements.members.push_back({name, 0, import::nested(s.fact, s.value)}); };
  const bool of_baseline = key == "baseline" && equals != std::string::npos;  // a change of the baseline itself
  if (of_baseline) add(value);
  else
    for (const auto i : select_hosts(estate, s.where, "--set " + text)) add(estate.hosts[i].name);
  JsonNode patch;
  patch.kind = JsonNode::Kind::object;
  patch.members.push_back({of_baseline ? "baselines" : "hosts", 0, std::move(elements)});
  return patch;
}

}  // namespace

model::Estate load_scenario_with(const rules::Program& program, const std::string& path, const Overlay& overlay) {
  const std::string name = path == "-" ? "<stdin>" : path;
  import::Diagnostics diagnostics;
  auto json = import::parse_json(read_input(path), name, diagnostics);
  for (const auto& file : overlay.files) {
    const auto patch = import::parse_json(read_input(file), file, diagnostics);
    if (json && patch) import::merge_patch(*json, *patch);
  }
  if (!json || !diagnostics.empty()) throw BadInput{std::move(diagnostics)};
  for (const auto& text : overlay.changes) {
    const auto estate = import::read_scenario(*json, name, diagnostics);
    if (!estate) throw BadInput{std::move(diagnostics)};
    import::merge_patch(*json, change_patch(*estate, text, {.assumptions = overlay.assumptions}));
  }
  for (const auto& text : overlay.sets) {
    const auto estate = import::read_scenario(*json, name, diagnostics);
    if (!estate) throw BadInput{std::move(diagnostics)};
    import::merge_patch(*json, patch_of(*estate, text));
  }
  auto estate = import::read_scenario(*json, name, diagnostics);
  return checked_scenario(program, std::move(estate), name, std::move(diagnostics));
}

}  // namespace wmireach::cli
