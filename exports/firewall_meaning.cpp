// SPDX-License-Identifier: Apache-2.0
#include "exports/firewall_meaning.hpp"

#include <algorithm>

#include "exports/firewall_facts.hpp"
#include "import/json_writer.hpp"

namespace wmireach::exports {
namespace {

using model::PortRange;

enum class Cover : std::uint8_t { none, part, all };

bool touches(const RulePorts& p, PortRange ports) {
  return p.any || std::ranges::any_of(p.ranges, [&](auto r) { return r.first <= ports.last && ports.first <= r.last; });
}
bool holds(const RulePorts& p, PortRange ports) {
  return p.any || std::ranges::any_of(p.ranges, [&](auto r) { return r.first <= ports.first && ports.last <= r.last; });
}

// Where a service listens on a port that RPC gave it. Which ports those are is a setting of the computer, so a rule with numbers is only part
// of an answer; few numbers are of somebody else, unless they are those that Windows uses where nothing else is set (B-NET-03, B-NET-09).
Cover dynamic_port(const RulePorts& p, bool of_this_program) {
  constexpr PortRange not_reserved{1024, 65535}, usual{49152, 65535}, fixed{24158, 24158};
  constexpr int smallest_range = 255;
  if (p.rpc || holds(p, not_reserved)) return Cover::all;
  const bool may_be = std::ranges::any_of(p.ranges, [&](auto r) { return r.last >= not_reserved.first && r.last - r.first + 1 >= smallest_range; });
  return may_be || touches(p, fixed) || touches(p, usual) || (of_this_program && touches(p, not_reserved)) ? Cover::part : Cover::none;
}
Cover one_port(const RulePorts& p, std::uint16_t port) { return touches(p, {port, port}) ? Cover::all : Cover::none; }

// How much of each the rule is about.
struct Subject {
  Cover mapper = Cover::none, service = Cover::none, unsecapp = Cover::none, own_sink = Cover::none, winrm = Cover::none, winrm_https = Cover::none;
  bool any_program = false;

  bool nothing() const { return mapper == Cover::none && service == Cover::none && unsecapp == Cover::none && own_sink == Cover::none && winrm == Cover::none && winrm_https == Cover::none; }
};

Subject subject_of(const FirewallRule& r) {
  Subject s;
  const bool svchost = r.program.empty() || r.program.ends_with("\\system32\\svchost.exe");
  s.any_program = r.program.empty() && r.service.empty();
  if (svchost && (r.service.empty() || r.service == "rpcss" || r.service == "rpceptmapper")) s.mapper = r.local.endpoint_mapper ? Cover::all : one_port(r.local, 135);
  if (svchost && (r.service.empty() || r.service == "winmgmt")) s.service = dynamic_port(r.local, r.service == "winmgmt");
  if ((r.program.empty() || r.program.ends_with("\\wbem\\unsecapp.exe")) && r.service.empty()) s.unsecapp = dynamic_port(r.local, !r.program.empty());
  if (s.any_program) s.own_sink = dynamic_port(r.local, false);
  if (s.any_program || (r.program == "system" && r.service.empty())) s.winrm = one_port(r.local, 5985), s.winrm_https = one_port(r.local, 5986);
  return s;
}

JsonNode ports_of(const std::vector<PortRange>& ranges) {
  JsonNode out = import::json_array({});
  for (const auto r : ranges) out.items.push_back(r.first == r.last ? import::json_integer(r.first) : import::json_text(std::to_string(r.first) + "-" + std::to_string(r.last)));
  return out;
}

class Meaning {
 public:
  Meaning(const FirewallRule& rule, Place place, std::vector<Setting>& settings, Survey& survey) : rule_(rule), place_(place), settings_(settings), facts_(settings, place), survey_(survey) {}

  void add() {
    if (!rule_.active || !rule_.tcp) return;
    if (rule_.inbound) incoming();
    else outgoing();
  }

 private:
  std::string label() const { return !rule_.name.empty() && rule_.name[0] != '@' ? rule_.name : rule_.id; }

  void note(const std::string& what, const std::string& hint) {
    survey_.notes.push_back({.file = survey_.files[place_.file], .line = place_.line, .message = "firewall rule '" + label() + "': " + what, .hint = hint});
  }

  // For everybody, on every network: then it is a rule of the scenario as it is.
  bool unconditional() const { return rule_.scope == RuleScope::any && std::ranges::all_of(rule_.profiles, [](bool b) { return b; }); }

  void entry(const RulePorts& ports, std::vector<PortRange> only = {}) {
    JsonNode e = import::json_object({{"name", 0, import::json_text(label())}, {"direction", 0, import::json_text(rule_.inbound ? "in" : "out")}, {"action", 0, import::json_text(rule_.block ? "block" : "allow")}});
    if (!only.empty()) e.members.push_back({"ports", 0, ports_of(only)});
    else if (!ports.any) e.members.push_back({"ports", 0, ports_of(ports.ranges)});
    settings_.push_back({"windows_firewall/rules/-", std::move(e), place_});
  }

  void incoming() {
    const Subject s = subject_of(rule_);
    if (s.nothing()) return;
    FirewallRule conditions = rule_;
    if (!rule_.remote.any) narrow(conditions, "remote ports");
    const bool words_for_ports = rule_.local.rpc || rule_.local.endpoint_mapper;
    if (s.any_program && unconditional() && rule_.remote.any && !words_for_ports) return entry(rule_.local);
    if (rule_.block) return block(s, conditions);
    allow(s, conditions);
  }

