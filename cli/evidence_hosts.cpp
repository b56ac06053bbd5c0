// SPDX-License-Identifier: Apache-2.0
#include "cli/evidence_hosts.hpp"

#include <algorithm>
#include <map>

#include "model/address.hpp"
#include "rules/suggestion.hpp"
#include "rules/type.hpp"

namespace wmireach::cli {
namespace {

using evidence::AddressBytes;
using evidence::Wanted;
using observation::Source;
using rules::ConnectionFact;
using rules::FactFrame;
using rules::HostFact;
using rules::Role;

std::vector<AddressBytes> stated_addresses(const model::Host& host) {
  std::vector<AddressBytes> out;
  for (const auto& a : host.addresses)
    if (auto bytes = model::address_bytes(a.substr(0, a.find('/'))); !bytes.empty()) out.push_back(std::move(bytes));
  return out;
}

class Finder {
 public:
  Finder(const model::Estate& estate, Source source, const rules::FrameOptions& options) : estate_(estate), source_(source), options_(options) {
    for (const auto& h : estate.hosts) addresses_.push_back(stated_addresses(h));
    names_.resize(estate.hosts.size());
    for (std::size_t i = 0; i < estate.hosts.size(); ++i) {
      const auto& h = estate.hosts[i];
      names_[i].push_back(evidence::folded_ascii(h.name));
      if (h.name.find('.') == std::string::npos && h.domain != model::none) names_[i].push_back(evidence::folded_ascii(h.name + "." + estate.domains[h.domain].name));
    }
  }

  void read_calls(const std::vector<std::string>& calls) {
    for (const auto& text : calls) {
      const auto equals = text.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        wrong_.push_back({.file = "--call", .message = "'" + text + "' names no host and its address", .hint = "write it as HOST=ADDRESS, such as SRV1=192.0.2.10"});
        continue;
      }
      const auto host = host_of("--call", text.substr(0, equals));
      if (host == model::none) continue;
      const std::string value = text.substr(equals + 1);
      if (auto bytes = model::address_bytes(value); !bytes.empty()) addresses_[host].push_back(std::move(bytes));
      else if (source_ == Source::scan) names_[host].push_back(evidence::folded_ascii(value));
      else wrong_.push_back({.file = "--call", .message = "'" + value + "' is no address, and a capture knows addresses only", .hint = "write it as HOST=ADDRESS, such as SRV1=192.0.2.10"});
    }
  }

  EvidenceHosts find(const std::vector<model::Index>& chosen, const std::string& stands_for) {
    const auto here = stands_for.empty() ? model::none : host_of("--as", stands_for);
    if (!wrong_.empty()) throw BadInput{std::move(wrong_)};
    EvidenceHosts out;
    if (here != model::none) out.observer = estate_.hosts[here].name;
    std::size_t elsewhere = 0;
    std::map<std::string, bool> without;  // hosts without an address; true: a client
    for (const auto i : chosen) {
      const auto& c = estate_.connections[i];
      FactFrame frame(estate_, i, options_);
      const auto& transport = frame.get(ConnectionFact::transport);
      const auto is = [&](std::string_view name) { return transport.known && transport.value == rules::parse_value(rules::types::transport(), name); };
      if (is("local")) {
        out.notes.push_back(c.id + " is local: there are no packets to see");
        continue;
      }
      if (source_ == Source::scan && here != model::none && c.from != here) {
        ++elsewhere;
        continue;
      }
      Wanted w = wanted(frame, c, is("ws-man"));
      if (source_ == Source::capture) {
        w.any_client = w.client_addresses.empty() && c.from == here;
        if (w.client_addresses.empty() && !w.any_client) without[w.client] = true;
        if (w.target_addresses.empty()) without.try_emplace(w.target, false);
        if (w.target_addresses.empty() || (w.client_addresses.empty() && !w.any_client)) continue;
        for (std::size_t h = 0; w.any_client && h < addresses_.size(); ++h)
          if (h != c.from) w.others.insert(w.others.end(), addresses_[h].begin(), addresses_[h].end());
      }
      out.wanted.push_back(std::move(w));
    }
    say(out, elsewhere, without);
    if (source_ == Source::scan && here == model::none)
      out.notes.emplace_back("a scan shows what one place can reach, and the file does not name it: it is held against the connections of every client; say with --as which host it was made from");
    return out;
  }

