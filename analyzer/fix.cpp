// SPDX-License-Identifier: Apache-2.0
#include "analyzer/fix.hpp"

#include <algorithm>
#include <map>
#include <cstdio>
#include <set>
#include <unordered_map>

#include "analyzer/least_choice.hpp"
#include "analyzer/obstacles.hpp"

namespace wmireach::analyzer {
namespace {

using model::Edit;
using model::Index;

// Order of costs: the weights of the edits, then their exposure, then their effort.
constexpr std::uint64_t per_weight = 1'000'000'000'000, per_exposure = 1'000'000, per_effort = 1;

std::uint64_t exposure_of(Safety safety) { return safety == Safety::safe ? 0 : safety == Safety::widens_access ? 1 : 10; }

// Why a choice of edits does not do.
struct Conflict {
  Index connection;
  bool of_unknown;  // the rule is not violated, but not known to hold
  SlotSet read;
  Clause clause;
};

// Edits by what they are about, so that those that may concern a connection are found without looking at all.
class Pool {
 public:
  void add(const model::Estate& estate, const CandidateEdit& c, std::uint32_t number) {
    const Edit& e = c.edit;
    if (e.kind == model::EditKind::request_fact) return by_request_[e.where].push_back(number);
    if (e.kind == model::EditKind::account_fact) {
      by_account_[e.account].push_back(number);
      if (const Index home = estate.accounts[e.account].host; home != model::none) by_host_[home].push_back(number);
      return;
    }
    if (e.kind == model::EditKind::local_group) return by_host_[e.host].push_back(number);
    if (e.kind == model::EditKind::open_ports && !model::makes_link(estate, e)) {
      for (const auto* hosts : {&e.from_hosts, &e.to_hosts})
        for (const Index h : *hosts) by_host_[h].push_back(number);
      return;
    }
    if (e.kind == model::EditKind::open_ports || e.kind == model::EditKind::add_trust) return everywhere_.push_back(number);
    for (const Index h : c.hosts) by_host_[h].push_back(number);
  }

  // Sorted.
  std::vector<std::uint32_t> concerning(const model::Estate& estate, Index connection) const {
    const model::Connection& q = estate.connections[connection];
    std::vector<std::uint32_t> out = everywhere_;
    const auto append = [&](const auto& map, auto key) {
      if (const auto found = map.find(key); found != map.end()) out.insert(out.end(), found->second.begin(), found->second.end());
    };
    for (const Index h : {q.from, q.to, q.third}) append(by_host_, h);
    append(by_account_, q.account);
    append(by_request_, q.where);
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
  }

 private:
  std::unordered_map<Index, std::vector<std::uint32_t>> by_host_, by_account_;
  std::unordered_map<model::LocationId, std::vector<std::uint32_t>> by_request_;
  std::vector<std::uint32_t> everywhere_;
};

class FixSearch {
 public:
  FixSearch(const rules::Program& program, const RemedyIndex& remedies, model::Estate& estate, const FixRequest& request, const rules::FrameOptions& options)
      : program_(program), remedies_(remedies), estate_(estate), request_(request), options_(options),
        dropped_(request.wanted.size(), false), known_only_(request.wanted.size(), false) {}

  Fix run() {
    while (fix_.sets.size() < request_.alternatives) {
      auto set = next_set();
      if (!set && fix_.cut_short && fix_.sets.empty() && request_.wanted.size() > 1) set = one_by_one();
      if (!set) break;
      fix_.sets.push_back(*set);
      if (set->edits.empty()) break;
      excluded_.push_back({{}, set->edits});
    }
    for (std::uint32_t i = 0; i < dropped_.size(); ++i) {
      if (dropped_[i]) fix_.beyond_repair.push_back(i);
      else if (known_only_[i]) fix_.only_known_blockers.push_back(i);
    }
    return std::move(fix_);
  }

