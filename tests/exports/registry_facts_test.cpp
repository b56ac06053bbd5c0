// SPDX-License-Identifier: Apache-2.0
// What single values of the registry mean, and what several mean together.
#include <catch2/catch.hpp>

#include "exports/registry_facts.hpp"
#include "import/scenario_reader.hpp"
#include "exports/assemble.hpp"
#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using exports::RegistryValue;

namespace {

constexpr const char *policies_system = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System", *lsa = "MACHINE\\System\\CurrentControlSet\\Control\\Lsa", *ole = "HKLM\\Software\\Microsoft\\Ole",
                    *winrm = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service", *firewall = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

struct Given {
  std::string key, name;
  RegistryValue value;
};

struct Read {
  exports::Survey survey;
  std::vector<exports::Setting> settings;

  explicit Read(const std::vector<Given>& given) {
    survey.files.push_back("file");
    exports::RegistryFacts facts(survey);
    std::uint32_t line = 0;
    for (const auto& g : given) facts.add(g.key, g.name, g.value, {0, ++line});
    settings = facts.take();
  }
  std::string at(const std::string& path) const { return tests::setting_text(settings, path); }
};

RegistryValue number(std::uint64_t n) { return RegistryValue::of_number(n); }
RegistryValue text(const char* t) { return RegistryValue::of_text(t); }

}  // namespace

TEST_CASE("one value is one fact, by whatever name the hive and the control set go") {
  const Read r({{policies_system, "EnableLUA", number(1)}, {lsa, "LmCompatibilityLevel", number(5)}, {ole, "EnableDCOM", text("N")}, {"HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Control\\Lsa", "ForceGuest", number(1)},
                {"HKLM\\SOFTWARE\\Microsoft\\Ole\\AppCompat", "RaiseActivationAuthenticationLevel", number(2)}, {std::string(lsa) + "\\MSV1_0", "RestrictReceivingNTLMTraffic", number(1)},
                {std::string(lsa) + "\\MSV1_0", "RestrictSendingNTLMTraffic", number(1)}, {ole, "LegacyAuthenticationLevel", number(6)}, {"HKLM\\SYSTEM\\CurrentControlSet\\Services\\Winmgmt", "Start", number(4)}});
  CHECK(r.at("uac/enabled") == "true at 1");
  CHECK(r.at("lm_compatibility_level") == "5 at 2");
  CHECK(r.at("dcom/enabled") == "false at 3");
  CHECK(r.at("guest_only_logons") == "true at 4");
  CHECK(r.at("dcom/raise_activation_level") == "2 at 5");
  CHECK(r.at("ntlm/incoming") == "\"deny-domain-accounts\" at 6");
  CHECK(r.at("ntlm/outgoing") == "\"allow\" at 7");
  CHECK(r.at("dcom/default_authentication_level") == "\"pkt-privacy\" at 8");
  CHECK(r.at("winmgmt/start_type") == "\"disabled\" at 9");
  CHECK(r.survey.notes.empty());
}

TEST_CASE("keys of users, of 32-bit programs and of other names are not the computer's") {
  const Read r({{"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System", "EnableLUA", number(0)}, {"HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\Ole", "EnableDCOM", text("N")},
                {std::string(lsa) + "2", "ForceGuest", number(1)}, {"HKLM\\SYSTEM\\ControlSetOne\\Control\\Lsa", "ForceGuest", number(1)}});
  CHECK(r.settings.empty());
}

TEST_CASE("a value that nobody knows is noted, and its fact is unknown") {
  const Read r({{policies_system, "EnableLUA", number(7)}, {lsa, "LmCompatibilityLevel", text("high")}, {ole, "EnableDCOM", text("maybe")}});
  CHECK(r.at("uac/enabled") == "\"unknown\" at 1");
  CHECK(r.at("lm_compatibility_level") == "\"unknown\" at 2");
  CHECK(r.at("dcom/enabled") == "\"unknown\" at 3");
  CHECK(tests::note_with(r.survey, "'7' is no value of EnableLUA") == "file:1");
  CHECK(r.survey.notes.size() == 3);
}

TEST_CASE("a policy overrules the computer's own value, and of the same value the last one counts") {
  const char *own = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\DomainProfile", *policy = "HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\DomainProfile";
  const Read r({{policy, "EnableFirewall", number(1)}, {own, "EnableFirewall", number(0)}, {lsa, "ForceGuest", number(1)}, {lsa, "ForceGuest", number(0)}});
  CHECK(r.at("windows_firewall/profiles/domain/enabled") == "true at 1");
  CHECK(r.at("guest_only_logons") == "false at 4");
}

