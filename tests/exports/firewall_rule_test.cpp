// SPDX-License-Identifier: Apache-2.0
// What rules of the Windows Firewall mean. The texts are written after MS-GPFAS 2.2.2.19, with the ids, programs and services of the WMI rules.
#include <catch2/catch.hpp>

#include <algorithm>

#include "exports/firewall_meaning.hpp"
#include "exports/firewall_profile.hpp"
#include "tests/exports/examples_of.hpp"

using namespace wmireach;

namespace {

const std::string svchost = R"(App=%SystemRoot%\system32\svchost.exe|)";

struct Read {
  std::vector<exports::Setting> settings;
  exports::Survey survey;

  explicit Read(const std::vector<std::string>& rules) {
    survey.files.push_back("rules");
    std::uint32_t line = 0;
    for (const auto& r : rules) exports::add_firewall_rule("RULE-" + std::to_string(line + 1), r, {0, line + 1}, settings, survey), ++line;
  }
  // "dcom_rule" or "domain dcom_rule".
  std::string at(const std::string& fact) const {
    const auto space = fact.find(' ');
    return tests::setting_text(settings, space == std::string::npos ? "windows_firewall/" + fact : "windows_firewall/profiles/" + fact.substr(0, space) + "/" + fact.substr(space + 1));
  }
};

std::string wmi_rule(const std::string& which, const std::string& conditions) {
  const std::string start = "v2.33|Action=Allow|Active=TRUE|Dir=" + std::string(which == "out" ? "Out" : "In") + "|Protocol=6|" + conditions;
  if (which == "mapper") return start + "LPort=135|" + svchost + "Svc=rpcss|Name=@FirewallAPI.dll,-34252|EmbedCtxt=@FirewallAPI.dll,-34251|";
  if (which == "sink") return start + R"(App=%systemroot%\system32\wbem\unsecapp.exe|Name=@FirewallAPI.dll,-34256|)";
  return start + svchost + "Svc=winmgmt|Name=@FirewallAPI.dll,-34254|";
}

}  // namespace

TEST_CASE("the rules of the WMI group are known by program and service") {
  const Read r({wmi_rule("mapper", ""), wmi_rule("service", ""), wmi_rule("sink", ""), wmi_rule("out", "")});
  CHECK(r.at("dcom_rule") == "true at 1");
  CHECK(r.at("wmi_rule") == "true at 2");
  CHECK(r.at("unsecapp_rule") == "true at 3");
  CHECK(r.at("wmi_out_rule") == "true at 4");
  CHECK(r.at("own_sink_rule").empty());
  CHECK(r.at("wmi_group").empty());
  CHECK(r.survey.notes.empty());
}

TEST_CASE("a rule of one profile is stated for that profile, and rules of all three without one") {
  const Read one({wmi_rule("mapper", "Profile=Domain|")});
  CHECK(one.at("domain dcom_rule") == "true at 1");
  CHECK(one.at("dcom_rule").empty());
  const Read all({wmi_rule("mapper", "Profile=Private|Profile=Public|"), wmi_rule("mapper", "Profile=Domain|")});
  CHECK(all.at("dcom_rule") == "true at 2");
  CHECK(all.settings.size() == 1);
  const Read later({wmi_rule("mapper", "Profile=Domain|RA4=10.1.0.0/16|"), wmi_rule("mapper", "")});
  CHECK(later.at("domain dcom_rule") == "true at 2");
  CHECK(later.at("dcom_rule") == "true at 2");
}

TEST_CASE("the group for the local subnet is the group with that scope, once all of it is there") {
  const std::string local = "Profile=Private|Profile=Public|RA4=LocalSubnet|RA6=LocalSubnet|";
  const Read r({wmi_rule("mapper", local), wmi_rule("service", local), wmi_rule("sink", local), wmi_rule("out", "Profile=Private|Profile=Public|"), wmi_rule("mapper", "Profile=Domain|")});
  for (const std::string profile : {"private ", "public "}) {
    CHECK(r.at(profile + "wmi_group") == "true at 4");
    CHECK(r.at(profile + "exception_scope") == "\"local-subnet\" at 4");
    CHECK(r.at(profile + "dcom_rule").empty());
  }
  CHECK(r.at("domain dcom_rule") == "true at 5");
  const Read part({wmi_rule("mapper", local)});
  CHECK(part.at("private dcom_rule") == "\"unknown\" at 1");
  CHECK(part.at("private wmi_group").empty());
}

TEST_CASE("an allow rule that is narrower than a scenario can say never lets everybody in") {
  const Read addresses({wmi_rule("mapper", "RA4=10.1.2.3|RA4=LocalSubnet|"), wmi_rule("service", "RA4=10.0.0.0-10.0.0.255|")});
  CHECK(addresses.at("dcom_rule") == "\"unknown\" at 1");
  CHECK(addresses.at("wmi_rule") == "\"unknown\" at 2");
  REQUIRE(addresses.survey.notes.size() == 2);
  CHECK(addresses.survey.notes[0].message.find("remote addresses") != std::string::npos);
  for (const std::string condition : {"IF={6B8D0B6C-0000-0000-0000-000000000001}|", "Security=Authenticate|", "LA4=10.0.0.1|", "Platform=2:6:1|", "RUAuth=O:LSD:(A;;CC;;;S-1-5-32-544)|", "RPort=1234|", "SomethingNew=1|"}) {
    INFO(condition);
    CHECK(Read({wmi_rule("mapper", condition)}).at("dcom_rule") == "\"unknown\" at 1");
  }
  CHECK(Read({"v2.10|Action=ByPass|Active=TRUE|Dir=In|Protocol=6|LPort=135|"}).at("dcom_rule") == "\"unknown\" at 1");
}

