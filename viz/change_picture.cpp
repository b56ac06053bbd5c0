// SPDX-License-Identifier: Apache-2.0
#include "viz/change_picture.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "viz/change_summary.hpp"
#include "viz/domain_map.hpp"
#include "viz/estate_summary.hpp"
#include "viz/host_label.hpp"
#include "viz/label.hpp"
#include "viz/palette.hpp"
#include "viz/trust_line.hpp"
#include "viz/verdict_turn.hpp"

namespace wmireach::viz {
namespace {

using model::Estate;
using model::Index;

constexpr std::size_t most_differences = 2, difference_limit = 48, most_domains = 20;

class ChangePicture {
 public:
  ChangePicture(const Estate& before, const Estate& after, const ChangeText& text, ChangeShown shown)
      : before_(before), after_(after), text_(text), shown_(shown), u_(united(before, after)), zone_before_(places(u_.zones, &Both::before, before.zones.size())),
        zone_after_(places(u_.zones, &Both::after, after.zones.size())), host_before_(places(u_.hosts, &Both::before, before.hosts.size())),
        host_after_(places(u_.hosts, &Both::after, after.hosts.size())) {
    for (const auto& c : u_.connections) turns_.push_back(turn_of(c, text.before, text.after));
    touched_only_ = u_.hosts.size() > most_hosts || u_.connections.size() > most_connections;
    for (Index h = 0; h < u_.hosts.size(); ++h)
      if (!touched_only_ || u_.hosts[h].presence != Presence::same) drawn_.insert(h);
    for (Index c = 0; c < turns_.size(); ++c) {
      if (turns_[c].same()) continue;
      ++turning_;
      drawn_.insert({from(c), to(c)});
    }
    join_links();
    for (Index z = 0; z < u_.zones.size(); ++z)
      if (!touched_only_ || u_.zones[z].presence != Presence::same) drawn_zones_.insert(z);
    for (const Index h : drawn_) drawn_zones_.insert(zone_of(h));
    for (const auto& [zones, link] : links_)
      if (link.both.presence != Presence::same) drawn_zones_.insert({zones.first, zones.second});
  }

  bool fits() const { return drawn_.size() <= most_hosts && (!touched_only_ || turning_ <= most_connections); }

  std::string draw() {
    Lines title = text_.title;
    const std::size_t left_out = u_.zones.size() - static_cast<std::size_t>(std::ranges::count_if(drawn_zones_, [](Index z) { return z != model::none; }));
    if (left_out > 0) title.push_back("without " + std::to_string(left_out) + (left_out == 1 ? " zone that is" : " zones that are") + " not touched");
    start_picture(dot_, title, {{"rankdir", "LR"}, {"compound", "true"}, {"newrank", "true"}, {"ranksep", "0.9"}, {"nodesep", "0.3"}});
    for (Index z = 0; z < u_.zones.size(); ++z)
      if (drawn_zones_.contains(z)) zone(z);
    zone(model::none);
    domains();
    links();
    connections();
    const bool trusts = !u_.trusts.empty();
    if (shown_ == ChangeShown::change) change_legend(dot_, trusts);
    else estate_legend(dot_, false, trusts);
    return dot_.text();
  }

 private:
  static std::string host_id(Index host) { return "host" + std::to_string(host); }
  static std::string cluster_id(Index zone) { return zone == model::none ? "nowhere" : "zone" + std::to_string(zone); }

  // Where both are there, the second estate says what is written.
  bool is_before(const Both& b) const { return b.after == model::none || (shown_ == ChangeShown::before && b.before != model::none); }
  bool hidden(const Both& b) const {
    return (shown_ == ChangeShown::before && b.before == model::none) || (shown_ == ChangeShown::after && b.after == model::none);
  }
  // What is not there yet, or no more, keeps its place and is not seen.
  Attributes look(const Both& b, const Attributes& own) const {
    if (hidden(b)) return own + Attributes{{"style", "invis"}};
    return shown_ == ChangeShown::change ? own + presence_look(b.presence) : own;
  }

