// SPDX-License-Identifier: Apache-2.0
#include "cli/probe_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "exports/words.hpp"
#include "model/address.hpp"
#include "rules/suggestion.hpp"
#include "rules/type.hpp"

namespace wmireach::cli {
namespace {

using probe::Target;
using rules::ConnectionFact;
using rules::FactFrame;
using rules::HostFact;
using rules::Role;

std::string label(const std::string& name) { return model::folded(name.substr(0, name.find('.'))); }

class Planner {
 public:
  Planner(const model::Estate& estate, const PlanOptions& options, const rules::FrameOptions& frame_options, std::string computer, const std::string& scenario)
      : estate_(estate), options_(options), frame_options_(frame_options), computer_(std::move(computer)), scenario_(scenario) {}

  probe::Plan plan(const std::vector<model::Index>& chosen, bool all) {
    probe::Plan out{.observer = computer_, .targets = {}, .limits = {.step = std::chrono::milliseconds(options_.step_milliseconds), .overall = std::chrono::milliseconds(options_.overall_milliseconds), .at_once = options_.at_once},
                    .authenticate = options_.authenticate};
    read_names();
    const model::Index here = this_host();
    for (const auto i : chosen) {
      const auto& c = estate_.connections[i];
      if (c.from != here && here != model::none) {
        if (!all) refuse(c.id, fmt::format("the connection '{}' starts at {}, and this computer stands for {}", c.id, estate_.hosts[c.from].name, estate_.hosts[here].name), "run probe there, or name with --as the host that this computer stands for");
        continue;
      }
      if (auto target = target_of(i)) out.targets.push_back(std::move(*target));
    }
    if (out.targets.empty() && wrong_.empty()) refuse({}, "no connection of the scenario starts at " + (here == model::none ? computer_ : estate_.hosts[here].name), "name with --as the host that this computer stands for");
    if (!wrong_.empty()) throw BadInput{std::move(wrong_)};
    return out;
  }

 private:
  void refuse(const std::string& connection, std::string message, std::string hint) {
    std::string pointer;
    const auto index = estate_.find_connection(connection);
    const auto* at = index == model::none ? nullptr : estate_.location(estate_.connections[index].where);
    wrong_.push_back({.file = at != nullptr && at->file < estate_.files.size() ? estate_.files[at->file] : scenario_, .line = at != nullptr ? at->line : 0, .pointer = at != nullptr ? at->pointer : "", .message = std::move(message), .hint = std::move(hint)});
  }

  void read_names() {
    for (const auto& text : options_.names) {
      const auto equals = text.find('=');
      const std::string host = text.substr(0, equals);
      if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        wrong_.push_back({.file = "--call", .message = "'" + text + "' names no host and how to call it", .hint = "write it as HOST=NAME, such as SRV1=192.0.2.10"});
      } else if (estate_.find_host(host) == model::none) {
        std::vector<std::string> known;
        for (const auto& h : estate_.hosts) known.push_back(h.name);
        wrong_.push_back({.file = "--call", .message = "the scenario has no host '" + host + "'", .hint = rules::did_you_mean(host, known)});
      } else {
        names_[estate_.find_host(host)] = text.substr(equals + 1);
      }
    }
  }

  model::Index this_host() {
    if (!options_.stands_for.empty()) {
      const auto at = estate_.find_host(options_.stands_for);
      std::vector<std::string> known;
      for (const auto& h : estate_.hosts) known.push_back(h.name);
      if (at == model::none) wrong_.push_back({.file = "--as", .message = "the scenario has no host '" + options_.stands_for + "'", .hint = rules::did_you_mean(options_.stands_for, known)});
      return at;
    }
    for (model::Index i = 0; i < estate_.hosts.size(); ++i)
      if (label(estate_.hosts[i].name) == label(computer_)) return i;
    wrong_.push_back({.file = scenario_, .message = "no host of the scenario has the name of this computer, " + computer_, .hint = "name with --as the host that this computer stands for"});
    return model::none;
  }

  std::optional<Target> target_of(model::Index connection) {
    const auto& c = estate_.connections[connection];
    FactFrame frame(estate_, connection, frame_options_);
    const auto& transport = frame.get(ConnectionFact::transport);
    if (transport.known && transport.value == rules::parse_value(rules::types::transport(), "local")) {
      refuse(c.id, "the connection '" + c.id + "' is local: client and target are one computer", "there is no network to look at");
      return std::nullopt;
    }
    Target t{.connection = c.id, .host = estate_.hosts[c.to].name, .name = {}, .principal_host = {}, .account = c.account == model::none ? "" : estate_.accounts[c.account].name};
    t.ws_man = transport.known && transport.value == rules::parse_value(rules::types::transport(), "ws-man");
    if (!name(frame, c, t)) return std::nullopt;
    const auto family = [&](HostFact f) { return frame.truth(Role::client, f) != model::Truth::False && frame.truth(Role::target, f) != model::Truth::False; };
    t.ipv4 = family(HostFact::ipv4);
    t.ipv6 = family(HostFact::ipv6);
    if (t.ws_man) {
      t.https = frame.truth(ConnectionFact::use_https) == model::Truth::True;
      const auto& port = frame.get(Role::target, t.https ? HostFact::winrm_https_port : HostFact::winrm_http_port);
      t.port = port.known ? static_cast<std::uint16_t>(port.value) : t.https ? 5986 : 5985;
    }
    const auto& service = frame.get(ConnectionFact::authentication_service);
    if (service.known && service.value == rules::parse_value(rules::types::authentication_service(), "kerberos")) t.mechanism = probe::Mechanism::kerberos;
    if (service.known && service.value == rules::parse_value(rules::types::authentication_service(), "ntlm")) t.mechanism = probe::Mechanism::ntlm;
    t.level = level(frame.get(ConnectionFact::activation_level));
    t.call_level = level(frame.get(ConnectionFact::effective_authentication_level));
    names_of_account(c, t);
    if (!c.wmi_namespace.empty()) t.wmi_namespace = c.wmi_namespace;
    return t;
  }

