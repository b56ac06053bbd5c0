// SPDX-License-Identifier: Apache-2.0
#include "cli/import_coverage.hpp"

#include <algorithm>
#include <set>

#include "analyzer/matrix.hpp"
#include "analyzer/predict.hpp"
#include "cli/cores.hpp"

namespace wmireach::cli {
namespace {

using model::Index;
using rules::Role;

// Pairs of groups of hosts whose missing facts are looked up one by one.
constexpr std::size_t most_groups = 3'000;

class Coverage {
 public:
  Coverage(const rules::Program& program, const model::Estate& estate) : program_(program), estate_(estate) {}

  ImportCoverage take() {
    for (std::size_t first = 0; first < estate_.connections.size();) {
      std::size_t last = first;  // a selector makes many connections of one statement
      while (last < estate_.connections.size() && estate_.connections[last].where == estate_.connections[first].where) ++last;
      of_statement(first, last);
      first = last;
    }
    for (auto& [slot, open] : open_) {
      open.first.hosts.assign(open.second.begin(), open.second.end());
      out_.open.push_back(std::move(open.first));
    }
    std::ranges::stable_sort(out_.open, [](const OpenFact& a, const OpenFact& b) { return std::pair(a.pairs, a.alone) > std::pair(b.pairs, b.alone); });
    facts();
    return std::move(out_);
  }

 private:
  void of_statement(std::size_t first, std::size_t last) {
    std::set<Index> from, to;
    for (std::size_t i = first; i < last; ++i) {
      from.insert(estate_.connections[i].from);
      to.insert(estate_.connections[i].to);
    }
    const auto m = analyzer::matrix(program_, estate_, {estate_.connections[first], {from.begin(), from.end()}, {to.begin(), to.end()}}, {}, cores());
    for (const auto* read : {&m.read_of_clients, &m.read_of_targets}) {
      read_ |= read->states;
      read_ |= read->values;
      for (const auto& [fact, limit] : read->limits) read_.set(fact);
    }
    std::vector<analyzer::MatrixCell> waiting;
    for (const auto& cell : m.cells) {
      out_.pairs += cell.pairs;
      if (cell.kind == analyzer::VerdictKind::undetermined) waiting.push_back(cell);
    }
    for (const auto& cell : waiting) out_.undetermined += cell.pairs;
    std::ranges::stable_sort(waiting, [](const auto& a, const auto& b) { return a.pairs > b.pairs; });
    if (waiting.size() > most_groups) {
      waiting.resize(most_groups);
      out_.cut_short = true;
    }
    for (const auto& cell : waiting) missing_of(cell, m, first, from, to);
  }

  void missing_of(const analyzer::MatrixCell& cell, const analyzer::Matrix& m, std::size_t request, const std::set<Index>& from, const std::set<Index>& to) {
    const auto& clients = m.classes.members[cell.from_class];
    const auto& targets = m.classes.members[cell.to_class];
    model::Connection one = estate_.connections[request];
    const auto client = std::ranges::find_if(clients, [&](Index h) { return from.contains(h); });
    const auto target = std::ranges::find_if(targets, [&](Index h) { return to.contains(h) && h != *client; });
    if (client == clients.end() || target == targets.end()) return;
    one.from = *client;
    one.to = *target;
    rules::FactFrame frame(estate_, one);
    for (const auto& fact : analyzer::predict_and_probe_missing(program_, frame, {}).missing) {
      auto& [open, hosts] = open_[fact.slot];
      open.slot = fact.slot;
      open.pairs += cell.pairs;
      if (fact.would_flip()) open.alone += cell.pairs;
      const auto info = rules::slot_info(fact.slot);
      if (info.scope == rules::Scope::host && info.role == Role::client) hosts.insert(clients.begin(), clients.end());
      if (info.scope == rules::Scope::host && info.role == Role::target) hosts.insert(targets.begin(), targets.end());
    }
  }

  void facts() {
    const auto all = rules::host_facts();
    std::vector<FoundFact> found(all.size());
    for (Index h = 0; h < estate_.hosts.size(); ++h) {
      model::Connection alone;
      alone.from = alone.to = h;
      alone.facts.resize(static_cast<std::size_t>(rules::ConnectionFact::count));
      rules::FactFrame frame(estate_, alone);
      for (std::size_t f = 0; f < all.size(); ++f) {
        if (!all[f].stored()) continue;
        const model::Fact& stated = estate_.hosts[h].facts[f];
        if (!read_.test(f) && !stated.present()) continue;
        const model::Fact& x = frame.get(Role::target, static_cast<rules::HostFact>(f));
        if (!x.known) ++found[f].unknown;
        else if (model::is_stated(x.origin.kind) || x.origin.kind == model::OriginKind::baseline) ++found[f].found, ++found[f].files[file_of(x.origin.where)];
        else ++found[f].by_default;
      }
    }
    for (std::size_t f = 0; f < all.size(); ++f) {
      found[f].name = all[f].name;
      if (found[f].found + found[f].by_default + found[f].unknown > 0) out_.facts.push_back(std::move(found[f]));
    }
  }

  // "ldap://dc1.corp.example" of an entry there; empty for a place in a file.
  static std::string directory_of_place(const std::string& place) {
    for (const std::string_view scheme : {"ldap://", "ldaps://"})
      if (place.starts_with(scheme)) return place.substr(0, place.find('/', scheme.size()));
    return {};
  }

  // "gpo/GptTmpl.inf" of "gpo/GptTmpl.inf:17".
  std::string file_of(model::LocationId where) const {
    const auto found = estate_.found_in.find(where);
    if (found == estate_.found_in.end()) return "the scenario";
    if (const std::string directory = directory_of_place(found->second); !directory.empty()) return directory;
    const auto colon = found->second.rfind(':');
    const bool has_line = colon != std::string::npos && found->second.find_first_not_of("0123456789", colon + 1) == std::string::npos;
    return has_line ? found->second.substr(0, colon) : found->second;
  }

  const rules::Program& program_;
  const model::Estate& estate_;
  ImportCoverage out_;
  std::bitset<rules::host_count> read_;
  std::map<rules::Slot, std::pair<OpenFact, std::set<Index>>> open_;
};

}  // namespace

ImportCoverage import_coverage(const rules::Program& program, const model::Estate& estate) { return Coverage(program, estate).take(); }

}  // namespace wmireach::cli