 private:
  model::Index host_of(const char* option, const std::string& name) {
    const auto at = estate_.find_host(name);
    if (at != model::none) return at;
    std::vector<std::string> known;
    for (const auto& h : estate_.hosts) known.push_back(h.name);
    wrong_.push_back({.file = option, .message = "the scenario has no host '" + name + "'", .hint = rules::did_you_mean(name, known)});
    return model::none;
  }

  Wanted wanted(FactFrame& frame, const model::Connection& c, bool ws_man) const {
    Wanted w{.connection = c.id, .client = estate_.hosts[c.from].name, .target = estate_.hosts[c.to].name, .target_addresses = addresses_[c.to], .target_names = names_[c.to],
             .client_addresses = addresses_[c.from], .others = {}, .ws_man = ws_man};
    const auto port = [&](HostFact f) -> std::optional<std::uint16_t> {
      const auto& fact = frame.get(Role::target, f);
      return fact.known ? std::optional(static_cast<std::uint16_t>(fact.value)) : std::nullopt;
    };
    if (ws_man) {
      const bool https = frame.truth(ConnectionFact::use_https) == model::Truth::True;
      w.port = port(https ? HostFact::winrm_https_port : HostFact::winrm_http_port).value_or(https ? 5986 : 5985);
    } else {
      w.service_port = frame.truth(Role::target, HostFact::wmi_standalone_host) == model::Truth::True ? port(HostFact::wmi_fixed_port) : port(HostFact::wmi_listening_port);
      const auto& first = frame.get(Role::target, HostFact::rpc_first_port);
      const auto& count = frame.get(Role::target, HostFact::rpc_port_count);
      if (first.known && count.known && count.value > 0 && first.value + count.value - 1 <= 65535)
        w.dynamic_range = {static_cast<std::uint16_t>(first.value), static_cast<std::uint16_t>(first.value + count.value - 1)};
    }
    if (!c.namespace_assumed) w.wmi_namespace = c.wmi_namespace;
    if (c.account != model::none) name_account(estate_.accounts[c.account], w);
    return w;
  }

  void name_account(const model::Account& account, Wanted& w) const {
    w.user = evidence::folded_ascii(account.name.substr(account.name.rfind('\\') + 1));
    if (account.domain == model::none) return;
    const auto& domain = estate_.domains[account.domain];
    w.user_domains.push_back(evidence::folded_ascii(domain.name));
    // A name without a NetBIOS name that is stated begins with it.
    w.user_domains.push_back(evidence::folded_ascii(domain.netbios.empty() ? domain.name.substr(0, domain.name.find('.')) : domain.netbios));
  }

  static void say(EvidenceHosts& out, std::size_t elsewhere, const std::map<std::string, bool>& without) {
    if (elsewhere > 0) out.notes.push_back(std::to_string(elsewhere) + (elsewhere == 1 ? " connection starts" : " connections start") + " at other hosts than " + out.observer);
    constexpr std::size_t most = 10;
    std::size_t said = 0;
    for (const auto& [host, is_client] : without)
      if (++said <= most)
        out.notes.push_back("no address of " + host + " is known, so its connections are not found: state it under addresses, or with --call " + host + "=ADDRESS" + (is_client ? ", or name with --as the client of the packets" : ""));
    if (said > most) out.notes.push_back("nor is one of " + std::to_string(said - most) + " other hosts");
  }

  const model::Estate& estate_;
  Source source_;
  const rules::FrameOptions& options_;
  std::vector<std::vector<AddressBytes>> addresses_;  // by host
  std::vector<std::vector<std::string>> names_;
  import::Diagnostics wrong_;
};

}  // namespace

EvidenceHosts evidence_hosts(const model::Estate& estate, const std::vector<model::Index>& chosen, const std::vector<std::string>& calls, const std::string& stands_for, Source source,
                             const rules::FrameOptions& options) {
  Finder finder(estate, source, options);
  finder.read_calls(calls);
  return finder.find(chosen, stands_for);
}

}  // namespace wmireach::cli
