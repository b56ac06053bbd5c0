// SPDX-License-Identifier: Apache-2.0
#include "cli/change_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/host_selector.hpp"
#include "cli/session.hpp"
#include "import/fact_reader.hpp"
#include "import/json_writer.hpp"
#include "import/merge.hpp"
#include "model/release.hpp"
#include "rules/builtin.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {
namespace {

using import::ChangeSet;
using import::JsonNode;
using import::SetFact;
using rules::HostFact;

[[noreturn]] void refuse(const std::string& text, std::string message, std::string hint) {
  throw BadInput{{{.file = "--change " + text, .message = std::move(message), .hint = std::move(hint)}}};
}

const rules::FactDefinition& definition(HostFact f) { return rules::host_facts()[static_cast<std::size_t>(f)]; }

const model::Fact& stated(const model::Host& host, HostFact f) { return host.facts[static_cast<std::size_t>(f)]; }

struct Asked {
  const ChangeSet* set;
  std::string where, value;
};

Asked parse(const std::string& text) {
  const auto name_end = text.find_first_of("@=");
  const std::string name = text.substr(0, name_end);
  const auto& sets = change_sets();
  const auto found = std::ranges::find(sets, name, &ChangeSet::name);
  if (found == sets.end()) {
    std::vector<std::string> known;
    for (const auto& s : sets) known.push_back(s.name);
    const std::string near = rules::did_you_mean(name, known);
    refuse(text, "there is no change named '" + name + "'", near.empty() ? "`wmireach changes` lists them" : near);
  }
  Asked asked{&*found, "*", ""};
  std::string rest = name_end == std::string::npos ? "" : text.substr(name_end);
  // WHERE may hold a '=' of its own, as in zone=dmz: the value stands behind the last one.
  if (!found->value.empty()) {
    const auto equals = rest.rfind('=');
    if (equals == std::string::npos || equals + 1 == rest.size()) refuse(text, "the change needs a value: " + found->value, "write it as " + name + "[@WHERE]=VALUE");
    asked.value = rest.substr(equals + 1);
    rest.resize(equals);
  } else if (rest.starts_with('=')) {
    refuse(text, "the change takes no value", "write it as " + name + "[@WHERE]");
  }
  if (!rest.empty()) asked.where = rest.substr(1);
  if (asked.where.empty()) refuse(text, "no host is named behind '@'", "name a host or a selector, or leave '@' out");
  return asked;
}

// What one change makes of one host, as a merge patch of the host; no members where it is left alone.
class HostChange {
 public:
  HostChange(const model::Estate& estate, model::Index host, const rules::FrameOptions& options)
      : host_(estate.hosts[host]), connection_{.from = host, .to = host}, frame_(estate, connection_, options), patch_(import::json_object({})) {}

  JsonNode apply(const ChangeSet& set, std::optional<std::int64_t> given) {
    for (const auto& [fact, value] : set.where)
      if (const auto& is = now(fact); is.known && is.value != value) return std::move(patch_);
    if (set.upgrade && !is_upgrade(*given)) return std::move(patch_);
    for (const auto& one : set.set) {
      const std::int64_t value = one.value.value_or(given.value_or(0));
      if (one.when == SetFact::When::at_least && now(one.fact).known && now(one.fact).value >= value) continue;
      if (one.when == SetFact::When::where_stated && !stated(host_, one.fact).present()) continue;
      put(one.fact, import::json_value(definition(one.fact).type(), value));
    }
    if (set.upgrade) forget_old_release(model::releases()[static_cast<std::size_t>(*given)]);
    return std::move(patch_);
  }

 private:
  const model::Fact& now(HostFact f) { return frame_.get(rules::Role::target, f); }

  void put(HostFact f, const JsonNode& value) {
    const std::string_view name = definition(f).name;
    import::merge_patch(patch_, import::nested(name, value));
    // A setting that a profile states of its own wins over the one that counts for every profile.
    for (const auto& p : host_.profile_facts)
      if (p.fact == static_cast<std::uint16_t>(f)) {
        const auto profile = rules::types::firewall_profile().values[static_cast<std::size_t>(p.profile)].name;
        import::merge_patch(patch_, import::nested("windows_firewall.profiles." + std::string(profile) + std::string(name.substr(name.find('.'))), value));
      }
  }