 private:
  // The cheapest choice that works and holds none of those found before.
  std::optional<ChangeSet> next_set() {
    bool proven = true;
    // Many connections have many clauses, and a repair of each by itself is at hand: there the search ends earlier.
    constexpr std::size_t joint_rounds = 60;
    const std::size_t rounds = request_.wanted.size() > 1 ? std::min(request_.rounds, joint_rounds) : request_.rounds;
    for (std::size_t round = 0; round < rounds; ++round) {
      const auto choice = least_choice(costs_, all_clauses()); if (getenv("FIXDBG") && choice && request_.wanted.size() > 1) fprintf(stderr, "round %zu clauses %zu cost %lu items %zu proven %d cands %zu\n", round, all_clauses().size(), choice->cost, choice->items.size(), choice->proven, fix_.candidates.size());
      if (!choice) {
        if (fix_.sets.empty() && drop_hopeless()) continue;
        return std::nullopt;
      }
      proven = proven && choice->proven;
      if (getenv("FIXDUMP") && request_.wanted.size() > 1 && round == 12) {
        for (std::uint32_t i = 0; i < fix_.candidates.size(); ++i) { const auto& e = fix_.candidates[i].edit; fprintf(stderr, "cand %u kind %d host %d acc %d fact %d val %ld from %d to %d ports %d-%d name %s cost %lu\n", i, (int)e.kind, (int)e.host, (int)e.account, e.fact, e.value, (int)e.from, (int)e.to, e.ports.first, e.ports.last, e.name.c_str(), costs_[i]); }
        for (const auto& c : conflicts_) { const auto& q = estate_.connections[c.connection]; fprintf(stderr, "clause c%u z%d->z%d:", c.connection, (int)estate_.hosts[q.from].zone, (int)estate_.hosts[q.to].zone); for (auto i : c.clause.chosen) fprintf(stderr, " %u", i); fprintf(stderr, " |"); for (auto i : c.clause.left_out) fprintf(stderr, " -%u", i); fprintf(stderr, "\n"); }
      }
      if (decide(choice->items)) return ChangeSet{choice->items, proven};
    }
    fix_.cut_short = true;
    return std::nullopt;
  }

  // The repairs of all connections by themselves, without the edits that are not needed beside the others. It works, and no part of it
  // is superfluous, but a cheaper one may exist.
  std::optional<ChangeSet> one_by_one() {
    std::set<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < request_.wanted.size(); ++i) {
      if (dropped_[i]) continue;
      const Fix& f = alone(i);
      if (!f.beyond_repair.empty() || f.sets.empty()) {
        dropped_[i] = true;
        continue;
      }
      known_only_[i] = known_only_[i] || !f.only_known_blockers.empty();
      for (const auto e : f.sets.front().edits) {
        CandidateEdit copy = f.candidates[e];
        const model::Edit edit = copy.edit;
        add(std::move(copy));
        numbers.insert(numbers_.at(edit));
      }
    }
    std::vector<std::uint32_t> chosen(numbers.begin(), numbers.end());
    if (!decide(chosen)) return std::nullopt;
    for (std::size_t i = chosen.size(); i-- > 0;) {
      std::vector<std::uint32_t> fewer = chosen;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (decide(fewer)) chosen = std::move(fewer);
    }
    return ChangeSet{chosen, false};
  }

  std::vector<Clause> all_clauses() const {
    std::vector<Clause> clauses = excluded_;
    for (const Conflict& c : conflicts_) clauses.push_back(c.clause);
    clauses.insert(clauses.end(), apart_.begin(), apart_.end());
    return clauses;
  }