TEST_CASE("what is not active, not TCP, or of another program adds nothing") {
  const Read r({"v2.33|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=135|" + svchost + "Svc=rpcss|", "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=135|",
                R"(v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|App=%systemroot%\System32\lsass.exe|)", "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|" + svchost + "Svc=Eventlog|",
                "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=IPHTTPSIn|", "v2.33|Action=Allow|Active=TRUE|Dir=In|LUOwn=S-1-5-21-1-2-3-500|AppPkgId=S-1-15-2-1|", "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|App=System|",
                "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|Profile=Domain|"});
  CHECK(r.settings.empty());
  CHECK(r.survey.notes.empty());
  const Read broken({"", "v2.33", "no rule|Action=Allow", "v2.33|Dir=In|Active=TRUE|"});
  CHECK(broken.settings.empty());
  CHECK(broken.survey.notes.size() == 4);
}

TEST_CASE("the endpoint mapper is let in by whatever rule of its service") {
  CHECK(Read({"v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC-EPMap|" + svchost + "Svc=RPCSS|"}).at("dcom_rule") == "true at 1");
}

TEST_CASE("the rule for WinRM has its own scope") {
  const std::string start = "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5985|App=System|";
  const Read r({start + "Profile=Domain|Profile=Private|", start + "Profile=Public|RA4=LocalSubnet|RA6=LocalSubnet|"});
  CHECK(r.at("winrm_rule") == "true at 1");
  CHECK(r.at("domain winrm_scope") == "\"any\" at 1");
  CHECK(r.at("public winrm_scope") == "\"local-subnet\" at 2");
  const Read wide({start + "RA4=LocalSubnet|", start});
  CHECK(wide.at("winrm_scope") == "\"any\" at 2");
  const Read narrow({start + "RA4=LocalSubnet|", start + "RA4=192.0.2.7|"});
  CHECK(narrow.at("winrm_rule") == "true at 1");
  CHECK(narrow.at("winrm_scope") == "\"unknown\" at 2");
}

TEST_CASE("a rule for every program, address and network stands as it is") {
  const Read r({"v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|LPort2_10=49152-65535|Name=Monitoring|", "v2.33|Action=Block|Active=TRUE|Dir=In|Name=Lockdown|",
                "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5986|App=System|Name=@x.dll,-1|"});
  REQUIRE(r.settings.size() == 3);
  CHECK(import::write_json(r.settings[0].value) == import::write_json(*import::parse_json(R"({"name": "Monitoring", "direction": "in", "action": "allow", "ports": [135, "49152-65535"]})", "", const_cast<import::Diagnostics&>(r.survey.notes))));
  CHECK(r.settings[1].value.find("action")->text == "block");
  CHECK(r.settings[1].value.find("ports") == nullptr);
  CHECK(r.settings[2].value.find("name")->text == "RULE-3");
  // On one network only, it is the facts that it makes true there; part of a range of ports is no answer.
  const Read domain({"v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=135|LPort2_10=49152-65535|Profile=Domain|"});
  CHECK(domain.at("domain dcom_rule") == "true at 1");
  CHECK(domain.at("domain wmi_rule") == "\"unknown\" at 1");
  CHECK(domain.at("rules/-").empty());
  const Read everything({"v2.33|Action=Allow|Active=TRUE|Dir=In|Profile=Domain|"});
  for (const std::string fact : {"dcom_rule", "wmi_rule", "unsecapp_rule", "own_sink_rule", "winrm_rule"}) CHECK(everything.at("domain " + fact) == "true at 1");
}

TEST_CASE("a block rule wins, whatever comes before or after it") {
  const std::string block = "v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|" + svchost + "Svc=winmgmt|";
  const Read r({wmi_rule("service", ""), block});
  CHECK(r.at("wmi_inbound") == "\"blocked\" at 2");
  CHECK(Read({block + "Profile=Public|"}).at("public wmi_inbound") == "\"blocked\" at 1");
  const Read some({block + "RA4=192.0.2.0/24|", wmi_rule("service", "")});
  CHECK(some.at("wmi_inbound") == "\"unknown\" at 1");
  CHECK(some.survey.notes.size() == 1);
  const std::string winrm = "v2.33|Active=TRUE|Dir=In|Protocol=6|LPort=5985|App=System|";
  CHECK(Read({winrm + "Action=Block|RA4=192.0.2.1|", winrm + "Action=Allow|"}).at("winrm_rule") == "\"unknown\" at 1");
  CHECK(Read({winrm + "Action=Block|", winrm + "Action=Allow|"}).at("winrm_rule") == "false at 1");
}

TEST_CASE("a profile that lets everything in does not overrule a rule that blocks some of it") {
  const exports::FirewallProfile open{.enabled = true, .inbound = exports::Unasked::allow};
  const auto outcome = [&](const std::vector<std::string>& rules) {
    Read r(rules);
    exports::add_firewall_profile(1, open, {0, 9}, r.settings, r.survey);
    return r.at("private wmi_inbound") + r.at("wmi_inbound");
  };
  CHECK(outcome({}) == "\"allowed\" at 9");
  CHECK(outcome({"v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=135|"}) == "\"unknown\" at 9");
  CHECK(outcome({"v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=135|RA4=192.0.2.1|"}) == "\"unknown\" at 1");
  CHECK(outcome({"v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=135|Profile=Private|"}) == "\"blocked\" at 1");
}

TEST_CASE("where every rule was read, what no rule opened is closed") {
  Read r({wmi_rule("mapper", "Profile=Domain|")});
  exports::state_absent_rules({0, 0}, r.settings);
  CHECK(r.at("dcom_rule") == "false at 0");
  CHECK(r.at("domain dcom_rule") == "true at 1");
  CHECK(r.at("winrm_rule") == "false at 0");
}
