// SPDX-License-Identifier: Apache-2.0
#include "cli/text_fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzer/repair.hpp"
#include "cli/expectation_words.hpp"
#include "import/edit_patch.hpp"
#include "import/json_text_edit.hpp"
#include "import/scenario_reader.hpp"

namespace wmireach::cli {
namespace {

using model::Edit;
using model::EditKind;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The edit that states a fact where the connection's own elements are; nullopt: they are nowhere.
std::optional<Edit> edit_of(const rules::Change& change, rules::FactFrame& f) {
  const auto info = rules::slot_info(change.slot);
  if (!info.definition->stored()) return std::nullopt;
  Edit e{.fact = info.index, .value = change.value};
  if (info.scope == rules::Scope::connection) {
    e.kind = EditKind::request_fact;
    e.where = f.connection().where;
    return e.where == model::no_location ? std::nullopt : std::optional(e);
  }
  if (info.scope == rules::Scope::account) {
    if (f.account() == nullptr || info.definition->of_seen_account) return std::nullopt;
    e.kind = EditKind::account_fact;
    e.account = static_cast<model::Index>(f.account() - f.estate().accounts.data());
    return e;
  }
  e.host = f.host_index(info.role);
  return e.host == model::none ? std::nullopt : std::optional(e);
}

// Counted from 1.
void place(std::string_view text, std::size_t offset, std::uint32_t& line, std::uint32_t& column) {
  const auto before = text.substr(0, offset);
  line = 1 + static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  const auto last = before.substr(before.rfind('\n') + 1);
  column = 1 + static_cast<std::uint32_t>(std::ranges::count_if(last, [](char c) { return !continues(c); }));
}

}  // namespace

TextFix replacement(std::string_view before, std::string_view after) {
  std::size_t begin = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
  while (begin > 0 && ((begin < before.size() && continues(before[begin])) || (begin < after.size() && continues(after[begin])))) --begin;
  std::size_t tail = 0;
  while (tail < std::min(before.size(), after.size()) - begin && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  while (tail > 0 && continues(before[before.size() - tail])) --tail;
  TextFix f;
  place(before, begin, f.start_line, f.start_column);
  place(before, before.size() - tail, f.end_line, f.end_column);
  f.inserted = after.substr(begin, after.size() - tail - begin);
  return f;
}

TextFixer::TextFixer(RuleSet& rules, const Options& options, const std::string& path) : rules_(rules), options_(options), path_(path) {
  if (path == "-" || !options.overlays.empty()) return;
  text_ = read_input(path);
  loaded_ = load_with_json(rules.program(), path, {});
  if (loaded_->json.find("include") != nullptr || loaded_->estate.files.size() != 1) loaded_.reset();
}

std::vector<TextFix> TextFixer::fixes(const Prediction& p) {
  std::vector<TextFix> out;
  const auto& expectation = p.frame->connection().expectation;
  if (expectation && expectation->verdict != "connects") return out;  // it is not meant to work
  if (!loaded_ || !p.verdict.first_blocker || connections_ == most_fixed_results) return out;
  ++connections_;
  std::set<std::string> tried;
  const rules::FrameOptions options = frame_options(options_);
  for (const auto& r : analyzer::repairs(rules_.program(), rules_.catalogue(), p.verdict, *p.frame, options)) {
    const auto& remedy = rules_.catalogue().find(rules_.program().rules()[r.rule].name)->remedies[r.remedy];
    std::vector<Edit> edits;
    for (const auto& change : remedy.set)
      if (const auto e = edit_of(change, *p.frame)) edits.push_back(*e);
    if (edits.size() != remedy.set.size()) continue;
    const auto text = import::patched_text(text_, import::patch_of(loaded_->json, loaded_->estate, edits));
    if (!text || *text == text_ || !tried.insert(*text).second) continue;  // remedies of two rules may be one change
    import::Diagnostics problems;
    const auto estate = import::read_scenario(*text, path_, problems);
    const auto connection = estate ? estate->find_connection(p.frame->connection().id) : model::none;
    if (connection == model::none) continue;
    const Prediction after = predict(rules_.program(), *estate, connection, options);
    if (after.verdict.kind != r.after || after.verdict.first_blocker != r.next_blocker) continue;
    TextFix fix = replacement(text_, *text);
    fix.file = shown_path(path_);
    fix.title = fmt::format("{}; afterwards {}{}", remedy.title, predicted_words(rules_.program(), after), remedy.exposure.empty() ? "" : "; weakens security: " + remedy.exposure);
    out.push_back(std::move(fix));
  }
  return out;
}

}  // namespace wmireach::cli