  // True when everything works with these edits; else their conflicts are noted.
  bool decide(const std::vector<std::uint32_t>& chosen) {
    const std::size_t candidates = fix_.candidates.size();
    bool good = keep_apart(chosen);
    {
      model::EstateEditor editor(estate_);
      for (const auto i : chosen) editor.apply(fix_.candidates[i].edit);
      for (std::uint32_t i = 0; i < request_.wanted.size(); ++i)
        if (!dropped_[i]) good = decide_connection(request_.wanted[i], chosen, i) && good;
      for (const Index g : request_.guarded)  // it works until an edit reaches it
        if (reached(g, chosen)) good = decide_connection(g, chosen, std::nullopt) && good;
    }
    // Edits that were not known when a conflict was noted, or were about fewer hosts, may solve it as well.
    if (fix_.candidates.size() > candidates || !widened_.empty())
      for (Conflict& c : conflicts_) extend(c, candidates);
    widened_.clear();
    return good;
  }

  bool reached(Index connection, const std::vector<std::uint32_t>& chosen) const {
    return std::ranges::any_of(pool_.concerning(estate_, connection), [&](std::uint32_t i) { return std::ranges::binary_search(chosen, i); });
  }

  // Two values of one fact cannot both be chosen.
  bool keep_apart(const std::vector<std::uint32_t>& chosen) {
    bool good = true;
    for (std::size_t a = 0; a < chosen.size(); ++a)
      for (std::size_t b = a + 1; b < chosen.size(); ++b)
        if (model::exclude_each_other(fix_.candidates[chosen[a]].edit, fix_.candidates[chosen[b]].edit)) {
          apart_.push_back({{}, {chosen[a], chosen[b]}});
          good = false;
        }
    return good;
  }

  bool decide_connection(Index connection, const std::vector<std::uint32_t>& chosen, std::optional<std::uint32_t> wanted) {
    rules::FactFrame frame(estate_, connection, options_);
    bool good = true;
    for (const Obstacle& o : obstacles(program_, frame, options_))
      if (!o.of_unknown || !wanted || !known_only_[*wanted]) good = note(connection, frame, o, chosen, wanted) && good;
    return good;
  }

  // Notes the conflict. True where it is none: an unknown rule that no edit reaches waits for facts and not for repairs.
  bool note(Index connection, rules::FactFrame& frame, const Obstacle& obstacle, const std::vector<std::uint32_t>& chosen, std::optional<std::uint32_t> wanted) {
    Conflict c{connection, obstacle.of_unknown, obstacle.read, {}};
    for (CandidateEdit& e : candidates_for(remedies_, frame, c.read, request_.wanted.size() > 1)) add(std::move(e));
    for (const auto i : pool_.concerning(estate_, connection)) {
      const bool is_chosen = std::ranges::binary_search(chosen, i);
      if ((is_chosen || usable_[i]) && may_change(fix_.candidates[i], frame, c.read)) (is_chosen ? c.clause.left_out : c.clause.chosen).push_back(i);
    }
    if (obstacle.of_unknown && wanted && c.clause.chosen.empty() && c.clause.left_out.empty()) {
      settle_for_known(*wanted);
      return true;
    }
    conflicts_.push_back(std::move(c));
    return false;
  }

  // Adds candidates from `first` on to a conflict that was noted without them.
  void extend(Conflict& c, std::size_t first) {
    std::optional<rules::FactFrame> frame;
    for (const auto i : pool_.concerning(estate_, c.connection)) {
      if ((i < first && !widened_.contains(i)) || !usable_[i] || std::ranges::binary_search(c.clause.left_out, i)) continue;
      const auto at = std::ranges::lower_bound(c.clause.chosen, i);
      if (at != c.clause.chosen.end() && *at == i) continue;
      if (!frame) frame.emplace(estate_, c.connection, options_);
      if (may_change(fix_.candidates[i], *frame, c.read)) c.clause.chosen.insert(at, i);
    }
  }

