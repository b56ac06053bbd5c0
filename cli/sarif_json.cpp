// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0. Limits are those of GitHub code scanning, the strictest of the common readers: what is left out is said in the log itself.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/run_formats.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_results = 25'000;        // of a run; more and the whole log is refused
constexpr std::size_t most_flow_locations = 1'000;  // of a result, that are kept
constexpr std::size_t longest_text = 1'024;         // of a rule's descriptions

// RFC 3986: a path as a relative reference, so that the first part must not look like a scheme.
std::string uri_of(const std::string& path) {
  std::string out = path.starts_with("/") ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/!$&'()*+,;=@").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// In a message of SARIF braces enclose placeholders; a literal one is doubled.
std::string message_text(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
  return out;
}

Json message(std::string_view text) { return {{"text", message_text(text)}}; }

// Whole code points only.
std::string clipped(std::string_view text) {
  if (text.size() <= longest_text) return std::string(text);
  std::size_t end = longest_text - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

Json artifact(const std::string& file) {
  Json j{{"uri", uri_of(file)}};
  if (!file.starts_with("/")) j["uriBaseId"] = "%SRCROOT%";
  return j;
}

Json location(const Place& place) { return {{"physicalLocation", {{"artifactLocation", artifact(place.file)}, {"region", {{"startLine", place.line}}}}}}; }

// FNV-1a; tells results apart from run to run, whatever lines are added above them.
std::string fingerprint(const RunResult& r, const std::string& rule) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const std::string_view part : {std::string_view(r.where.file), std::string_view(r.id), std::string_view(rule)}) {
    for (const char c : part) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h = (h ^ 0xFF) * 1099511628211ULL;
  }
  return fmt::format("{:016x}", h);
}

std::string_view level_of(ResultState state) { return state == ResultState::undetermined ? "warning" : "error"; }

Json code_flow(const RunResult& r) {
  Json locations = Json::array();
  const auto add = [&](const Place& where, const std::string& text, int nesting) {
    if (locations.size() == most_flow_locations) return;
    Json l = location(where);
    l["message"] = message(text);
    locations.push_back({{"location", std::move(l)}, {"nestingLevel", nesting}});
  };
  for (const auto& passage : r.ladder) {
    add(r.where, passage.text, 0);
    for (const auto& fact : passage.facts) add(fact.where, fact.text, 1);
  }
  return {{"message", {{"text", "the stages of the connection, in order"}}}, {"threadFlows", Json::array({{{"locations", std::move(locations)}}})}};
}

Json fix_json(const TextFix& f) {
  const Json region{{"startLine", f.start_line}, {"startColumn", f.start_column}, {"endLine", f.end_line}, {"endColumn", f.end_column}};
  const Json replacement{{"deletedRegion", region}, {"insertedContent", {{"text", f.inserted}}}};
  return {{"description", message(f.title)}, {"artifactChanges", Json::array({{{"artifactLocation", artifact(f.file)}, {"replacements", Json::array({replacement})}}})}};
}

class Log {
 public:
  explicit Log(RuleSet& rules) : rules_(rules) {}

  void add(const Run& run) {
    // The reader keeps the first ones of the most serious level: so those come first.
    for (const auto state : {ResultState::broken, ResultState::failed, ResultState::undetermined, ResultState::accepted})
      for (const auto& suite : run.suites)
        for (const auto& r : suite.results)
          if (r.state == state) result(r);
    for (const bool limits : {true, false})
      for (const auto& suite : run.suites)
        for (const auto& r : suite.results)
          for (const auto& remark : r.remarks)
            if (remark.limits == limits) put(r, remark.rule, limits ? "warning" : "note", remark.text);
  }

