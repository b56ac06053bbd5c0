// SPDX-License-Identifier: Apache-2.0
#include "exports/netsh.hpp"

#include <algorithm>
#include <map>

#include "exports/firewall_meaning.hpp"
#include "exports/firewall_profile.hpp"
#include "exports/words.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

std::string base_name(std::string_view path) {
  path = path.substr(path.find_last_of("/\\") + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey, bool verbose) : file_(file), survey_(survey), verbose_(verbose), policy_{.name = base_name(survey.files[file]), .rank = Rank::machine, .place = {file, 0}} {}

  void line(std::string_view text, std::uint32_t number) {
    text = trimmed(text);
    if (text.starts_with("Rule Name:")) return begin_rule(trimmed(text.substr(10)), number);
    if (const auto at = text.find(" Profile Settings:"); at != std::string_view::npos) return begin_profile(folded(text.substr(0, at)), number);
    if (in_rule_) {
      if (const auto colon = text.find(':'); colon != std::string_view::npos) fields_.emplace(folded(trimmed(text.substr(0, colon))), trimmed(text.substr(colon + 1)));
    } else if (profile_ < firewall_profiles.size()) {
      profile_line(text);
    }
  }

  void finish() {
    end_rule();
    for (std::size_t p = 0; p < firewall_profiles.size(); ++p)
      if (profile_lines_[p] > 0) add_firewall_profile(p, profiles_[p], {file_, profile_lines_[p]}, policy_.settings, survey_);
    if (!verbose_ && rules_ > 0)
      survey_.notes.push_back({.file = survey_.files[file_], .message = "the rules do not show their programs and services", .hint = "write the file again with: netsh advfirewall firewall show rule name=all verbose"});
    survey_.policies.push_back(std::move(policy_));
  }

 private:
  void begin_rule(std::string_view name, std::uint32_t number) {
    end_rule();
    in_rule_ = true;
    profile_ = firewall_profiles.size();
    rule_line_ = number;
    fields_ = {{"rule name", std::string(name)}};
  }

  void begin_profile(const std::string& name, std::uint32_t number) {
    end_rule();
    profile_ = static_cast<std::size_t>(std::ranges::find(firewall_profiles, name) - firewall_profiles.begin());
    if (profile_ < firewall_profiles.size()) profile_lines_[profile_] = number;
  }

  void profile_line(std::string_view text) {
    FirewallProfile& p = profiles_[profile_];
    const auto value = [&](std::string_view label) { return folded(trimmed(text.substr(label.size()))); };
    if (text.starts_with("State ")) {
      const std::string state = value("State ");
      if (state == "on" || state == "off") p.enabled = state == "on";
    } else if (text.starts_with("Firewall Policy ")) {
      const std::string policy = value("Firewall Policy ");
      p.inbound = policy.find("blockinboundalways") != std::string::npos ? Unasked::block_always
                  : policy.find("blockinbound") != std::string::npos     ? Unasked::block
                  : policy.find("allowinbound") != std::string::npos     ? Unasked::allow
                                                                         : Unasked::not_said;
      p.outbound = policy.find("blockoutbound") != std::string::npos ? Unasked::block : policy.find("allowoutbound") != std::string::npos ? Unasked::allow : Unasked::not_said;
    }
  }

  std::string of(const std::string& label) const {
    const auto at = fields_.find(label);
    return at == fields_.end() ? std::string() : at->second;
  }

  void end_rule() {
    if (!in_rule_) return;
    in_rule_ = false;
    ++rules_;
    FirewallRule r{.id = of("rule name")};
    const std::string enabled = folded(of("enabled")), direction = folded(of("direction")), action = folded(of("action")), protocol = folded(of("protocol"));
    if ((direction != "in" && direction != "out") || (action != "allow" && action != "block" && action != "bypass")) {
      survey_.notes.push_back({.file = survey_.files[file_], .line = rule_line_, .message = "the rule '" + r.id.substr(0, 100) + "' has no direction or no action that is known", .hint = "it was left out; the others are kept"});
      return;
    }
    r.active = enabled == "yes";
    r.inbound = direction == "in";
    r.block = action == "block";
    r.tcp = protocol == "tcp" || protocol == "any" || protocol == "6" || protocol.empty();
    if (action == "bypass") narrow(r, "authentication");
    add_ports(r.local, of("localport"));
    add_ports(r.remote, of("remoteport"));
    if (const std::string program = folded(of("program")); program != "any") r.program = program;
    if (const std::string service = folded(of("service")); service != "any") r.service = service;
    remote(r, of("remoteip"));
    if (const std::string local = folded(of("localip")); !local.empty() && local != "any") narrow(r, "local addresses");
    if (const std::string types = folded(of("interfacetypes")); !types.empty() && types != "any") narrow(r, "network interfaces");
    if (const std::string security = folded(of("security")); !security.empty() && security != "notrequired") narrow(r, "authentication");
    if (const std::string profile = of("profiles"); !profile.empty() && !set_profiles(r, profile)) narrow(r, "a profile that is not known");
    if (!verbose_) narrow(r, "a program that is not shown");
    add_meaning(r, {file_, rule_line_}, policy_.settings, survey_);
  }

  static void remote(FirewallRule& r, std::string_view list) {
    bool first = true;
    for (;;) {
      const auto comma = list.find(',');
      add_remote_address(r, list.substr(0, comma), first || r.scope == RuleScope::local_subnet);
      first = false;
      if (comma == std::string_view::npos) return;
      list.remove_prefix(comma + 1);
    }
  }

  std::uint32_t file_;
  Survey& survey_;
  bool verbose_;
  Policy policy_;
  bool in_rule_ = false;
  std::uint32_t rule_line_ = 0;
  std::size_t rules_ = 0, profile_ = firewall_profiles.size();
  std::map<std::string, std::string> fields_;
  FirewallProfile profiles_[3];
  std::uint32_t profile_lines_[3] = {};
};

template <class Each>
void each_line(std::string_view text, Each each) {
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    each(text.substr(0, end), number);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

bool looks_like_netsh(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  const auto start = text.substr(0, beginning);
  if (start.find("\n-----") == std::string_view::npos) return false;
  return start.find("Rule Name:") != std::string_view::npos || start.find(" Profile Settings:") != std::string_view::npos;
}

void read_netsh(std::string_view text, std::uint32_t file, Survey& survey) {
  bool verbose = false;
  each_line(text, [&](std::string_view line, std::uint32_t) { verbose = verbose || line.starts_with("Program:"); });
  Reader reader(file, survey, verbose);
  each_line(text, [&](std::string_view line, std::uint32_t number) { reader.line(line, number); });
  reader.finish();
}

}  // namespace wmireach::exports