  void add(CandidateEdit&& e) {
    const auto [at, is_new] = numbers_.emplace(e.edit, static_cast<std::uint32_t>(fix_.candidates.size()));
    if (!is_new) {
      Edit& same = fix_.candidates[at->second].edit;
      const std::size_t hosts = same.from_hosts.size() + same.to_hosts.size();
      widen(same.from_hosts, e.edit.from_hosts);
      widen(same.to_hosts, e.edit.to_hosts);
      if (same.from_hosts.size() + same.to_hosts.size() == hosts) return;
      widened_.insert(at->second);
      pool_.add(estate_, e, at->second);
      return;
    }
    costs_.push_back(cost_of(e));
    usable_.push_back(!request_.allowed || request_.allowed(e));
    pool_.add(estate_, e, at->second);
    fix_.candidates.push_back(std::move(e));
  }

  // A change of a baseline is one change, but what weakens many hosts weakens each of them.
  std::uint64_t cost_of(const CandidateEdit& e) const {
    const std::uint64_t weight = request_.weight ? std::max(1U, request_.weight(e)) : 1, hosts = std::max<std::size_t>(1, e.hosts.size());
    return weight * (e.safety == Safety::unsafe ? hosts : 1) * per_weight + exposure_of(e.safety) * hosts * per_exposure + e.effort * per_effort;
  }

  // One firewall rule serves every connection that needs the same ports on the same way.
  static void widen(std::vector<Index>& hosts, const std::vector<Index>& more) {
    for (const Index h : more)
      if (const auto at = std::ranges::lower_bound(hosts, h); at == hosts.end() || *at != h) hosts.insert(at, h);
  }

  // Connections that cannot be mended even alone keep the others from being mended together. What is not known of one comes first:
  // where no edits settle it, only what is known to block it is asked to go.
  bool drop_hopeless() {
    bool any = false;
    for (std::uint32_t i = 0; i < request_.wanted.size(); ++i) {
      if (dropped_[i]) continue;
      bool hopeless = true, open = std::ranges::any_of(conflicts_, [&](const Conflict& c) { return c.connection == request_.wanted[i] && c.of_unknown; });
      if (request_.wanted.size() > 1) {
        const Fix& f = alone(i);
        hopeless = !f.beyond_repair.empty() || f.sets.empty();
        open = open && !f.only_known_blockers.empty();
      }
      if (open && !known_only_[i]) {
        settle_for_known(i);
        any = true;
      } else if (hopeless) {
        dropped_[i] = any = true;
        std::erase_if(conflicts_, [&](const Conflict& c) { return c.connection == request_.wanted[i]; });
      }
    }
    return any;
  }

  // The repair of one connection by itself, whatever it spoils; looked for once.
  const Fix& alone(std::uint32_t wanted) {
    const auto [at, is_new] = alone_.try_emplace(wanted);
    if (is_new) {
      FixRequest one = request_;
      one.wanted = {request_.wanted[wanted]};
      one.guarded.clear();
      one.alternatives = 1;
      at->second = FixSearch(program_, remedies_, estate_, one, options_).run();
    }
    return at->second;
  }

  void settle_for_known(std::uint32_t wanted) {
    known_only_[wanted] = true;
    std::erase_if(conflicts_, [&](const Conflict& c) { return c.connection == request_.wanted[wanted] && c.of_unknown; });
  }

  const rules::Program& program_;
  const RemedyIndex& remedies_;
  model::Estate& estate_;
  const FixRequest& request_;
  const rules::FrameOptions& options_;
  Fix fix_;
  std::map<Edit, std::uint32_t, model::EditOrder> numbers_;
  Pool pool_;
  std::map<std::uint32_t, Fix> alone_;  // by position in wanted
  std::set<std::uint32_t> widened_;  // rules of firewalls that came to be about more hosts in this round
  std::vector<std::uint64_t> costs_;
  std::vector<bool> usable_, dropped_, known_only_;
  std::vector<Conflict> conflicts_;
  std::vector<Clause> excluded_, apart_;
};

}  // namespace

Fix fix(const rules::Program& program, const RemedyIndex& remedies, model::Estate& estate, const FixRequest& request, const rules::FrameOptions& options) {
  return FixSearch(program, remedies, estate, request, options).run();
}

}  // namespace wmireach::analyzer