  // A computer stays where it ends up.
  Index zone_of(Index host) const {
    const Both& h = u_.hosts[host];
    const Index z = h.after != model::none ? after_.hosts[h.after].zone : before_.hosts[h.before].zone;
    if (z == model::none) return z;
    return h.after != model::none ? zone_after_[z] : zone_before_[z];
  }
  Index end(Index connection, Index model::Connection::* which) const {
    const Both& c = u_.connections[connection];
    return is_before(c) ? host_before_[before_.connections[c.before].*which] : host_after_[after_.connections[c.after].*which];
  }
  Index from(Index connection) const { return end(connection, &model::Connection::from); }
  Index to(Index connection) const { return end(connection, &model::Connection::to); }

  std::string name_of_zone(Index z) const {
    if (u_.zones.empty()) return "one network";
    if (z == model::none) return zone_name(after_, z);
    return is_before(u_.zones[z]) ? zone_name(before_, u_.zones[z].before) : zone_name(after_, u_.zones[z].after);
  }

  void zone(Index z) {
    std::vector<Index> hosts;
    std::size_t others = 0;
    for (Index h = 0; h < u_.hosts.size(); ++h) {
      if (zone_of(h) != z) continue;
      if (drawn_.contains(h)) hosts.push_back(h);
      else ++others;
    }
    if (z == model::none && hosts.empty() && others == 0) return;
    std::string label = name_of_zone(z);
    const Both same{.before = 0, .after = 0};
    const Both& b = z == model::none ? same : u_.zones[z];
    if (shown_ == ChangeShown::change && b.presence != Presence::same) label += "  " + presence_mark(b.presence);
    Attributes frame = zone_look() + Attributes{{"label", label}, {"tooltip", label}};
    if (hidden(b)) frame = frame + Attributes{{"style", "invis"}};
    else if (shown_ == ChangeShown::change && b.presence != Presence::same) frame = frame + Attributes{{"color", palette::purple}, {"penwidth", "3"}};
    dot_.open_cluster(cluster_id(z), frame);
    if (others > 0 || hosts.empty()) {
      with_rest_.insert(z);
      const std::string rest = others == 0 ? "no computers" : std::to_string(others) + (hosts.empty() ? "" : " other") + (others == 1 ? " computer" : " computers") + ", not touched";
      dot_.node("rest" + cluster_id(z), Attributes{{"label", rest}, {"shape", "plaintext"}, {"fontcolor", palette::quiet_ink}} + (hidden(b) ? Attributes{{"style", "invis"}} : Attributes{}));
    }
    for (const Index h : hosts) host(h);
    dot_.close_cluster();
  }

  void host(Index index) {
    const Both& b = u_.hosts[index];
    const bool first = is_before(b);
    const auto& estate = first ? before_ : after_;
    const auto& h = estate.hosts[first ? b.before : b.after];
    Lines label = host_label(estate, h), tooltip = host_tooltip(estate, h);
    if (shown_ == ChangeShown::change && b.presence != Presence::same) {
      label.insert(label.begin(), presence_mark(b.presence));
      for (std::size_t i = 0; i < b.differences.size() && i < most_differences; ++i) label.push_back(shortened(b.differences[i], difference_limit));
      if (b.differences.size() > most_differences) label.push_back("and " + std::to_string(b.differences.size() - most_differences) + " more");
      tooltip.insert(tooltip.end(), b.differences.begin(), b.differences.end());
    }
    const auto& links = (first ? text_.before : text_.after).host_links;
    dot_.node(host_id(index), look(b, Attributes{{"label", std::move(label)}, {"tooltip", std::move(tooltip)}} + host_look()) + link_to(links.empty() ? "" : links[first ? b.before : b.after]));
  }