  Json json(const Run& run) {
    Json notifications = Json::array();
    if (left_out_ > 0)
      notifications.push_back({{"level", "warning"}, {"message", {{"text", fmt::format("{} further results are left out: a run takes {}", left_out_, most_results)}}}});
    Json invocation{{"executionSuccessful", run.count(ResultState::broken) == 0}};
    if (!notifications.empty()) invocation["toolExecutionNotifications"] = notifications;
    Json one{{"tool", {{"driver", {{"name", "wmireach"}, {"version", WMIREACH_VERSION}, {"semanticVersion", WMIREACH_VERSION}, {"rules", rules_json()}}}}},
             {"automationDetails", {{"id", "wmireach/" + run.command + "/"}}},
             {"invocations", Json::array({invocation})},
             {"originalUriBaseIds", {{"%SRCROOT%", {{"description", {{"text", "the folder in which wmireach was run"}}}}}}},
             {"columnKind", "unicodeCodePoints"},
             {"results", results_}};
    // Indexes are those of the sorted list, which is complete only now.
    for (auto& r : one["results"]) r["ruleIndex"] = std::distance(used_.begin(), used_.find(r["ruleId"].get<std::string>()));
    return {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({one})}};
  }

 private:
  Json* put(const RunResult& r, const std::string& rule, std::string_view level, const std::string& text) {
    if (results_.size() == most_results) {
      ++left_out_;
      return nullptr;
    }
    used_.insert(rule);
    results_.push_back({{"ruleId", rule}, {"level", level}, {"message", message(text)}, {"locations", Json::array({location(r.where)})},
                        {"partialFingerprints", {{"primaryLocationLineHash", fingerprint(r, rule)}}}});
    if (!r.id.empty()) results_.back()["locations"][0]["logicalLocations"] = Json::array({{{"name", r.id}, {"kind", "connection"}}});
    return &results_.back();
  }

  void result(const RunResult& r) {
    std::string text = r.id.empty() ? r.message : r.id + ": " + r.message;
    if (!r.subject.empty()) text += "\n" + r.subject;
    for (const auto& d : r.details) text += "\n" + d;
    Json* j = put(r, r.rule, level_of(r.state), text);
    if (j == nullptr) return;
    if (!r.ladder.empty()) (*j)["codeFlows"] = Json::array({code_flow(r)});
    if (!r.fixes.empty()) (*j)["fixes"] = Json::array();
    for (const auto& f : r.fixes) (*j)["fixes"].push_back(fix_json(f));
    if (!r.accepted.empty()) (*j)["suppressions"] = Json::array({{{"kind", "inSource"}, {"status", "accepted"}, {"justification", r.accepted}}});
    Json properties = Json::object();
    if (!r.blocker.empty()) properties["rule"] = r.blocker;
    if (!r.stage.empty()) properties["stage"] = r.stage;
    if (!r.error.empty()) properties["error"] = r.error;
    if (!properties.empty()) (*j)["properties"] = properties;
  }

  Json rule_json(const std::string& id) {
    const auto besides = std::ranges::find(told_besides(), id, &ToldBesides::name);
    if (besides != told_besides().end())
      return {{"id", id}, {"shortDescription", {{"text", besides->meaning}}}, {"fullDescription", {{"text", besides->meaning}}}, {"help", {{"text", besides->meaning}}},
              {"properties", {{"tags", {"wmi"}}}}};
    const rules::Rule* rule = rules_.catalogue().find(id);
    std::string help = message_text(rule->why) + "\n\nSources:";
    for (const auto& s : rule->sources) {
      const auto* statement = rules_.statements().find(s.statement);
      help += "\n- " + message_text(source_text(rules_.statements(), s.statement)) + (statement == nullptr ? "" : ": " + message_text(statement->says));
    }
    const auto level = rule->effect == rules::Effect::blocks ? "error" : rule->effect == rules::Effect::limits ? "warning" : "note";
    const auto precision = rule->grade == rules::Grade::documented ? "high" : rule->grade == rules::Grade::secondary ? "medium" : "low";
    return {{"id", id},
            {"shortDescription", {{"text", clipped(message_text(rule->summary))}}},
            {"fullDescription", {{"text", clipped(message_text(rule->why))}}},
            {"help", {{"text", help}}},
            {"defaultConfiguration", {{"level", level}}},
            {"properties", {{"precision", precision}, {"tags", {"wmi", to_string(rule->stage), to_string(rule->effect), to_string(rule->grade)}}}}};
  }

  Json rules_json() {
    Json list = Json::array();
    for (const auto& id : used_) list.push_back(rule_json(id));
    return list;
  }

  RuleSet& rules_;
  Json results_ = Json::array();
  std::set<std::string> used_;  // rules that results name
  std::size_t left_out_ = 0;
};

}  // namespace

std::string sarif_report(RuleSet& rules, const Run& run) {
  Log log(rules);
  log.add(run);
  return log.json(run).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wmireach::cli
