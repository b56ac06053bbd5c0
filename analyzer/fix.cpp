// SPDX-License-Identifier: Apache-2.0
#include "analyzer/fix.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>

#include "analyzer/edit_pool.hpp"
#include "analyzer/least_choice.hpp"
#include "analyzer/narrow_rules.hpp"
#include "analyzer/obstacles.hpp"
#include "analyzer/parallel.hpp"

namespace wmireach::analyzer {
namespace {

using model::Edit;
using model::Index;

// Order of costs: the weights of the edits, then their exposure, then their effort.
constexpr std::uint64_t per_weight = 1'000'000'000'000, per_exposure = 1'000'000, per_effort = 1;

std::uint64_t exposure_of(Safety safety) { return safety == Safety::safe ? 0 : safety == Safety::widens_access ? 1 : 10; }

using Numbers = std::vector<std::uint32_t>;  // of edits, sorted

// Why a choice of edits does not do.
struct Conflict {
  std::uint32_t watched;
  bool of_unknown;  // the rule is not violated, but not known to hold
  SlotSet read;
  Numbers applied;  // the chosen edits that concern the connection
  Clause clause;
};

// A connection that has to work.
struct Watched {
  model::Index connection;
  std::optional<std::uint32_t> wanted;  // its position there; none: it is guarded
  std::set<Numbers> good;               // it works with these, of all edits that concern it
};

// What is to be found out of a connection.
struct Decision {
  std::uint32_t watched;
  Numbers applied;
  std::unique_ptr<rules::FactFrame> frame;  // where there are obstacles
  std::vector<Obstacle> obstacles;
};

class FixSearch {
 public:
  FixSearch(const rules::Program& program, const RemedyIndex& remedies, model::Estate& estate, const FixRequest& request, const rules::FrameOptions& options,
            const model::ChangedHosts& hosts)
      : program_(program), remedies_(remedies), estate_(estate), request_(request), options_(options), hosts_(hosts), pool_(estate, connections(request)),
        dropped_(request.wanted.size(), false), known_only_(request.wanted.size(), false) {
    for (std::uint32_t i = 0; i < request.wanted.size(); ++i) watched_.push_back({request.wanted[i], i, {}});
    for (const Index g : request.guarded) watched_.push_back({g, std::nullopt, {{}}});  // it works until an edit reaches it
  }

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
    fix_.candidates = pool_.take();
    return std::move(fix_);
  }

 private:
  static std::vector<Index> connections(const FixRequest& request) {
    auto all = request.wanted;
    all.insert(all.end(), request.guarded.begin(), request.guarded.end());
    return all;
  }