TEST_CASE("the standard profile of policies is every profile but that of the domain, unless these are set themselves") {
  const Read r({{std::string(firewall) + "\\StandardProfile", "EnableFirewall", number(0)}, {std::string(firewall) + "\\PublicProfile", "EnableFirewall", number(1)},
                {std::string(firewall) + "\\StandardProfile\\RemoteAdminSettings", "Enabled", number(1)}, {std::string(firewall) + "\\StandardProfile\\RemoteAdminSettings", "RemoteAddresses", text("192.0.2.0/24")}});
  CHECK(r.at("windows_firewall/profiles/private/enabled") == "false at 1");
  CHECK(r.at("windows_firewall/profiles/public/enabled") == "true at 2");
  CHECK(r.at("windows_firewall/profiles/domain/enabled").empty());
  CHECK(r.at("windows_firewall/profiles/private/remote_administration") == "true at 3");
  CHECK(r.at("windows_firewall/profiles/private/exception_scope") == "\"unknown\" at 4");
}

TEST_CASE("a firewall without exceptions lets nothing in, and one that blocks nothing lets everything in") {
  const Read r({{std::string(firewall) + "\\DomainProfile", "DoNotAllowExceptions", number(1)}, {std::string(firewall) + "\\PrivateProfile", "DoNotAllowExceptions", number(0)}, {std::string(firewall) + "\\PublicProfile", "DefaultInboundAction", number(0)}});
  CHECK(r.at("windows_firewall/profiles/domain/wmi_inbound") == "\"blocked\" at 1");
  CHECK(r.at("windows_firewall/profiles/private/wmi_inbound").empty());
  CHECK(r.at("windows_firewall/profiles/public/wmi_inbound") == "\"allowed\" at 3");
}

TEST_CASE("the ports of RPC need all three values") {
  const char* rpc = "HKLM\\SOFTWARE\\Microsoft\\Rpc\\Internet";
  const auto with = [&](std::vector<std::string> ports, const char* available, const char* use) {
    return Read({{rpc, "Ports", RegistryValue::of_texts(std::move(ports))}, {rpc, "PortsInternetAvailable", text(available)}, {rpc, "UseInternetPorts", text(use)}});
  };
  const Read good = with({"5100-5199", "5000-5099"}, "Y", "y");
  CHECK(good.at("rpc/restricted") == "true at 1");
  CHECK(good.at("rpc/restricted_start") == "5000 at 1");
  CHECK(good.at("rpc/restricted_count") == "200 at 1");
  CHECK(good.at("rpc/restriction_valid") == "true at 1");
  CHECK(with({"5000-"}, "Y", "Y").at("rpc/restriction_valid") == "false at 1");
  CHECK(with({"5000-70000"}, "Y", "Y").at("rpc/restriction_valid") == "false at 1");
  CHECK(with({"5000-5010", "6000-6010"}, "Y", "Y").at("rpc/restricted_start") == "\"unknown\" at 1");
  CHECK(with({"5000-5100"}, "Y", "N").at("rpc/restricted_start") == "\"unknown\" at 1");
  CHECK(with({"5000-5100"}, "N", "N").at("rpc/restricted_start") == "5000 at 1");
  CHECK(Read({{rpc, "Ports", RegistryValue::of_texts({"5000-5100"})}}).at("rpc/restriction_valid") == "\"unknown\" at 1");
}

TEST_CASE("the policy for the listener of WinRM") {
  const auto filter = [](const Read& r) { return r.at("winrm/listener_filter_matches"); };
  const Read all({{winrm, "AllowAutoConfig", number(1)}, {winrm, "IPv4Filter", text("*")}, {winrm, "IPv6Filter", text("")}});
  CHECK(all.at("winrm/http_listener") == "true at 1");
  CHECK(filter(all) == "true at 2");
  CHECK(filter(Read({{winrm, "AllowAutoConfig", number(1)}, {winrm, "IPv4Filter", text("")}, {winrm, "IPv6Filter", text("")}})) == "false at 2");
  CHECK(filter(Read({{winrm, "AllowAutoConfig", number(1)}, {winrm, "IPv4Filter", text("192.0.2.1-192.0.2.9")}})) == "\"unknown\" at 2");
  const Read off({{winrm, "AllowAutoConfig", number(0)}, {winrm, "IPv4Filter", text("*")}});
  CHECK(off.at("winrm/http_listener") == "false at 1");
  CHECK(off.at("winrm/https_listener") == "false at 1");
}

TEST_CASE("the release of a registry") {
  const char* version = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
  const Read eleven({{version, "ProductName", text("Windows 10 Enterprise")}, {version, "CurrentBuild", text("26100")}});
  CHECK(eleven.at("os") == "\"windows-11\" at 1");
  CHECK(eleven.at("edition") == "\"enterprise\" at 1");
  CHECK(eleven.at("build") == "26100 at 2");
  const Read seven({{version, "ProductName", text("Windows 7 Professional")}, {version, "CSDVersion", text("Service Pack 1")}});
  CHECK(seven.at("os") == "\"windows-7\" at 1");
  CHECK(seven.at("service_pack") == "1 at 2");
  // Home and Professional have the same product name.
  const Read xp({{version, "ProductName", text("Microsoft Windows XP")}, {version, "CSDVersion", text("Service Pack 3")}});
  CHECK(xp.settings.empty());
  CHECK(tests::note_with(xp.survey, "'Microsoft Windows XP' is no release that is known") == "file:1");
}