  void domains() {
    if (u_.domains.empty() || u_.domains.size() > most_domains) return;
    const auto hosts_before = hosts_by_domain(before_), hosts_after = hosts_by_domain(after_);
    dot_.open_cluster("domains", Attributes{{"label", "domains and trusts"}} + zone_look());
    for (Index i = 0; i < u_.domains.size(); ++i) {
      const Both& b = u_.domains[i];
      const bool first = is_before(b);
      const std::string& name = first ? before_.domains[b.before].name : after_.domains[b.after].name;
      const std::size_t n = first ? hosts_before[b.before] : hosts_after[b.after];
      Lines label{shortened(name, name_limit), std::to_string(n) + (n == 1 ? " computer" : " computers")};
      if (shown_ == ChangeShown::change && b.presence != Presence::same) label.insert(label.begin(), presence_mark(b.presence));
      dot_.node(domain_id(i), look(b, {{"label", std::move(label)}, {"tooltip", name}, {"shape", "ellipse"}, {"style", "filled"}, {"fillcolor", palette::paper}}));
    }
    dot_.close_cluster();
    const auto domain_before = places(u_.domains, &Both::before, before_.domains.size()), domain_after = places(u_.domains, &Both::after, after_.domains.size());
    for (const Both& b : u_.trusts) {
      const bool first = is_before(b);
      const auto& estate = first ? before_ : after_;
      const auto& t = estate.trusts[first ? b.before : b.after];
      const auto& at = first ? domain_before : domain_after;
      Attributes line = trust_line(estate, t);
      if (shown_ == ChangeShown::change && b.presence != Presence::same) line.front().lines.insert(line.front().lines.begin(), presence_mark(b.presence));
      dot_.edge(domain_id(at[t.trusting]), domain_id(at[t.trusted]), look(b, line));
    }
  }

  // Apart from the ends of arrows where that can be, so that the words of both have room.
  std::string node_in(Index zone) const {
    if (with_rest_.contains(zone)) return "rest" + cluster_id(zone);
    for (const Index h : drawn_)
      if (zone_of(h) == zone) return host_id(h);
    return "rest" + cluster_id(zone);
  }

  // A link, with what was written on it before.
  struct Line {
    Both both;
    LinkLine line;
    Lines was;
  };

  // A link is the same where it joins the same zones.
  void join_links() {
    auto& lines = links_;
    for (const auto& l : link_lines(before_)) lines[std::minmax(zone_before_[l.from], zone_before_[l.to])] = {{.before = 0, .presence = Presence::removed}, {zone_before_[l.from], zone_before_[l.to], l.both, l.label, l.tooltip}, {}};
    for (const auto& l : link_lines(after_)) {
      const LinkLine now{zone_after_[l.from], zone_after_[l.to], l.both, l.label, l.tooltip};
      const auto [found, is_new] = lines.try_emplace(std::minmax(now.from, now.to), Line{{.after = 0, .presence = Presence::added}, now, {}});
      if (is_new) continue;
      Line& line = found->second;
      line.both.after = 0;
      line.both.presence = line.line.tooltip == now.tooltip ? Presence::same : Presence::changed;
      line.was = line.line.label;
      if (shown_ != ChangeShown::before) line.line = now;
    }
  }

  void links() {
    for (auto& [key, l] : links_) {
      if (!drawn_zones_.contains(key.first) || !drawn_zones_.contains(key.second)) continue;
      if (shown_ == ChangeShown::change && l.both.presence != Presence::same) {
        l.line.label.insert(l.line.label.begin(), presence_mark(l.both.presence));
        if (l.both.presence == Presence::changed && l.was != l.line.label) {
          l.line.label.emplace_back("was:");
          l.line.label.insert(l.line.label.end(), l.was.begin(), l.was.end());
        }
      }
      Attributes own = link_look() + Attributes{{"ltail", "cluster_" + cluster_id(l.line.from)}, {"lhead", "cluster_" + cluster_id(l.line.to)}, line_label(l.line.label), {"tooltip", l.line.tooltip},
                                                {"dir", l.line.both ? "both" : "forward"}};
      if (hidden(l.both)) own = own + Attributes{{"style", "invis"}};
      else if (shown_ == ChangeShown::change && l.both.presence != Presence::same)
        own = own + presence_look(l.both.presence) + Attributes{{"penwidth", "6"}};
      dot_.edge(node_in(l.line.from), node_in(l.line.to), own);
    }
  }

