// SPDX-License-Identifier: Apache-2.0
#include "evidence/scan_record.hpp"

#include <algorithm>
#include <map>

#include "model/address.hpp"

namespace wmireach::evidence {
namespace {

using exports::ScannedHost;
using exports::ScannedPorts;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Sighting;
using observation::Step;

constexpr std::uint32_t server_unavailable = 0x800706BA;  // what a caller of DCOM is told

const char* reason(Step step) {
  switch (step) {
    case Step::resolve: return "a scan is made by address";
    case Step::connect: return "the port was not scanned";
    case Step::service_port: return "a scan does not tell which port is that of the WMI service";
    default: return "a scan makes no calls";
  }
}

// nmap.org/book/man-port-scanning-basics.html; reasons are those of nmap's portreasons.cc.
std::optional<Ending> ending_of(const ScannedPorts& p) {
  if (p.state == "open") return Ending::done;
  if (p.state == "closed") return Ending::refused;
  if (p.state != "filtered") return std::nullopt;  // open|filtered, closed|filtered, unfiltered: it may be either
  if (p.reason == "port-unreach" || p.reason == "reset" || p.reason == "conn-refused") return Ending::refused;
  if (p.reason.ends_with("-prohibited")) return Ending::prohibited;  // admin, host, net
  if (p.reason.ends_with("-unreach") || p.reason == "time-exceeded") return Ending::unreachable;  // net, host, proto, dest
  return Ending::dropped;
}

Look look(Step step, const ScannedPorts& p, std::uint16_t port, const std::string& to, bool ws_man) {
  Look l{.step = step, .to = to, .port = port};
  l.text = p.state + (p.reason.empty() ? "" : ", " + p.reason) + (p.reason_from.empty() ? "" : " from " + p.reason_from);
  const auto ending = ending_of(p);
  if (!ending) return l;
  l.ending = *ending;
  l.result = *ending == Ending::done ? Result::passed : Result::failed;
  if (l.result == Result::failed && !ws_man) l.code = server_unavailable;
  return l;
}

// Of the dynamic range: what all of its ports say, if it is the same and no packet passed; otherwise counts, in words.
std::optional<Look> service_port(const Wanted& w, const ScannedHost& host, const std::string& to) {
  if (w.service_port) {
    const auto* p = host.port(*w.service_port);
    return p == nullptr ? std::nullopt : std::optional(look(Step::service_port, *p, *w.service_port, to, false));
  }
  const auto [first, last] = w.dynamic_range;
  std::map<std::string, std::size_t> counts;
  const ScannedPorts* one = nullptr;
  bool alike = true;
  std::vector<bool> told(static_cast<std::size_t>(last) - first + 1);
  for (const auto& p : host.tcp)
    for (std::size_t port = std::max(first, p.first); port <= std::min(last, p.last); ++port) {
      if (told[port - first]) continue;
      told[port - first] = true;
      ++counts[p.state];
      alike = alike && p.state == "filtered" && (one == nullptr || one->reason == p.reason);
      if (one == nullptr) one = &p;
    }
  if (counts.empty()) return std::nullopt;
  std::string text;
  for (const auto& [state, n] : counts) text += (text.empty() ? "" : ", ") + std::to_string(n) + " " + state;
  text += " of the ports " + std::to_string(first) + " to " + std::to_string(last);
  if (alike && std::ranges::all_of(told, [](bool t) { return t; })) {
    Look l = look(Step::service_port, *one, 0, to, false);
    l.text += "; " + text;
    return l;
  }
  return Look{.step = Step::service_port, .to = to, .text = text + "; a scan does not tell which is that of the WMI service"};
}

struct Match {
  const ScannedHost* host = nullptr;
  std::string address;  // by which it was found, or its first one
};

std::string key_of(const AddressBytes& bytes) { return {bytes.begin(), bytes.end()}; }

class Index {
 public:
  explicit Index(const exports::PortScan& scan) {
    for (const auto& h : scan.hosts) {
      for (const auto& a : h.addresses)
        if (const auto bytes = model::address_bytes(a); !bytes.empty()) by_address_[key_of(bytes)].push_back({&h, a});
      for (const auto& n : h.names) {
        std::string name = folded_ascii(n);
        if (name.ends_with('.')) name.pop_back();
        if (!h.addresses.empty()) by_name_[name].push_back({&h, h.addresses.front()});
      }
    }
  }

  std::vector<Match> find(const Wanted& w) const {
    std::vector<Match> found;
    const auto take = [&](const Matches& all, const std::string& key) {
      const auto at = all.find(key);
      if (at == all.end()) return;
      for (const auto& m : at->second)
        if (std::ranges::find(found, m.host, &Match::host) == found.end()) found.push_back(m);
    };
    for (const auto& a : w.target_addresses) take(by_address_, key_of(a));
    for (const auto& n : w.target_names) take(by_name_, n);
    return found;
  }

 private:
  using Matches = std::map<std::string, std::vector<Match>>;
  Matches by_address_, by_name_;
};

std::string several(std::size_t n, const std::string& what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

}  // namespace

Evidence scan_record(const exports::PortScan& scan, const std::vector<Wanted>& wanted) {
  Evidence out;
  out.record.source = observation::Source::scan;
  if (scan.began_at) out.record.seen_at = utc_text(*scan.began_at);
  const Index index(scan);
  std::size_t unseen = 0, down = 0;
  for (const auto& w : wanted) {
    const auto hosts = index.find(w);
    if (hosts.empty()) {
      ++unseen;
      continue;
    }
    Sighting s{.connection = w.connection, .target = w.target, .looks = {}};
    for (const auto& [host, address] : hosts) {
      if (!host->is_up) continue;
      if (const auto* p = host->port(w.port)) s.looks.push_back(look(Step::connect, *p, w.port, address, w.ws_man));
      if (!w.ws_man)
        if (auto l = service_port(w, *host, address)) s.looks.push_back(std::move(*l));
    }
    if (std::ranges::none_of(hosts, [](const Match& m) { return m.host->is_up; })) {
      ++down;
      continue;
    }
    const std::string to = hosts.front().address;
    complete(s, w, to, reason);
    out.record.sightings.push_back(std::move(s));
  }
  if (unseen > 0) out.notes.push_back("the target of " + several(unseen, "connection") + " was not scanned, or the scenario states no address of it");
  if (down > 0) out.notes.push_back("the target of " + several(down, "connection") + " did not answer the scanner at all, and its ports were not scanned");
  if (!scan.is_whole) out.notes.push_back("the scan has no end; computers may be missing");
  return out;
}

}  // namespace wmireach::evidence