TEST_CASE("WMI in a process of its own is not yet WMI on a fixed port") {
  const char* key = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Winmgmt";
  CHECK(Read({{key, "Type", number(0x20)}}).at("wmi/standalone_host") == "false at 1");
  CHECK(Read({{key, "Type", number(0x10)}}).at("wmi/standalone_host") == "\"unknown\" at 1");
}

TEST_CASE("every fact of the registry is one that a scenario takes") {
  std::vector<Given> given;
  const std::vector<std::pair<std::string, std::string>> numbers{{policies_system, "EnableLUA"}, {policies_system, "LocalAccountTokenFilterPolicy"}, {policies_system, "FilterAdministratorToken"}, {std::string(policies_system) + "\\Kerberos\\Parameters", "TryIPSPN"},
                                                                {std::string(policies_system) + "\\Kerberos\\Parameters", "SupportedEncryptionTypes"}, {lsa, "LimitBlankPasswordUse"}, {lsa, "ForceGuest"}, {lsa, "LmCompatibilityLevel"}, {lsa, "LsaCfgFlags"},
                                                                {std::string(lsa) + "\\MSV1_0", "RestrictReceivingNTLMTraffic"}, {std::string(lsa) + "\\MSV1_0", "RestrictSendingNTLMTraffic"}, {"HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Rpc", "RestrictRemoteClients"},
                                                                {"HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters", "DisabledComponents"}, {"HKLM\\SOFTWARE\\Microsoft\\WBEM\\Scripting", "Default Impersonation Level"},
                                                                {"HKLM\\SOFTWARE\\Microsoft\\WBEM\\CIMOM", "AllowAnonymousCallback"}, {"HKLM\\SOFTWARE\\Microsoft\\WBEM\\CIMOM", "UnsecAppAccessControlDefault"}, {"HKLM\\SOFTWARE\\Microsoft\\PowerShell\\1", "Install"},
                                                                {winrm, "AllowBasic"}, {winrm, "AllowKerberos"}, {winrm, "AllowNegotiate"}, {winrm, "AllowCredSSP"}, {winrm, "AllowAutoConfig"}, {ole, "LegacyAuthenticationLevel"}, {ole, "LegacyImpersonationLevel"},
                                                                {std::string(ole) + "\\AppCompat", "RequireIntegrityActivationAuthenticationLevel"}, {std::string(ole) + "\\AppCompat", "RaiseActivationAuthenticationLevel"},
                                                                {std::string(firewall) + "\\DomainProfile", "EnableFirewall"}, {std::string(firewall) + "\\DomainProfile", "DefaultOutboundAction"}, {std::string(firewall) + "\\DomainProfile", "DoNotAllowExceptions"}};
  for (const auto& [key, name] : numbers) given.push_back({key, name, number(1)});
  for (const char* service : {"Winmgmt", "WinRM"}) given.push_back({std::string("HKLM\\SYSTEM\\CurrentControlSet\\Services\\") + service, "Start", number(4)});
  const std::string application = "HKLM\\SOFTWARE\\Classes\\AppID\\{8BC3F05E-D86B-11D0-A075-00C04FB68820}";
  given.push_back({application, "Endpoints", RegistryValue::of_texts({"ncacn_ip_tcp,0,24158"})});
  given.push_back({application, "AuthenticationLevel", number(6)});
  given.push_back({application, "LaunchPermission", text("D:(A;;CCDCLCSWRP;;;BA)")});
  given.push_back({"HKLM\\SOFTWARE\\Microsoft\\Rpc", "DCOM Protocols", RegistryValue::of_texts({"ncadg_ip_udp", "ncacn_ip_tcp"})});
  given.push_back({ole, "MachineAccessRestriction", text("D:(A;;CCDCLC;;;WD)")});
  Read r(given);
  CHECK(r.settings.size() == given.size() + 1);  // the protocols say two things
  for (const auto& s : r.settings) CHECK(s.value.text != "unknown");
  exports::Survey survey;
  survey.files = {"file"};
  survey.computers.push_back({.netbios_name = "PC1", .rank = exports::Rank::machine, .settings = r.settings});
  import::Diagnostics diagnostics;
  CHECK(import::read_scenario(import::write_json(exports::assemble(survey, {.title = "test"})), "scenario", diagnostics));
  for (const auto& d : diagnostics) FAIL_CHECK(d.pointer << ": " << d.message);
}
