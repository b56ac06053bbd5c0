// SPDX-License-Identifier: Apache-2.0
#include "evidence/capture_record.hpp"

#include <algorithm>
#include <map>

#include "evidence/attempts.hpp"

namespace wmireach::evidence {
namespace {

using capture::Conversation;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Sighting;
using observation::Step;

capture::Address address_of(const AddressBytes& bytes) {
  capture::Address a{.is_ipv6 = bytes.size() == 16};
  std::ranges::copy(bytes, a.bytes.begin());
  return a;
}

const char* reason(Step step) {
  switch (step) {
    case Step::resolve: return "names are not read from a capture";
    case Step::endpoint_mapper:
    case Step::object_resolver: return "the capture does not show that the client asked for it";
    case Step::identify: return "HTTP is not read from a capture";
    default: return "not in the capture";
  }
}

// By the address of the server, in the order of their first packets.
using ByServer = std::map<capture::Address, std::vector<const Conversation*>>;

bool calls(const Wanted& w, const capture::Address& client) {
  const auto has = [&](const std::vector<AddressBytes>& all) { return std::ranges::find(all, client, address_of) != all.end(); };
  return has(w.client_addresses) || (w.client_addresses.empty() && w.any_client && !has(w.others));
}

std::vector<const Conversation*> of(const Wanted& w, const ByServer& by_server) {
  std::vector<const Conversation*> found;
  for (const auto& address : w.target_addresses)
    if (const auto at = by_server.find(address_of(address)); at != by_server.end())
      for (const auto* c : at->second)
        if (calls(w, c->client.address)) found.push_back(c);
  std::ranges::stable_sort(found, {}, &Conversation::first_packet);
  return found;
}

void note(Sighting& sighting, std::string text) {
  if (!sighting.looks.empty()) sighting.looks.front().found.emplace_back("note", std::move(text));
}

std::string several(std::size_t n, const std::string& what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

// Attempts of different clients or to different addresses are followed each by itself.
std::vector<Attempt> attempts_of(const std::vector<const Conversation*>& conversations, std::int64_t ended_at) {
  std::map<capture::Address, std::vector<const Conversation*>> by_client;
  for (const auto* c : conversations) by_client[c->client.address].push_back(c);
  std::vector<Attempt> all;
  for (const auto& [client, own] : by_client)
    for (auto& a : attempts(own, ended_at))
      if (!a.looks.empty()) all.push_back(std::move(a));
  std::ranges::stable_sort(all, {}, &Attempt::first_packet);
  return all;
}

// nullopt: nothing of it, or nothing that is its own; then `foreign` tells how many attempts were others'.
std::optional<Sighting> by_dcom(const Wanted& w, const std::vector<const Conversation*>& conversations, std::int64_t ended_at, std::size_t& foreign) {
  auto all = attempts_of(conversations, ended_at);
  const std::size_t before = all.size();
  std::erase_if(all, [&](const Attempt& a) { return (a.account && !may_be_account(w, *a.account)) || (a.wmi_namespace && !is_namespace(w, *a.wmi_namespace)); });
  foreign = before - all.size();
  if (all.empty()) return std::nullopt;
  const auto counts = [](const Attempt& a) { return a.asks || a.is_complete; };
  if (std::ranges::any_of(all, counts)) std::erase_if(all, [&](const Attempt& a) { return !counts(a); });
  const auto last_complete = std::ranges::find_if(all.rbegin(), all.rend(), &Attempt::is_complete);
  Attempt& chosen = last_complete == all.rend() ? all.back() : *last_complete;
  Sighting s{.connection = w.connection, .target = w.target, .looks = std::move(chosen.looks)};
  complete(s, w, s.looks.front().to, reason);
  if (all.size() > 1)
    note(s, several(all.size(), "attempt") + " in the capture; this is " + (last_complete == all.rend() ? "the last one" : "the last one that came to an end") + ", packets " + std::to_string(chosen.first_packet) + " to " + std::to_string(chosen.last_packet));
  if (foreign > 0) note(s, several(foreign, "attempt") + " by another account or to another namespace left out");
  if (chosen.gaps > 0) note(s, "bytes are missing in the capture at " + several(chosen.gaps, "place"));
  return s;
}

std::optional<Sighting> by_ws_man(const Wanted& w, const std::vector<const Conversation*>& conversations, std::int64_t ended_at) {
  std::vector<const Conversation*> own;
  for (const auto* c : conversations)
    if (c->server.port == w.port) own.push_back(c);
  if (own.empty()) return std::nullopt;
  Sighting s{.connection = w.connection, .target = w.target, .looks = {connect_look(Step::connect, *own.back(), ended_at)}};
  complete(s, w, s.looks.front().to, reason);
  if (own.size() > 1) note(s, several(own.size(), "attempt") + " in the capture; this is the last one");
  return s;
}

}  // namespace

Evidence capture_record(const capture::Capture& capture, const std::vector<Wanted>& wanted) {
  Evidence out;
  out.record.source = observation::Source::capture;
  if (capture.packets > 0) out.record.seen_at = utc_text(capture.began_at / 1'000'000);
  ByServer by_server;
  for (const auto& c : capture.conversations) by_server[c.server.address].push_back(&c);
  std::size_t unseen = 0;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> alike;  // ids by client and target
  for (const auto& w : wanted) {
    const auto conversations = of(w, by_server);
    std::size_t foreign = 0;
    auto sighting = conversations.empty() ? std::nullopt : w.ws_man ? by_ws_man(w, conversations, capture.ended_at) : by_dcom(w, conversations, capture.ended_at, foreign);
    if (sighting) {
      if (!w.ws_man) alike[{w.client, w.target}].push_back(w.connection);
      out.record.sightings.push_back(std::move(*sighting));
    } else if (foreign > 0) {
      out.notes.push_back(w.connection + ": " + several(foreign, "attempt") + " from " + w.client + " to " + w.target + ", each by another account or to another namespace");
    } else {
      ++unseen;
    }
  }
  if (unseen > 0) out.notes.push_back("the capture has no packets of " + several(unseen, "connection"));
  for (const auto& [ends, ids] : alike)
    if (ids.size() > 1) {
      std::string names;
      for (const auto& id : ids) names += (names.empty() ? "" : ", ") + id;
      out.notes.push_back(names + " have one client and one target; what the packets do not tell apart, by account or namespace, is held against each of them");
    }
  if (capture.fragments_left_out > 0) out.notes.push_back(several(capture.fragments_left_out, "IP fragment") + " left out");
  if (capture.damaged_packets > 0) out.notes.push_back(several(capture.damaged_packets, "damaged packet") + " left out");
  if (capture.packets_left_out > 0) out.notes.push_back(several(capture.packets_left_out, "packet") + " left out, as there are too many connections");
  return out;
}

}  // namespace wmireach::evidence