  bool is_upgrade(std::int64_t release) const {
    const auto& os = stated(host_, HostFact::os);
    return os.known && os.value < release && model::releases()[static_cast<std::size_t>(os.value)].kind == model::releases()[static_cast<std::size_t>(release)].kind;
  }

  // Stated as unknown and not left out, since a baseline may state it.
  void forget_old_release(const model::Release& release) {
    for (const HostFact f : {HostFact::build, HostFact::patched_to})
      if (stated(host_, f).present()) put(f, import::json_text("unknown"));
    if (const auto& pack = stated(host_, HostFact::service_pack); pack.present())
      put(HostFact::service_pack, release.service_packs == 0 ? import::json_value(definition(HostFact::service_pack).type(), 0) : import::json_text("unknown"));
    const auto& edition = stated(host_, HostFact::edition);
    if (!edition.known || release.editions.empty()) return;
    const auto name = rules::types::edition().values[static_cast<std::size_t>(edition.value)].name;
    if (std::ranges::find(release.editions, name) == release.editions.end()) put(HostFact::edition, import::json_text("unknown"));
  }

  const model::Host& host_;
  model::Connection connection_;
  rules::FactFrame frame_;
  JsonNode patch_;
};

std::optional<std::int64_t> value_of(const Asked& asked, const std::string& text) {
  if (asked.set->value.empty()) return std::nullopt;
  const auto used = std::ranges::find_if(asked.set->set, [](const SetFact& f) { return !f.value; });
  const auto& type = definition(used->fact).type();
  JsonNode node = import::json_text(asked.value);
  if (type.kind == rules::TypeKind::boolean || type.kind == rules::TypeKind::integer) {
    import::Diagnostics ignored;  // what is no JSON stays text, which is then told
    if (const auto json = import::parse_json(asked.value, "", ignored)) node = *json;
  }
  node.line = 0;
  import::Diagnostics diagnostics;
  const std::string file = "--change " + text;
  const auto value = import::read_value(import::Cursor(node, file, diagnostics), type);
  if (!value) throw BadInput{std::move(diagnostics)};
  if (asked.set->upgrade && model::releases()[static_cast<std::size_t>(*value)].version.empty())
    refuse(text, "'" + asked.value + "' is no release of Windows", "name the release that the computers get");
  return value;
}

}  // namespace

const std::vector<ChangeSet>& change_sets() {
  static const std::vector<ChangeSet> sets = [] {
    import::Diagnostics diagnostics;
    std::vector<import::SourceFile> files;
    for (const auto& f : rules::builtin_change_sets()) files.push_back({std::string(f.name), std::string(f.text)});
    const auto statements = import::read_statements(rules::builtin_statements(), "statements.json", diagnostics);
    auto read = import::read_change_sets(files, statements, diagnostics);
    if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
    return read;
  }();
  return sets;
}

JsonNode change_patch(const model::Estate& estate, const std::string& text, const rules::FrameOptions& options) {
  const Asked asked = parse(text);
  const auto value = value_of(asked, text);
  JsonNode hosts = import::json_object({});
  for (const model::Index i : select_hosts(estate, asked.where, "--change " + text)) {
    JsonNode patch = HostChange(estate, i, options).apply(*asked.set, value);
    if (!patch.members.empty()) hosts.members.push_back({estate.hosts[i].name, 0, std::move(patch)});
  }
  if (hosts.members.empty())
    fmt::print(stderr, "--change {} leaves every host as it is: {}\n", text,
               asked.set->upgrade ? "none is known to run an older release of the same kind" : "all of them are so already, or it is not for their releases");
  return import::json_object({{"hosts", 0, std::move(hosts)}});
}

}  // namespace wmireach::cli
