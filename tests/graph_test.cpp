// SPDX-License-Identifier: Apache-2.0
// Trust paths and port paths over small hand-made estates.
#include <catch2/catch.hpp>

#include "model/network_graph.hpp"
#include "model/trust_graph.hpp"

using namespace wmireach::model;

namespace {

Estate domains(std::initializer_list<const char*> names) {
  Estate e;
  for (const char* name : names) e.domains.push_back({name, {}, {}, no_location});
  return e;
}

void trust(Estate& e, Index trusting, Index trusted, TrustKind kind, TrustDirection direction, Truth selective = Truth::False) {
  const bool transitive = kind != TrustKind::external && kind != TrustKind::realm;
  e.trusts.push_back({trusting, trusted, kind, direction, transitive, selective, Truth::False, no_location});
}

// Zones 0, 1, 2 ... with one host in each; host i is in zone i.
Estate zones(std::size_t n) {
  Estate e;
  for (std::size_t i = 0; i < n; ++i) {
    e.zones.push_back({"zone" + std::to_string(i), no_location});
    Host h;
    h.name = "host" + std::to_string(i);
    h.zone = static_cast<Index>(i);
    e.hosts.push_back(std::move(h));
  }
  return e;
}

LinkRule rule(RuleAction action, std::vector<PortRange> ports, LocationId where = no_location) { return {action, std::move(ports), {}, {}, where}; }

Index link(Estate& e, Index from, Index to, std::vector<LinkRule> rules, RuleAction fallback = RuleAction::block, bool nat = false) {
  e.links.push_back({from, to, std::move(rules), fallback, nat, no_location});
  return static_cast<Index>(e.links.size() - 1);
}

Index open_link(Estate& e, Index from, Index to, bool nat = false) { return link(e, from, to, {}, RuleAction::allow, nat); }

constexpr PortRange mapper{135, 135}, dynamic{49152, 65535};

}  // namespace

TEST_CASE("a domain accepts its own accounts without any trust") {
  const Estate e = domains({"a"});
  const auto path = find_trust_path(e, 0, 0);
  CHECK(path.found);
  CHECK(path.trusts.empty());
  CHECK_FALSE(find_trust_path(e, none, 0).found);
  CHECK_FALSE(find_trust_path(e, 0, none).found);
}

TEST_CASE("a one-way trust serves the trusting domain only (B-AUTH-21)") {
  Estate e = domains({"resource", "account"});
  trust(e, 0, 1, TrustKind::external, TrustDirection::one_way);
  CHECK(find_trust_path(e, 0, 1).trusts == std::vector<Index>{0});
  CHECK_FALSE(find_trust_path(e, 1, 0).found);
}

TEST_CASE("a two-way trust serves both domains") {
  Estate e = domains({"a", "b"});
  trust(e, 0, 1, TrustKind::forest, TrustDirection::two_way);
  CHECK(find_trust_path(e, 0, 1).found);
  CHECK(find_trust_path(e, 1, 0).found);
}

TEST_CASE("external and realm trusts reach no further than their two domains (B-AUTH-22)") {
  for (const auto kind : {TrustKind::external, TrustKind::realm}) {
    Estate e = domains({"a", "b", "c"});
    trust(e, 0, 1, kind, TrustDirection::two_way);
    trust(e, 1, 2, TrustKind::parent_child, TrustDirection::two_way);
    CHECK(find_trust_path(e, 0, 1).found);
    CHECK_FALSE(find_trust_path(e, 0, 2).found);
    CHECK_FALSE(find_trust_path(e, 2, 0).found);
  }
}

TEST_CASE("parent-child, shortcut and forest trusts lead on (B-AUTH-22)") {
  Estate e = domains({"child", "root", "other-root", "other-child"});
  trust(e, 1, 0, TrustKind::parent_child, TrustDirection::two_way);
  trust(e, 1, 2, TrustKind::forest, TrustDirection::two_way);
  trust(e, 2, 3, TrustKind::parent_child, TrustDirection::two_way);
  CHECK(find_trust_path(e, 0, 3).trusts == std::vector<Index>{0, 1, 2});
  CHECK(find_trust_path(e, 3, 0).trusts == std::vector<Index>{2, 1, 0});
}

TEST_CASE("the direction holds on every trust of a path") {
  Estate e = domains({"a", "b", "c"});
  trust(e, 0, 1, TrustKind::forest, TrustDirection::one_way);
  trust(e, 1, 2, TrustKind::parent_child, TrustDirection::two_way);
  CHECK(find_trust_path(e, 0, 2).found);
  CHECK_FALSE(find_trust_path(e, 2, 0).found);
}

