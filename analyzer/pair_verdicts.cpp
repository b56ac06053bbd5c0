// SPDX-License-Identifier: Apache-2.0
#include "analyzer/pair_verdicts.hpp"

#include <map>

#include "analyzer/parallel.hpp"
#include "analyzer/settling.hpp"

namespace wmireach::analyzer {
namespace {

using LackingPairs = std::map<Lack, std::vector<LackingPair>>;

class Judge {
 public:
  Judge(const std::vector<PairFrame*>& frames, const HostKeys& keys, const HostGroups& clients, const HostGroups& targets, std::atomic<std::size_t>* done)
      : frames_(frames), keys_(keys), clients_(clients), targets_(targets), program_(frames.front()->task().program), done_(done) {}

  PairVerdicts all() {
    fill_tables();
    verdicts_.resize(std::size_t{clients_.size()} * targets_.size());
    lacking_.resize(clients_.size());
    for_each_in_parallel(frames_, clients_.size(), 1, [&](PairFrame*, std::size_t c) {
      judge_row(static_cast<std::uint32_t>(c));
      if (done_ != nullptr) *done_ += targets_.size();
    });
    settle_all();
    return {std::move(verdicts_), count_by_rule()};
  }

 private:
  void fill_tables() {
    const auto rules = program_.rules();
    tables_.assign(rules.size(), RuleTable(keys_, clients_, targets_));
    for_each_in_parallel(frames_, rules.size(), 1, [&](PairFrame* frame, std::size_t r) {
      if (rules[r].effect == rules::Effect::blocks) tables_[r].fill(*frame, static_cast<std::uint32_t>(r));
    });
    for (std::uint32_t r = 0; r < rules.size(); ++r)
      if (rules[r].effect == rules::Effect::blocks && !tables_[r].always(model::Truth::True)) deciding_.push_back(r);
  }

  void judge_row(std::uint32_t client) {
    struct Row {
      const RuleTable::Answer* answers;
      const RuleTable* table;
      std::uint32_t rule;
    };
    std::vector<Row> rows;  // of rules that do not simply hold for this client
    for (const auto r : deciding_)
      if (!tables_[r].always(client, model::Truth::True)) rows.push_back({tables_[r].row(client), &tables_[r], r});
    Lack lack;
    for (std::uint32_t target = 0; target < targets_.size(); ++target) {
      ShortVerdict& verdict = verdicts_[std::size_t{client} * targets_.size() + target];
      if (example_of(clients_[client], targets_[target]).from == model::none) continue;
      bool certain = true, fails = false;
      for (const Row& row : rows) {
        const RuleTable::Answer a = row.answers[row.table->column(target)];
        if (a == RuleTable::holds) continue;
        if (a == RuleTable::violated) {
          verdict = {row.rule, certain};
          fails = true;
          break;
        }
        certain = false;
      }
      if (fails) continue;
      verdict = ShortVerdict(certain ? VerdictKind::connects : VerdictKind::undetermined);
      if (certain) continue;
      lack.rules.clear();
      for (const Row& row : rows)
        if (const auto a = row.answers[row.table->column(target)]; a >= RuleTable::first_unknown) lack.rules.emplace_back(row.rule, a - RuleTable::first_unknown);
      lacking_[client][lack].push_back({client, target});
    }
  }

  std::vector<RulePairs> count_by_rule() const {
    const GroupSizes sizes(clients_, targets_);
    std::vector<RulePairs> pairs(tables_.size());
    for (const auto r : deciding_) pairs[r] = tables_[r].count(sizes);
    return pairs;
  }

  void settle_all() {
    LackingPairs all;
    for (auto& of_client : lacking_)
      for (auto& [lack, pairs] : of_client) {
        auto& into = all[lack];
        into.insert(into.end(), pairs.begin(), pairs.end());
      }
    if (all.empty()) return;
    const Dependents dependents(program_, tables_, frames_);
    std::vector<const LackingPairs::value_type*> list;
    for (const auto& entry : all) list.push_back(&entry);
    for_each_in_parallel(frames_, list.size(), 1, [&](PairFrame* frame, std::size_t i) {
      settle(*frame, keys_, clients_, targets_, tables_, dependents, list[i]->first, list[i]->second, verdicts_);
    });
  }

  const std::vector<PairFrame*>& frames_;
  const HostKeys& keys_;
  const HostGroups& clients_;
  const HostGroups& targets_;
  const rules::Program& program_;
  std::atomic<std::size_t>* done_;
  std::vector<RuleTable> tables_;          // by rule; those that do not block stay empty
  std::vector<std::uint32_t> deciding_;    // rules that do not hold for every pair
  std::vector<ShortVerdict> verdicts_;
  std::vector<LackingPairs> lacking_;      // by client group
};

}  // namespace

PairVerdicts judge_pairs(const std::vector<PairFrame*>& frames, const HostKeys& keys, const HostGroups& clients, const HostGroups& targets,
                         std::atomic<std::size_t>* done) {
  return Judge(frames, keys, clients, targets, done).all();
}

}  // namespace wmireach::analyzer