  // Those of the same two computers with the same verdicts share an arrow.
  void connections() {
    std::map<std::tuple<Index, Index, Turn>, std::vector<Index>> arrows;
    for (Index c = 0; c < turns_.size(); ++c)
      if (!touched_only_ || !turns_[c].same()) arrows[{from(c), to(c), turns_[c]}].push_back(c);
    for (const auto& [key, members] : arrows) arrow(std::get<0>(key), std::get<1>(key), std::get<2>(key), members);
  }

  // Where the verdict stays and its stage does not, both stages.
  std::string reason(const Both& b, const Turn& turn, const std::string& own) const {
    if (shown_ != ChangeShown::change || turn.same_reason || turn.before != turn.after) return own;
    return text_.before.connections[b.before].reason + " \u2192 " + text_.after.connections[b.after].reason;
  }

  void arrow(Index from, Index to, const Turn& turn, const std::vector<Index>& members) {
    const Both& b = u_.connections[members.front()];
    const bool first = is_before(b);
    const auto kind = shown_ == ChangeShown::before && turn.before ? *turn.before : turn.now();
    Lines label = shown_ == ChangeShown::change ? turn_lines(turn) : Lines{verdict_mark(kind)}, tooltip;
    const auto& estate = first ? before_ : after_;
    const auto& own = first ? text_.before.connections[b.before] : text_.after.connections[b.after];
    if (members.size() > 1) label.push_back(std::to_string(members.size()) + " connections");
    else label.push_back(shortened(estate.connections[first ? b.before : b.after].id, name_limit));
    if (members.size() == 1) label.push_back(reason(b, turn, own.reason));
    if (label.back().empty()) label.pop_back();
    for (const Index c : members) {
      const Both& m = u_.connections[c];
      const std::string& id = m.after == model::none ? before_.connections[m.before].id : after_.connections[m.after].id;
      if (m.before != model::none && shown_ != ChangeShown::after) tooltip.push_back(id + ", before: " + text_.before.connections[m.before].detail);
      if (m.after != model::none && shown_ != ChangeShown::before) tooltip.push_back(id + ", after: " + text_.after.connections[m.after].detail);
    }
    Attributes line = (shown_ == ChangeShown::change ? turn_look(turn) : verdict_look(kind)) + Attributes{line_label(std::move(label)), {"tooltip", std::move(tooltip)}};
    if (hidden(b)) line = line + Attributes{{"style", "invis"}};
    dot_.edge(host_id(from), host_id(to), line + link_to(members.size() == 1 ? own.link : own.shared_link));
  }

  const Estate &before_, &after_;
  const ChangeText& text_;
  const ChangeShown shown_;
  const EstateUnion u_;
  const std::vector<Index> zone_before_, zone_after_, host_before_, host_after_;  // places in the union
  std::vector<Turn> turns_;                                                       // of the connections of the union
  std::set<Index> drawn_, drawn_zones_, with_rest_;                               // hosts; zones, and none where a host is in none; zones with more computers than are drawn
  std::map<std::pair<Index, Index>, Line> links_;                                 // by zones
  std::size_t turning_ = 0;
  bool touched_only_ = false;
  Dot dot_;
};

}  // namespace

std::string change_picture(const Estate& before, const Estate& after, const ChangeText& text, ChangeShown shown) {
  ChangePicture picture(before, after, text, shown);
  return picture.fits() ? picture.draw() : change_summary(before, after, text, shown);
}

}  // namespace wmireach::viz