// Microsoft, "How Domain and Forest Trusts Work": a forest trust is transitive between its two forests, and is not
// extended to a third forest that one of them trusts.
TEST_CASE("a forest trust is not extended to a third forest") {
  Estate e = domains({"forest1", "forest2", "forest3"});
  trust(e, 0, 1, TrustKind::forest, TrustDirection::two_way);
  trust(e, 1, 2, TrustKind::forest, TrustDirection::two_way);
  CHECK_FALSE(find_trust_path(e, 0, 2).found);
}

TEST_CASE("the shortest of several trust paths is taken") {
  Estate e = domains({"a", "b", "c"});
  trust(e, 0, 1, TrustKind::parent_child, TrustDirection::two_way);
  trust(e, 1, 2, TrustKind::parent_child, TrustDirection::two_way);
  trust(e, 0, 2, TrustKind::shortcut, TrustDirection::two_way);
  CHECK(find_trust_path(e, 0, 2).trusts == std::vector<Index>{2});
}

TEST_CASE("selective authentication anywhere on the path counts (B-AUTH-20)") {
  const auto selective = [](Truth first, Truth second) {
    Estate e = domains({"a", "b", "c"});
    trust(e, 0, 1, TrustKind::forest, TrustDirection::one_way, first);
    trust(e, 1, 2, TrustKind::parent_child, TrustDirection::two_way, second);
    return find_trust_path(e, 0, 2).selective_authentication;
  };
  CHECK(selective(Truth::False, Truth::False) == Truth::False);
  CHECK(selective(Truth::True, Truth::False) == Truth::True);
  CHECK(selective(Truth::Unknown, Truth::False) == Truth::Unknown);
  CHECK(selective(Truth::Unknown, Truth::True) == Truth::True);
}

TEST_CASE("a circle of trusts ends the search") {
  Estate e = domains({"a", "b", "c", "far"});
  for (const Index i : {0U, 1U, 2U}) trust(e, i, (i + 1) % 3, TrustKind::shortcut, TrustDirection::one_way);
  CHECK(find_trust_path(e, 0, 2).found);
  CHECK_FALSE(find_trust_path(e, 0, 3).found);
}

TEST_CASE("hosts of one zone reach each other on every port") {
  Estate e = zones(1);
  e.hosts.push_back(e.hosts[0]);
  CHECK(find_port_path(e, 0, 1, dynamic).coverage == PortCoverage::open);
  CHECK(zones_are_linked(e, 0, 1));
}

TEST_CASE("the first rule that fits a port decides") {
  Estate e = zones(2);
  const auto coverage = [&](std::vector<LinkRule> rules, PortRange ports, RuleAction fallback = RuleAction::block) {
    e.links.clear();
    link(e, 0, 1, std::move(rules), fallback);
    return link_coverage(e.links[0], 0, 1, ports, nullptr);
  };
  using enum RuleAction;
  CHECK(coverage({rule(allow, {{135, 135}})}, mapper) == PortCoverage::open);
  CHECK(coverage({rule(block, {{135, 135}}), rule(allow, {{135, 135}})}, mapper) == PortCoverage::closed);
  CHECK(coverage({rule(allow, {{135, 135}}), rule(block, {})}, mapper) == PortCoverage::open);
  CHECK(coverage({rule(block, {}), rule(allow, {})}, dynamic) == PortCoverage::closed);
  CHECK(coverage({rule(allow, {{49152, 50000}})}, dynamic) == PortCoverage::partial);
  CHECK(coverage({rule(allow, {{49152, 50000}, {50001, 65535}})}, dynamic) == PortCoverage::open);
  CHECK(coverage({rule(allow, {{1, 50000}}), rule(allow, {{50001, 65535}})}, dynamic) == PortCoverage::open);
  CHECK(coverage({rule(block, {{50000, 50000}})}, dynamic, allow) == PortCoverage::partial);
  CHECK(coverage({rule(block, {{1, 1024}})}, dynamic, allow) == PortCoverage::open);
  CHECK(coverage({}, dynamic) == PortCoverage::closed);
  CHECK(coverage({}, dynamic, allow) == PortCoverage::open);
  CHECK(coverage({rule(allow, {{65535, 65535}})}, {65535, 65535}) == PortCoverage::open);
}

