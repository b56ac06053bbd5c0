// SPDX-License-Identifier: Apache-2.0
#include "cli/session.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "cli/output_file.hpp"
#include "cli/platform/files.hpp"
#include "cli/platform/streams.hpp"
#include "cli/scenario_files.hpp"
#include "import/rule_reader.hpp"
#include "rules/builtin.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::cli {

namespace fs = std::filesystem;

namespace {

// More than any scenario needs; guards against a wrong file being read into memory.
constexpr std::uintmax_t largest_input = 512ULL * 1024 * 1024;

[[noreturn]] void refuse(const std::string& file, std::string message, std::string hint) {
  throw BadInput{{{.file = file, .message = std::move(message), .hint = std::move(hint)}}};
}

std::vector<import::SourceFile> rule_files_below(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(platform::as_path(folder), error)) refuse(folder, "this is not a folder", "name a folder that holds rule files");
  std::vector<import::SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(platform::as_path(folder)))
    if (entry.path().extension() == ".json") {
      const std::string name = platform::in_the_form_of(folder, platform::as_text(entry.path()));
      files.push_back({name, read_input(name)});
    }
  std::ranges::sort(files, {}, &import::SourceFile::name);
  return files;
}

std::vector<import::SourceFile> builtin_files() {
  std::vector<import::SourceFile> files;
  for (const auto& f : rules::builtin_catalogue_files()) files.push_back({std::string(f.name), std::string(f.text)});
  return files;
}

}  // namespace

RuleSet::RuleSet(const Options& options) : builtin_(options.catalogue.empty() && options.rules.empty()) {
  if (builtin_) {
    program_ = rules::builtin_program();
    return;
  }
  auto files = options.catalogue.empty() ? builtin_files() : rule_files_below(options.catalogue);
  for (const auto& folder : options.rules) std::ranges::move(rule_files_below(folder), std::back_inserter(files));
  import::Diagnostics diagnostics;
  catalogue_ = import::read_catalogue(files, diagnostics);
  if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
  import::grade_rules(catalogue_, statements());
  program_ = rules::compile(catalogue_);
  have_catalogue_ = true;
}

const rules::Catalogue& RuleSet::catalogue() {
  if (!have_catalogue_) {
    import::Diagnostics diagnostics;
    catalogue_ = import::read_catalogue(builtin_files(), diagnostics);
    if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
    import::grade_rules(catalogue_, statements());
    have_catalogue_ = true;
  }
  return catalogue_;
}

const import::Statements& RuleSet::statements() {
  if (!have_statements_) {
    import::Diagnostics diagnostics;
    statements_ = import::read_statements(rules::builtin_statements(), "statements.json", diagnostics);
    if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
    have_statements_ = true;
  }
  return statements_;
}

rules::FrameOptions frame_options(const Options& options) { return {.assumptions = options.assumptions, .changes = options.changes}; }

std::string read_input(const std::string& path) {
  if (path == "-") {  // may be asked for twice: with a change and without
    static const std::string whole{std::istreambuf_iterator<char>(std::cin), {}};
    return whole;
  }
  const fs::path given = platform::as_path(path);
  std::error_code error;
  if (fs::is_directory(given, error)) refuse(path, "this is a folder", "name a file");
  const auto size = fs::file_size(given, error);
  if (!error && size > largest_input)
    refuse(path, fmt::format("the file has {} bytes", size), fmt::format("a scenario has at most {} bytes", largest_input));
  std::ifstream in(given, std::ios::binary);
  if (!in) refuse(path, "the file cannot be read", "check the path and its permissions");
  std::string text;
  if (!error && size > 0) {  // a pipe tells no size, and a file may have changed since
    text.resize(static_cast<std::size_t>(size));
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (in) text.append(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) refuse(path, "the file cannot be read to its end", "check the medium");
  return text;
}

namespace {

void check_expected_rules(const rules::Program& program, const model::Estate& estate, import::Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const auto& r : program.rules()) known.emplace_back(r.name);
  std::set<model::LocationId> seen;  // a selector gives many connections one expectation
  const auto look_up = [&](model::LocationId at, const std::vector<std::string>& named) {
    if (!seen.insert(at).second) return;
    const auto* where = estate.location(at);
    const std::string& file = estate.files[where->file];
    for (const auto& name : named)
      if (std::ranges::find(known, name) == known.end())
        diagnostics.push_back({.file = file, .line = where->line, .pointer = where->pointer, .message = "there is no rule named '" + name + "'",
                               .hint = rules::did_you_mean(name, known)});
  };
  for (const auto& connection : estate.connections) {
    if (const auto& e = connection.expectation) {
      std::vector<std::string> named;
      if (e->rule) named.push_back(*e->rule);
      for (const auto* list : {&e->latent, &e->limits, &e->absent})
        if (*list) named.insert(named.end(), (*list)->begin(), (*list)->end());
      look_up(e->where, named);
    }
    if (const auto& o = connection.observation) look_up(o->where, o->rules);
  }
}

}  // namespace

model::Estate checked_scenario(const rules::Program& program, std::optional<model::Estate> estate, import::Diagnostics diagnostics) {
  if (estate) check_expected_rules(program, *estate, diagnostics);
  if (!diagnostics.empty()) throw BadInput{std::move(diagnostics)};
  return std::move(*estate);
}

model::Estate load_scenario(const rules::Program& program, const std::string& path) {
  const auto files = read_scenario_files(path);
  import::Diagnostics diagnostics;
  auto estate = import::read_scenario(texts_of(files), diagnostics);
  return checked_scenario(program, std::move(estate), std::move(diagnostics));
}

bool writes_to_terminal(const Options& options) { return options.output == "-" && platform::is_terminal(stdout); }

void write_output(const std::string& path, const std::string& text) {
  OutputFile out(path);
  out.write(text);
  out.finish();
}

model::Index find_connection(const model::Estate& estate, const std::string& id, const std::string& file) {
  const auto index = estate.find_connection(id);
  if (index != model::none) return index;
  std::vector<std::string> known;
  std::string list;
  for (const auto& c : estate.connections) known.push_back(c.id);
  for (std::size_t i = 0; i < known.size() && i < 12; ++i) list += (i == 0 ? "its connections: " : ", ") + known[i];
  const std::string hint = rules::did_you_mean(id, known);
  refuse(file, "there is no connection '" + id + "' in this scenario", hint.empty() ? list : hint);
}

std::vector<model::Index> chosen_connections(const model::Estate& estate, const std::vector<std::string>& ids, const std::string& file) {
  std::vector<model::Index> chosen;
  for (const auto& id : ids) chosen.push_back(find_connection(estate, id, file));
  if (ids.empty())
    for (model::Index i = 0; i < estate.connections.size(); ++i) chosen.push_back(i);
  return chosen;
}

}  // namespace wmireach::cli
