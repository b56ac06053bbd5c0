// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>

#include "cli/import_coverage.hpp"

namespace wmireach::cli {
namespace {

constexpr std::size_t find_first = 5;   // facts that are named in full
constexpr std::size_t most_names = 6;

std::string names_of(const model::Estate& estate, const std::vector<model::Index>& hosts) {
  std::string text;
  for (std::size_t i = 0; i < hosts.size() && i < most_names; ++i) text += (i == 0 ? "" : ", ") + estate.hosts[hosts[i]].name;
  if (hosts.size() > most_names) text += fmt::format(" and {} more", hosts.size() - most_names);
  return text;
}

std::string files_text(const std::map<std::string, std::size_t>& files) {
  std::string text;
  for (const auto& [file, count] : files) text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", file, count);
  return text;
}

std::string open_text(const OpenFact& open, const ImportCoverage& coverage, const model::Estate& estate, std::size_t number) {
  const auto info = rules::slot_info(open.slot);
  std::string text = fmt::format("  {}. {}", number, rules::slot_name(open.slot));
  if (!open.hosts.empty()) text += fmt::format(" of {} {}: {}", open.hosts.size(), open.hosts.size() == 1 ? "computer" : "computers", names_of(estate, open.hosts));
  text += fmt::format("\n     {} of {} pairs wait for it, {} for it alone\n", open.pairs, coverage.pairs, open.alone);
  if (!info.definition->observe.empty()) text += fmt::format("     how to look: {}\n", info.definition->observe);
  else if (!info.definition->stored()) text += fmt::format("     {}\n", info.definition->meaning);
  return text;
}

}  // namespace

std::string coverage_text(const ImportCoverage& coverage, const model::Estate& estate, const import::Diagnostics& notes) {
  std::string text = fmt::format("{}\n\n{} hosts, {} domains, {} trusts, {} accounts, {} groups\n", estate.title, estate.hosts.size(), estate.domains.size(), estate.trusts.size(),
                                 estate.accounts.size(), estate.groups.size());
  if (coverage.pairs > 0) text += fmt::format("{} pairs of a client and a target in {} connections: {} undetermined\n", coverage.pairs, estate.connections.size(), coverage.undetermined);
  else text += "no connection is asked for, so no verdict waits for a fact; --account NAME asks for one\n";
  if (!coverage.open.empty()) {
    text += "\nFind out first\n";
    for (std::size_t i = 0; i < coverage.open.size() && i < find_first; ++i) text += open_text(coverage.open[i], coverage, estate, i + 1);
    if (coverage.open.size() > find_first) {
      text += "  then";
      for (std::size_t i = find_first; i < coverage.open.size(); ++i) text += fmt::format("{} {} ({})", i == find_first ? "" : ",", rules::slot_name(coverage.open[i].slot), coverage.open[i].pairs);
      text += "\n";
    }
    if (coverage.cut_short) text += "  only the most frequent groups of pairs were looked at\n";
  }
  std::size_t widest = 4;
  for (const auto& f : coverage.facts) widest = std::max(widest, f.name.size());
  text += fmt::format("\n{:<{}}  {:>7}  {:>7}  {:>7}  {}\n", "Fact", widest, "found", "default", "unknown", "where");
  for (const auto& f : coverage.facts) {
    std::string line = fmt::format("{:<{}}  {:>7}  {:>7}  {:>7}  {}", f.name, widest, f.found, f.by_default, f.unknown, files_text(f.files));
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
  }
  if (!notes.empty()) text += fmt::format("\nNotes ({})\n", notes.size());
  for (const auto& n : notes) {
    text += fmt::format("  {}{}: {}\n", n.file, n.line > 0 ? fmt::format(":{}", n.line) : "", n.message);
    if (!n.hint.empty()) text += fmt::format("    {}\n", n.hint);
  }
  return text;
}

}  // namespace wmireach::cli