  void allow(const Subject& s, const FirewallRule& r) {
    allow_part("dcom_rule", s.mapper, r);
    allow_part("wmi_rule", s.service, r);
    allow_part("unsecapp_rule", s.unsecapp, r);
    allow_part("own_sink_rule", s.own_sink, r);
    if (s.winrm == Cover::all) {
      if (r.scope == RuleScope::narrower) {
        facts_.raise(r.profiles, "winrm_rule", unclear());
        facts_.raise(r.profiles, "winrm_scope", unclear());
        doubt("winrm_rule", r);
      } else {
        facts_.raise(r.profiles, "winrm_rule", import::json_boolean(true));
        facts_.raise(r.profiles, "winrm_scope", import::json_text(r.scope == RuleScope::any ? "any" : "local-subnet"));
      }
    }
    if (s.winrm_https == Cover::all && !s.any_program && !rule_.local.any) {
      if (unconditional() && rule_.remote.any) entry(rule_.local, {{5986, 5986}});
      else note("lets WinRM in over HTTPS under conditions that a scenario has no words for", "it was left out: WinRM over HTTPS counts as not let in");
    } else if (s.winrm_https == Cover::all && s.any_program && !rule_.local.any) {
      note("opens ports on some networks only, or to some addresses only", "what it opens besides the facts that the vocabulary has was left out");
    }
    facts_.find_group();
  }

  void allow_part(const char* fact, Cover cover, const FirewallRule& r) {
    if (cover == Cover::none) return;
    if (cover == Cover::all && r.scope == RuleScope::any) return facts_.raise(r.profiles, fact, import::json_boolean(true));
    if (cover == Cover::all && r.scope == RuleScope::local_subnet) return facts_.raise(r.profiles, fact, local_only());
    facts_.raise(r.profiles, fact, unclear());
    if (r.scope == RuleScope::narrower) doubt(fact, r);
    else note(std::string("its ports may be those of the WMI service, or not"), std::string("windows_firewall.") + fact + " stays unknown");
  }

  void doubt(const std::string& fact, const FirewallRule& r) {
    note("depends on " + r.narrowed_by + ", which a scenario has no words for", "windows_firewall." + fact + " stays unknown");
  }

  void block(const Subject& s, const FirewallRule& r) {
    const bool everybody = r.scope == RuleScope::any;
    if (s.mapper != Cover::none || s.service != Cover::none) {
      const bool surely = everybody && (s.mapper == Cover::all || s.service == Cover::all);
      facts_.raise(r.profiles, "wmi_inbound", surely ? import::json_text("blocked") : unclear());
      if (!surely) note("blocks WMI " + (everybody ? "on some ports" : scope_text(r)) + ", which a scenario has no words for", "windows_firewall.wmi_inbound stays unknown");
    }
    if (s.winrm == Cover::all) {
      facts_.raise(r.profiles, "winrm_rule", everybody ? import::json_boolean(false) : held());
      if (!everybody) note("blocks WinRM " + scope_text(r) + ", which a scenario has no words for", "windows_firewall.winrm_rule stays unknown");
    }
    if (s.unsecapp != Cover::none && s.service == Cover::none) {
      facts_.raise(r.profiles, "unsecapp_rule", held());
      note("blocks callbacks to Unsecapp.exe", "windows_firewall.unsecapp_rule stays unknown; what else lets callbacks in is not changed by it");
    }
  }

  static std::string scope_text(const FirewallRule& r) { return r.scope == RuleScope::local_subnet ? "for the local subnet" : "depending on " + r.narrowed_by; }

  void outgoing() {
    const bool any_program = rule_.program.empty() && rule_.service.empty();
    const bool wmi = (rule_.program.empty() || rule_.program.ends_with("\\system32\\svchost.exe")) && (rule_.service.empty() || rule_.service == "winmgmt");
    if (!wmi) return;
    const Cover sink = dynamic_port(rule_.remote, rule_.service == "winmgmt");
    if (sink == Cover::none) return;
    FirewallRule r = rule_;
    if (!r.local.any) narrow(r, "local ports");
    if (any_program && unconditional() && r.local.any && !r.remote.rpc) return entry(r.remote);
    if (r.block) return note("may stop callbacks of the WMI service, under conditions that a scenario has no words for", "it was left out; asynchronous calls may fail where it counts");
    if (sink == Cover::all && r.scope == RuleScope::any) facts_.raise(r.profiles, "wmi_out_rule", import::json_boolean(true));
    else facts_.raise(r.profiles, "wmi_out_rule", sink == Cover::all && r.scope == RuleScope::local_subnet ? local_only() : unclear());
    facts_.find_group();
  }

  const FirewallRule& rule_;
  Place place_;
  std::vector<Setting>& settings_;
  FirewallFacts facts_;
  Survey& survey_;
};

}  // namespace

void add_meaning(const FirewallRule& rule, Place place, std::vector<Setting>& settings, Survey& survey) { Meaning(rule, place, settings, survey).add(); }

void state_absent_rules(Place place, std::vector<Setting>& settings) {
  for (const std::string fact : {"wmi_group", "dcom_rule", "wmi_rule", "unsecapp_rule", "wmi_out_rule", "winrm_rule"}) {
    const std::string path = "windows_firewall/" + fact;
    if (std::ranges::none_of(settings, [&](const Setting& s) { return s.path == path; })) settings.push_back({path, import::json_boolean(false), place});
  }
}

}  // namespace wmireach::exports