  // The names by which Kerberos and NTLM know the account.
  void names_of_account(const model::Connection& c, Target& t) const {
    if (c.account == model::none) return;
    const auto& account = estate_.accounts[c.account];
    const std::string user = account.name.substr(account.name.rfind('\\') + 1);
    t.ntlm_name = account.name;
    if (account.domain == model::none) return;
    const auto& domain = estate_.domains[account.domain];
    t.kerberos_name = user + "@" + exports::upper(domain.name);
    t.ntlm_name = (domain.netbios.empty() ? domain.name : domain.netbios) + "\\" + user;
  }

  // What the caller names, as the request says.
  bool name(FactFrame& frame, const model::Connection& c, Target& t) {
    const model::Host& host = estate_.hosts[c.to];
    if (const auto given = names_.find(c.to); given != names_.end()) {
      t.name = given->second;
    } else {
      const auto& form = frame.get(ConnectionFact::address_form);
      const auto is = [&](std::string_view value) { return form.known && form.value == rules::parse_value(rules::types::address_form(), value); };
      if (is("alias")) {
        refuse(c.id, "the connection '" + c.id + "' uses an alias of " + host.name + ", which the scenario does not name", "say it with --call " + host.name + "=ALIAS");
        return false;
      }
      if (is("ip")) {
        if (host.addresses.empty()) {
          refuse(c.id, "the connection '" + c.id + "' calls " + host.name + " by address, and the scenario states none", "state it under addresses, or with --call " + host.name + "=ADDRESS");
          return false;
        }
        t.name = host.addresses.front().substr(0, host.addresses.front().find('/'));
      } else {
        t.name = host.name;
        if (is("full-name") && host.name.find('.') == std::string::npos && host.domain != model::none) t.name += "." + estate_.domains[host.domain].name;
      }
    }
    t.is_address = !model::address_bytes(t.name).empty();
    return true;
  }

  static std::uint8_t level(const model::Fact& f) {
    if (!f.known) return probe::level_integrity;
    const auto at_least = [&](std::string_view value) { return f.value >= *rules::parse_value(rules::types::authentication_level(), value); };
    return at_least("pkt-privacy") ? probe::level_privacy : at_least("pkt-integrity") ? probe::level_integrity : at_least("call") ? probe::level_packet : probe::level_connect;
  }

  const model::Estate& estate_;
  const PlanOptions& options_;
  const rules::FrameOptions& frame_options_;
  std::string computer_;
  const std::string& scenario_;
  std::map<model::Index, std::string> names_;
  import::Diagnostics wrong_;
};

std::string_view mechanism(probe::Mechanism m) { return m == probe::Mechanism::kerberos ? "Kerberos" : m == probe::Mechanism::ntlm ? "NTLM" : "Negotiate"; }

std::string_view level_name(std::uint8_t level) {
  switch (level) {
    case probe::level_privacy: return "pkt-privacy";
    case probe::level_integrity: return "pkt-integrity";
    case probe::level_packet: return "pkt";
    default: return "connect";
  }
}

}  // namespace

probe::Plan probe_plan(const model::Estate& estate, const std::vector<model::Index>& chosen, bool all, const PlanOptions& plan_options, const rules::FrameOptions& options,
                       const std::string& computer, const std::string& scenario) {
  return Planner(estate, plan_options, options, computer, scenario).plan(chosen, all);
}

std::string plan_text(const probe::Plan& plan) {
  std::string text;
  std::set<std::string> hosts;
  for (const auto& t : plan.targets) {
    hosts.insert(t.host);
    const std::string_view families = t.ipv4 && t.ipv6 ? "IPv4 and IPv6" : t.ipv4 ? "IPv4" : t.ipv6 ? "IPv6" : "no IP version that both ends have";
    text += fmt::format("{}: {}{}, TCP {}{}, {}", t.connection, t.host, t.name == t.host ? "" : " as " + t.name, t.port, t.ws_man ? (t.https ? " (WS-Man over HTTPS)" : " (WS-Man)") : " and the port of the WMI service", families);
    text += plan.authenticate ? fmt::format(", as {} by {}{}{}\n", t.account.empty() ? "whoever the Kerberos cache holds" : t.account, mechanism(t.mechanism), t.ws_man ? "" : fmt::format(" at {}", level_name(t.level)), t.ws_man ? "" : ", login to " + t.wmi_namespace)
                              : ", without authentication\n";
  }
  return text + fmt::format("{} connection{} to {} host{} from {}, {} at once, {} s for a step, {} s for a connection\n", plan.targets.size(), plan.targets.size() == 1 ? "" : "s", hosts.size(), hosts.size() == 1 ? "" : "s", plan.observer,
                            plan.limits.at_once, static_cast<double>(plan.limits.step.count()) / 1000, static_cast<double>(plan.limits.overall.count()) / 1000);
}

}  // namespace wmireach::cli
