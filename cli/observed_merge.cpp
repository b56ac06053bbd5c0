// SPDX-License-Identifier: Apache-2.0
#include "cli/observed_merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/edit_text.hpp"
#include "import/edit_patch.hpp"
#include "import/json_patch.hpp"
#include "import/json_writer.hpp"
#include "model/fact.hpp"

namespace wmireach::cli {
namespace {

using import::JsonNode;
using observation::Standing;

bool nobody_stated(Standing s) { return s == Standing::left_out || s == Standing::assumed || s == Standing::release_default; }

JsonNode* descend(JsonNode& root, const std::vector<std::string>& parts, std::size_t count) {
  JsonNode* at = &root;
  for (std::size_t i = 0; i < count; ++i) {
    if (at->kind == JsonNode::Kind::array) {
      const auto index = static_cast<std::size_t>(std::stoul(parts[i]));
      if (index >= at->items.size()) return nullptr;
      at = &at->items[index];
      continue;
    }
    const auto found = std::ranges::find(at->members, parts[i], &import::JsonMember::key);
    if (found == at->members.end()) return nullptr;
    at = &found->value;
  }
  return at;
}

class Merger {
 public:
  Merger(LoadedScenario& loaded, const std::string& record) : loaded_(loaded), record_(record) {}

  void add(const Compared& c) {
    const std::string place = fmt::format("{}{}:{}", model::observed_in, record_, std::max(c.sighting->line, 1U));
    for (const auto& fact : c.confirmed)
      if (nobody_stated(fact.standing)) state(fact.edit, place, false);
    if (c.suspects.empty()) return;
    if (const auto& only = c.suspects.front().values; c.suspects.size() == 1 && only.size() == 1 && only.front().edit && !only.front().next && !only.front().other_timing) return state(*only.front().edit, place, false);
    std::size_t stays = 0;
    for (const auto& suspect : c.suspects) {
      const auto& first = suspect.values.front();
      if (first.fact && first.edit && nobody_stated(first.standing)) state(*first.edit, place, true);
      else if (first.edit) ++stays;
    }
    if (stays > 0) notes_.push_back(fmt::format("{}: {} thing{} that the scenario states may be wrong as well, and {} left as they are", c.sighting->connection, stays, stays == 1 ? "" : "s", stays == 1 ? "is" : "are"));
  }

  ObservedMerge finish() {
    std::vector<model::Edit> edits;
    for (const auto& s : statements_) edits.push_back(s.edit);
    ObservedMerge out{.json = loaded_.json, .notes = std::move(notes_)};
    import::Diagnostics diagnostics;
    if (!edits.empty() && !import::apply_patch(out.json, import::patch_of(loaded_.json, loaded_.estate, edits), "observations", diagnostics)) throw BadInput{std::move(diagnostics)};
    for (const auto& s : statements_) {
      if (s.pointer.empty()) continue;
      ++(s.unknown ? out.unknown : out.facts);
      const auto parts = import::split_pointer(s.pointer);
      if (s.unknown)
        if (JsonNode* value = descend(out.json, *parts, parts->size())) *value = import::json_text("unknown");
      note_place(out.json, *parts, s.place);
    }
    return out;
  }

 private:
  struct Statement {
    model::Edit edit;
    std::string pointer;  // of the fact; empty for an entry of a list
    std::string place;
    bool unknown;
  };

  void state(const model::Edit& edit, const std::string& place, bool unknown) {
    const bool fact = edit.kind == model::EditKind::host_fact || edit.kind == model::EditKind::account_fact || edit.kind == model::EditKind::request_fact;
    std::string pointer;
    if (fact) {
      const JsonNode patch = import::patch_of(loaded_.json, loaded_.estate, {edit});
      if (!patch.items.empty())
        if (const JsonNode* path = patch.items.back().find("path")) pointer = path->text;
      const auto same = std::ranges::find(statements_, pointer, &Statement::pointer);
      if (same != statements_.end()) {
        // Two connections that say different things of one fact leave it open.
        if (same->edit.value != edit.value && !same->unknown) {
          same->unknown = true;
          notes_.push_back(fmt::format("{}: observations of two connections contradict each other, and it is unknown now", edit_text(loaded_.estate, edit)));
        }
        return;
      }
    }
    if (model::changed_hosts(loaded_.estate, edit).size() > 1) {
      notes_.push_back(fmt::format("not stated, as it would be of several hosts at once: {}", edit_text(loaded_.estate, edit)));
      return;
    }
    statements_.push_back({edit, pointer, place, unknown});
  }

  // "found_in" of the host, account or connection, by the key of the fact below it.
  static void note_place(JsonNode& root, const std::vector<std::string>& parts, const std::string& place) {
    constexpr std::size_t object_depth = 2;
    JsonNode* object = parts.size() > object_depth ? descend(root, parts, object_depth) : nullptr;
    if (object == nullptr || object->kind != JsonNode::Kind::object) return;
    std::string key;
    for (std::size_t i = object_depth; i < parts.size(); ++i) key += (key.empty() ? "" : ".") + parts[i];
    auto found = std::ranges::find(object->members, "found_in", &import::JsonMember::key);
    if (found == object->members.end()) {
      object->members.push_back({"found_in", 0, import::json_object({})});
      found = object->members.end() - 1;
    }
    if (found->value.kind == JsonNode::Kind::string) found->value = import::json_object({{"", 0, import::json_text(found->value.text)}});
    std::erase_if(found->value.members, [&](const auto& m) { return m.key == key; });
    found->value.members.push_back({key, 0, import::json_text(place)});
  }

  LoadedScenario& loaded_;
  const std::string& record_;
  std::vector<Statement> statements_;
  std::vector<std::string> notes_;
};

}  // namespace

ObservedMerge merge_observed(LoadedScenario& loaded, const std::vector<Compared>& compared, const std::string& record) {
  Merger merger(loaded, record);
  for (const auto& c : compared) merger.add(c);
  return merger.finish();
}

}  // namespace wmireach::cli
