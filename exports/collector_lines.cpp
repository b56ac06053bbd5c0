// SPDX-License-Identifier: Apache-2.0
#include "exports/collector_lines.hpp"

#include <utility>

namespace wmireach::exports {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr Row lines[] = {
    {"os", "$os.Caption"},
    {"service_pack", "if ($os) { [int]$os.ServicePackMajorVersion }"},
    {"build", "if ($os) { [int]$os.BuildNumber }"},
    {"ipv4", "[bool](Get-NetAdapterBinding -ComponentID ms_tcpip | Where-Object { $_.Enabled })"},
    {"ipv6", "[bool](Get-NetAdapterBinding -ComponentID ms_tcpip6 | Where-Object { $_.Enabled })"},
    {"wmi_installed", "[bool](Get-Service -Name winmgmt -ErrorAction SilentlyContinue)"},
    {"powershell_installed", "$true"},
    {"wmic_installed", "Test-Path -LiteralPath \"$env:windir\\System32\\wbem\\WMIC.exe\""},
    {"vbscript_installed", "Test-Path -LiteralPath \"$env:windir\\System32\\vbscript.dll\""},
    {"windows_firewall.active_profile",
     "$names = @{ DomainAuthenticated = 'domain'; Private = 'private'; Public = 'public' }\n"
     "  $categories = @(Get-NetConnectionProfile | ForEach-Object { [string]$_.NetworkCategory } | Sort-Object -Unique)\n"
     "  if ($categories.Count -eq 1) { $names[$categories[0]] }"},
    {"rpc.dynamic_start", "[int](Get-NetTCPSetting -SettingName Internet).DynamicPortRangeStartPort"},
    {"rpc.dynamic_count", "[int](Get-NetTCPSetting -SettingName Internet).DynamicPortRangeNumberOfPorts"},
    {"credential_guard", "(Get-CimInstance -Namespace root/Microsoft/Windows/DeviceGuard -ClassName Win32_DeviceGuard).SecurityServicesRunning -contains 1"},
    {"domain_controller_reachable", "if ($system.PartOfDomain) { & nltest.exe \"/dsgetdc:$($system.Domain)\" | Out-Null; $LASTEXITCODE -eq 0 }"},
    {"secure_channel_intact", "if ($system.PartOfDomain) { [bool](Test-ComputerSecureChannel) }"},
    {"winmgmt.start_type", "if ($wmiService) { @{ Auto = 'automatic'; Manual = 'manual'; Disabled = 'disabled' }[$wmiService.StartMode] }"},
    {"winmgmt.state", "if ($wmiState -eq 'Running' -or $wmiState -eq 'Stopped') { $wmiState.ToLowerInvariant() }"},
    {"wmi.standalone_host", "if ($wmiService) { $wmiService.ServiceType -eq 'Own Process' }"},
    {"wmi.listening_port",
     "# A process that other services share has ports of theirs.\n"
     "  $id = $wmiService.ProcessId\n"
     "  if ($id -and @(Get-CimInstance -ClassName Win32_Service -Filter \"ProcessId=$id\").Count -eq 1) {\n"
     "    $ports = @(Get-NetTCPConnection -State Listen -OwningProcess $id -ErrorAction SilentlyContinue | ForEach-Object { $_.LocalPort } | Sort-Object -Unique)\n"
     "    if ($ports.Count -eq 1) { [int]$ports[0] }\n"
     "  }"},
    {"winrm.installed", "[bool](Get-Service -Name WinRM -ErrorAction SilentlyContinue)"},
    {"winrm.state", "$state = [string](Get-Service -Name WinRM).Status\n  if ($state -eq 'Running' -or $state -eq 'Stopped') { $state.ToLowerInvariant() }"},
    {"winrm.http_listener", "[bool](Get-Listener 'HTTP')"},
    {"winrm.https_listener", "[bool](Get-Listener 'HTTPS')"},
    {"winrm.http_port", "Get-ListenerPort 'HTTP'"},
    {"winrm.https_port", "Get-ListenerPort 'HTTPS'"},
    {"winrm.kerberos", "Get-WinRmFlag 'Service\\Auth\\Kerberos'"},
    {"winrm.negotiate", "Get-WinRmFlag 'Service\\Auth\\Negotiate'"},
    {"winrm.basic", "Get-WinRmFlag 'Service\\Auth\\Basic'"},
    {"winrm.credssp_service", "Get-WinRmFlag 'Service\\Auth\\CredSSP'"},
};

constexpr Row reasons[] = {
    {"edition", "it is part of the name of the release"},
    {"membership", "the keys domain and workgroup say it"},
    {"patched_to", "when an update was installed is not the date of the update"},
    {"wmi_version", "it matters on old releases only, which have no PowerShell 5.1"},
    {"windows_firewall.", "Export-FirewallRules.ps1 collects the firewall"},
    {"rpc.restrict_remote_clients", ""},
    {"rpc.", "several values of the registry make it; export the key with reg export"},
    {"dcom.launch.", "it is a security descriptor; export the key HKLM\\SOFTWARE\\Microsoft\\Ole with reg export"},
    {"dcom.access.", "it is a security descriptor; export the key HKLM\\SOFTWARE\\Microsoft\\Ole with reg export"},
    {"kerberos.try_ip_spn", ""},
    {"kerberos.", "the directory knows it, not the computer"},
    {"trusted_for_delegation", "the directory knows it, not the computer"},
    {"clock_offset_seconds", "it needs a domain controller to compare with, and changes all the time"},
    {"wmi.repository_intact", "the answer of winmgmt is a sentence in the language of the computer"},
    {"winrm.credssp_client", "it depends on the target"},
};

constexpr Row words[] = {
    {"authentication-level", "@{ 1 = 'none'; 2 = 'connect'; 3 = 'call'; 4 = 'pkt'; 5 = 'pkt-integrity'; 6 = 'pkt-privacy' }"},
    {"impersonation-level", "@{ 1 = 'anonymous'; 2 = 'identify'; 3 = 'impersonate'; 4 = 'delegate' }"},
    {"rpc-client-restriction", "@{ 0 = 'none'; 1 = 'authenticated'; 2 = 'authenticated-without-exceptions' }"},
};

}  // namespace

std::string_view collector_lines(std::string_view fact) {
  for (const auto& [name, text] : lines)
    if (name == fact) return text;
  return {};
}

std::string_view not_collected_because(std::string_view fact) {
  for (const auto& [name, text] : reasons)
    if (name == fact || (name.ends_with('.') && fact.starts_with(name))) return text;
  return {};
}

std::string_view registry_words(std::string_view fact, std::string_view type) {
  // 1 is "audit all" for outgoing traffic, and "deny all domain accounts" for incoming one.
  if (fact == "ntlm.incoming") return "@{ 0 = 'allow'; 1 = 'deny-domain-accounts'; 2 = 'deny' }";
  if (fact == "ntlm.outgoing") return "@{ 0 = 'allow'; 1 = 'allow'; 2 = 'deny' }";
  for (const auto& [name, text] : words)
    if (name == type) return text;
  return {};
}

}  // namespace wmireach::exports
