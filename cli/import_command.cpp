// SPDX-License-Identifier: Apache-2.0
// A scenario from exports of other tools.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/foreign_text.hpp"
#include "cli/import_coverage.hpp"
#include "cli/import_files.hpp"
#include "cli/style.hpp"
#include "exports/assemble.hpp"
#include "import/scenario_layout.hpp"
#include "import/scenario_reader.hpp"

namespace wmireach::cli {
namespace {

std::vector<exports::Assignment> assignments(const std::vector<std::string>& texts) {
  std::vector<exports::Assignment> out;
  import::Diagnostics wrong;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      wrong.push_back({.file = "--assign", .message = "'" + text + "' names no file and hosts", .hint = "write it as FILE=HOSTS, such as gpo/kiosks=domain=corp.example"});
    else out.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  if (!wrong.empty()) throw BadInput{std::move(wrong)};
  return out;
}

// "import ldap ldap://dc1.corp.example" says it twice, which reads well. In front of anything else, and alone, it is the name of a file.
std::vector<std::string> without_the_word_ldap(std::vector<std::string> words) {
  const bool is_said_twice = words.size() > 1 && words[0] == "ldap" && is_directory_address(words[1]);
  if (is_said_twice) words.erase(words.begin());
  const bool lacks_address = !words.empty() && words[0] == "ldap" && !std::filesystem::exists("ldap");
  if (lacks_address)
    throw BadInput{{{.file = "ldap", .message = "no directory is named", .hint = "write its address: wmireach import ldap ldap://" + (words.size() > 1 && words[1].find('/') == std::string::npos ? words[1] : "dc1.corp.example")}}};
  return words;
}

// What could not be read, and where sources disagree: no error, as the scenario stands without it.
void print_notes(const import::Diagnostics& notes, const Options& options) {
  constexpr std::size_t most_shown = 40;
  const Style style(options.color, stderr);
  for (std::size_t i = 0; i < notes.size() && i < most_shown; ++i) {
    const auto& n = notes[i];
    std::cerr << style.bold(for_terminal(n.file)) << (n.line > 0 ? fmt::format(":{}", n.line) : "") << ": " << style.yellow("note") << ": " << for_terminal(n.message) << '\n';
    if (!n.hint.empty()) std::cerr << "  " << for_terminal(n.hint) << '\n';
  }
  if (notes.size() > most_shown) std::cerr << fmt::format("{} more notes; --report FILE has them all\n", notes.size() - most_shown);
}

}  // namespace

int import_exports(const Options& options, const ImportOptions& import_options, const std::vector<std::string>& words) {
  RuleSet rules(options);
  const std::vector<std::string> paths = without_the_word_ldap(words);
  require_directory_for(import_options.directory, paths);
  exports::Survey survey = read_exports(paths, import_options.directory);
  exports::AssembleOptions how{.title = import_options.title, .as_of = import_options.as_of, .assignments = assignments(import_options.assign), .all_accounts = import_options.all_accounts};
  if (how.title.empty()) how.title = "Imported from " + paths.front() + (paths.size() > 1 ? fmt::format(" and {} more", paths.size() - 1) : "");
  for (const auto& account : import_options.accounts) how.asks.push_back({account, import_options.from, import_options.to});
  const std::string text = import::scenario_layout(exports::assemble(survey, how));
  // What this program writes, it has to be able to read.
  import::Diagnostics diagnostics;
  const auto estate = import::read_scenario(text, options.output == "-" ? "the imported scenario" : options.output, diagnostics);
  std::ranges::stable_sort(survey.notes, {}, [](const auto& n) { return std::pair(n.file, n.line); });
  print_notes(survey.notes, options);
  if (!estate) throw BadInput{std::move(diagnostics)};
  write_output(options.output, text);
  if (!import_options.report.empty()) {
    const ImportCoverage coverage = import_coverage(rules.program(), *estate);
    write_output(import_options.report, import_options.report.ends_with(".json") ? coverage_json(coverage, *estate, survey.notes) : coverage_text(coverage, *estate, survey.notes));
  }
  std::cerr << fmt::format("{} hosts, {} domains, {} trusts, {} accounts, {} groups from {} files\n", estate->hosts.size(), estate->domains.size(), estate->trusts.size(), estate->accounts.size(),
                           estate->groups.size(), survey.files.size());
  return as_expected;
}

}  // namespace wmireach::cli