  // The cheapest choice that works and holds none of those found before. On the way a choice need not be the cheapest; the one that
  // works is held against what is cheapest under all clauses, which bounds it from below.
  std::optional<ChangeSet> next_set() {
    constexpr std::uint64_t quick = 300'000;
    std::uint64_t thorough = 10'000'000;  // to be spent on proofs
    bool prove = request_.wanted.size() == 1;
    std::optional<Choice> works;
    Numbers last;
    for (std::size_t round = 0; round < request_.rounds; ++round) {
      const auto clauses = all_clauses();
      const auto choice = least_choice(costs_, clauses, prove ? std::max(thorough, quick) : quick, last);
      if (choice) last = choice->items;
      if (!choice) {
        if (fix_.sets.empty() && drop_hopeless()) continue;
        return std::nullopt;
      }
      if (prove) thorough -= std::min(thorough, choice->effort);
      if (works && works->cost <= choice->cost) return ChangeSet{works->items, choice->proven};
      if (!decide(choice->items)) continue;
      if (choice->proven) return ChangeSet{choice->items, true};
      works = choice;
      if (thorough == 0) return ChangeSet{choice->items, false};
      prove = true;
    }
    if (works) return ChangeSet{works->items, false};
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
      for (const auto e : f.sets.front().edits) numbers.insert(add(CandidateEdit(f.candidates[e])));
    }
    Numbers chosen(numbers.begin(), numbers.end());
    if (!decide(chosen)) return std::nullopt;
    for (std::size_t i = chosen.size(); i-- > 0;) {
      Numbers fewer = chosen;
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

  // True when everything works with these edits; else their conflicts are noted. Only connections of which it is not known yet what
  // the edits do that concern them are decided.
  bool decide(const Numbers& chosen) {
    bool good = keep_apart(chosen);
    {
      model::EstateEditor editor(estate_);
      for (const auto i : chosen) editor.apply(pool_.edits()[i].edit, pool_.edits()[i].hosts);
      std::vector<Decision> open;
      const auto decide_open = [&] {
        look_for_obstacles(open);
        for (Decision& d : open) good = take(d) && good;
        open.clear();
      };
      for (std::uint32_t w = 0; w < watched_.size(); ++w) {
        if (watched_[w].wanted && dropped_[*watched_[w].wanted]) continue;
        Numbers applied;
        std::ranges::set_intersection(pool_.concerning(w), chosen, std::back_inserter(applied));
        if (watched_[w].good.contains(applied)) continue;
        open.push_back({w, std::move(applied), nullptr, {}});
        constexpr std::size_t at_once = 512;  // frames are large
        if (open.size() == at_once) decide_open();
      }
      decide_open();
    }
    if (!pool_.fresh().empty()) take_account_of_fresh();
    return good;
  }

  // The frames only read the estate. What is found is noted afterwards and in order, so that it does not depend on the threads.
  void look_for_obstacles(std::vector<Decision>& decisions) const {
    constexpr std::size_t worth_a_thread = 32;
    for_each_in_parallel(std::vector<int>(std::max(1U, request_.threads)), decisions.size(), worth_a_thread, [&](int, std::size_t i) {
      Decision& d = decisions[i];
      d.frame = std::make_unique<rules::FactFrame>(estate_, watched_[d.watched].connection, options_);
      d.obstacles = obstacles(program_, *d.frame, options_);
      if (d.obstacles.empty()) d.frame.reset();
    });
  }

  // Two values of one fact cannot both be chosen.
  bool keep_apart(const Numbers& chosen) {
    bool good = true;
    std::map<Edit, Numbers, model::EditOrder> by_place;
    for (const auto i : chosen) {
      Edit place = pool_.edits()[i].edit;
      place.value = 0;
      for (const auto other : by_place[place])
        if (model::exclude_each_other(pool_.edits()[other].edit, pool_.edits()[i].edit)) {
          apart_.push_back({{}, {other, i}});
          good = false;
        }
      by_place[place].push_back(i);
    }
    return good;
  }

  // True where the connection works.
  bool take(Decision& d) {
    const auto wanted = watched_[d.watched].wanted;
    bool good = true;
    for (const Obstacle& o : d.obstacles)
      if (!o.of_unknown || !wanted || !known_only_[*wanted]) good = note(d, o) && good;
    if (good) watched_[d.watched].good.insert(std::move(d.applied));
    return good;
  }

  // Notes the conflict. True where it is none: an unknown rule that no edit reaches waits for facts and not for repairs.
  bool note(const Decision& d, const Obstacle& obstacle) {
    Conflict c{d.watched, obstacle.of_unknown, obstacle.read, d.applied, {}};
    for (CandidateEdit& e : candidates_for(remedies_, hosts_, *d.frame, c.read, request_.wanted.size() > 1)) add(std::move(e));
    for (const auto i : pool_.concerning(d.watched)) {
      const bool is_chosen = std::ranges::binary_search(d.applied, i);
      if ((is_chosen || usable_[i]) && may_change(pool_.edits()[i], *d.frame, c.read)) (is_chosen ? c.clause.left_out : c.clause.chosen).push_back(i);
    }
    const auto wanted = watched_[d.watched].wanted;
    if (obstacle.of_unknown && wanted && c.clause.chosen.empty() && c.clause.left_out.empty()) {
      settle_for_known(*wanted);
      return true;
    }
    conflicts_.push_back(std::move(c));
    return false;
  }

  // Edits that were not known when a conflict was noted, or were about fewer hosts, may solve it as well. What was found with an edit
  // that has come to be about more hosts since, and because of it, counts no longer.
  void take_account_of_fresh() {
    const auto any_fresh = [&](const Numbers& edits) { return std::ranges::any_of(edits, [&](std::uint32_t i) { return pool_.fresh().contains(i); }); };
    for (Watched& w : watched_) std::erase_if(w.good, any_fresh);
    std::erase_if(conflicts_, [&](const Conflict& c) { return any_fresh(c.clause.left_out); });
    // Those that were noted together stand together.
    const auto together = [](const Conflict& a, const Conflict& b) { return a.watched == b.watched && a.applied == b.applied; };
    for (auto first = conflicts_.begin(); first != conflicts_.end();) {
      const auto end = std::find_if_not(first, conflicts_.end(), [&](const Conflict& c) { return together(*first, c); });
      extend({first, end});
      first = end;
    }
    pool_.forget_fresh();
  }

  void extend(std::span<Conflict> conflicts) {
    const auto& concerning = pool_.concerning(conflicts.front().watched);
    const auto& applied = conflicts.front().applied;
    Numbers more;
    for (const auto i : pool_.fresh())
      if (usable_[i] && std::ranges::binary_search(concerning, i)) more.push_back(i);
    if (more.empty()) return;
    model::EstateEditor editor(estate_);  // as it was; what has come to be about more hosts reached nothing that was read
    for (const auto i : applied)
      if (!pool_.fresh().contains(i)) editor.apply(pool_.edits()[i].edit, pool_.edits()[i].hosts);
    rules::FactFrame frame(estate_, watched_[conflicts.front().watched].connection, options_);
    for (Conflict& c : conflicts)
      for (const auto i : more) {
        const auto at = std::ranges::lower_bound(c.clause.chosen, i);
        if ((at == c.clause.chosen.end() || *at != i) && may_change(pool_.edits()[i], frame, c.read)) c.clause.chosen.insert(at, i);
      }
  }

  std::uint32_t add(CandidateEdit&& e) {
    const std::uint32_t number = pool_.add(std::move(e));
    if (number < costs_.size()) return number;
    const CandidateEdit& added = pool_.edits()[number];
    costs_.push_back(cost_of(added));
    usable_.push_back(!request_.allowed || request_.allowed(added));
    return number;
  }

  // A change of a baseline is one change, but what weakens many hosts weakens each of them.
  std::uint64_t cost_of(const CandidateEdit& e) const {
    const std::uint64_t weight = request_.weight ? std::max(1U, request_.weight(e)) : 1, hosts = std::max<std::size_t>(1, e.hosts.size());
    return weight * (e.safety == Safety::unsafe ? hosts : 1) * per_weight + exposure_of(e.safety) * hosts * per_exposure + e.effort * per_effort;
  }

  bool has_conflicts_of_unknown(std::uint32_t wanted) const {
    return std::ranges::any_of(conflicts_, [&](const Conflict& c) { return c.watched == wanted && c.of_unknown; });
  }

  // Connections that cannot be mended even alone keep the others from being mended together. What is not known of one comes first:
  // where no edits settle it, only what is known to block it is asked to go.
  bool drop_hopeless() {
    if (request_.wanted.size() == 1) return give_up(0, true);
    bool any = false;
    std::vector<std::vector<Clause>> own(request_.wanted.size());
    for (const Conflict& c : conflicts_)
      if (c.watched < own.size()) own[c.watched].push_back(c.clause);
    for (std::uint32_t i = 0; i < own.size(); ++i)
      if (!own[i].empty() && !least_choice(costs_, own[i])) any = give_up(i, true) || any;
    for (std::uint32_t i = 0; i < own.size() && !any; ++i) {
      if (dropped_[i]) continue;
      const Fix& f = alone(i);
      any = give_up(i, !f.beyond_repair.empty() || f.sets.empty()) || any;
    }
    return any;
  }

  // True where less is asked from now on.
  bool give_up(std::uint32_t wanted, bool hopeless) {
    if (!hopeless || dropped_[wanted]) return false;
    if (!known_only_[wanted] && has_conflicts_of_unknown(wanted)) {
      settle_for_known(wanted);
      return true;
    }
    dropped_[wanted] = true;
    std::erase_if(conflicts_, [&](const Conflict& c) { return c.watched == wanted; });
    return true;
  }

  // The repair of one connection by itself, whatever it spoils; looked for once.
  const Fix& alone(std::uint32_t wanted) {
    const auto [at, is_new] = alone_.try_emplace(wanted);
    if (is_new) {
      FixRequest one = request_;
      one.wanted = {request_.wanted[wanted]};
      one.guarded.clear();
      one.alternatives = 1;
      at->second = FixSearch(program_, remedies_, estate_, one, options_, hosts_).run();
    }
    return at->second;
  }

  void settle_for_known(std::uint32_t wanted) {
    known_only_[wanted] = true;
    std::erase_if(conflicts_, [&](const Conflict& c) { return c.watched == wanted && c.of_unknown; });
  }

  const rules::Program& program_;
  const RemedyIndex& remedies_;
  model::Estate& estate_;
  const FixRequest& request_;
  const rules::FrameOptions& options_;
  const model::ChangedHosts& hosts_;
  Fix fix_;
  EditPool pool_;
  std::vector<Watched> watched_;  // the wanted ones first, in their order
  std::map<std::uint32_t, Fix> alone_;  // by position in wanted
  std::vector<std::uint64_t> costs_;
  std::vector<bool> usable_, dropped_, known_only_;
  std::vector<Conflict> conflicts_;
  std::vector<Clause> excluded_, apart_;
};

}  // namespace

Fix fix(const rules::Program& program, const RemedyIndex& remedies, model::Estate& estate, const FixRequest& request, const rules::FrameOptions& options) {
  const model::ChangedHosts hosts(estate);
  Fix fix = FixSearch(program, remedies, estate, request, options, hosts).run();
  auto connections = request.wanted;
  connections.insert(connections.end(), request.guarded.begin(), request.guarded.end());
  narrow_rules(program, estate, connections, options, fix);
  return fix;
}

}  // namespace wmireach::analyzer