TEST_CASE("a rule for named hosts counts for no other host") {
  Estate e = zones(2);
  LinkRule to_one = rule(RuleAction::allow, {{135, 135}});
  to_one.to = {1};
  link(e, 0, 1, {to_one});
  CHECK(link_coverage(e.links[0], 0, 1, mapper, nullptr) == PortCoverage::open);
  CHECK(link_coverage(e.links[0], 0, 0, mapper, nullptr) == PortCoverage::closed);
  e.links[0].rules[0].from = {1};
  CHECK(link_coverage(e.links[0], 0, 1, mapper, nullptr) == PortCoverage::closed);
}

TEST_CASE("a link leads one way") {
  Estate e = zones(2);
  open_link(e, 0, 1);
  CHECK(find_port_path(e, 0, 1, mapper).coverage == PortCoverage::open);
  CHECK(find_port_path(e, 1, 0, mapper).coverage == PortCoverage::closed);
  CHECK(zones_are_linked(e, 0, 1));
  CHECK_FALSE(zones_are_linked(e, 1, 0));
}

TEST_CASE("without any chain of links nothing is open and nothing is named as blocking") {
  const auto path = find_port_path(zones(2), 0, 1, mapper);
  CHECK(path.coverage == PortCoverage::closed);
  CHECK(path.links.empty());
  CHECK(path.blocking_link == none);
  CHECK(path.blocking_rule == no_location);
}

TEST_CASE("a path over several zones is as open as its tightest link") {
  Estate e = zones(3);
  const Index first = open_link(e, 0, 1);
  const Index second = link(e, 1, 2, {rule(RuleAction::allow, {{49152, 50000}})});
  const auto path = find_port_path(e, 0, 2, dynamic);
  CHECK(path.coverage == PortCoverage::partial);
  CHECK(path.links == std::vector<Index>{first, second});
  CHECK(path.blocking_link == second);
}

TEST_CASE("two links that share no open port let nothing through") {
  Estate e = zones(3);
  link(e, 0, 1, {rule(RuleAction::allow, {{49152, 50000}})});
  link(e, 1, 2, {rule(RuleAction::allow, {{60000, 65535}})});
  CHECK(find_port_path(e, 0, 2, dynamic).coverage == PortCoverage::closed);
}

TEST_CASE("an open way round is preferred to a short closed one") {
  Estate e = zones(3);
  link(e, 0, 2, {});
  const Index a = open_link(e, 0, 1), b = open_link(e, 1, 2);
  CHECK(find_port_path(e, 0, 2, mapper).links == std::vector<Index>{a, b});
}

TEST_CASE("a path without address translation is preferred, even a longer one (B-NET-08)") {
  Estate e = zones(3);
  const Index translated = open_link(e, 0, 2, true);
  CHECK(find_port_path(e, 0, 2, mapper).nat);
  CHECK(find_port_path(e, 0, 2, mapper).links == std::vector<Index>{translated});
  const Index a = open_link(e, 0, 1), b = open_link(e, 1, 2);
  CHECK_FALSE(find_port_path(e, 0, 2, mapper).nat);
  CHECK(find_port_path(e, 0, 2, mapper).links == std::vector<Index>{a, b});
}

TEST_CASE("a partly open path without address translation is preferred as well") {
  Estate e = zones(3);
  const auto some = [] { return std::vector{rule(RuleAction::allow, {{49152, 50000}})}; };
  link(e, 0, 2, some(), RuleAction::block, true);
  link(e, 0, 1, some());
  link(e, 1, 2, some());
  const auto path = find_port_path(e, 0, 2, dynamic);
  CHECK(path.coverage == PortCoverage::partial);
  CHECK_FALSE(path.nat);
}

TEST_CASE("the link and the rule that block are named") {
  Estate e = zones(3);
  open_link(e, 0, 1);
  const Index blocking = link(e, 1, 2, {rule(RuleAction::allow, {{80, 80}}), rule(RuleAction::block, {{1, 1024}}, 7)});
  auto path = find_port_path(e, 0, 2, mapper);
  CHECK(path.coverage == PortCoverage::closed);
  CHECK(path.blocking_link == blocking);
  CHECK(path.blocking_rule == 7);
  e.links[blocking].rules.clear();
  path = find_port_path(e, 0, 2, mapper);
  CHECK(path.blocking_link == blocking);
  CHECK(path.blocking_rule == no_location);
}

TEST_CASE("the links that lead from zone to zone are counted along the shortest chain, whatever their rules") {
  Estate e = zones(5);
  open_link(e, 0, 1);
  link(e, 1, 2, {});
  open_link(e, 2, 3);
  open_link(e, 0, 2);
  open_link(e, 4, 0);
  CHECK(links_away(e, 0) == std::vector<std::size_t>{0, 1, 1, 2, SIZE_MAX});
}
