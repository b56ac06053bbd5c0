# SPDX-License-Identifier: Apache-2.0
# Writes the rules and profiles of the Windows Firewall that count on this computer as JSON, for `wmireach import`. It reads only, and sends
# nothing anywhere. It needs PowerShell 3 and Windows 8 or Server 2012, or later; an administrator sees the rules of policies as well.
#
#   powershell -NoProfile -ExecutionPolicy Bypass -File Export-FirewallRules.ps1 -Output firewall.json
param([string]$Output = "$env:COMPUTERNAME-firewall.json")

$ErrorActionPreference = 'Stop'
$store = 'ActiveStore'

# One call for all filters of a kind, joined by InstanceID: a call for each rule would take minutes.
function Get-TableById($filters) {
  $table = @{}
  foreach ($filter in $filters) { $table[$filter.InstanceID] = $filter }
  return $table
}

$ports = Get-TableById (Get-NetFirewallPortFilter -PolicyStore $store)
$programs = Get-TableById (Get-NetFirewallApplicationFilter -PolicyStore $store)
$services = Get-TableById (Get-NetFirewallServiceFilter -PolicyStore $store)
$addresses = Get-TableById (Get-NetFirewallAddressFilter -PolicyStore $store)
$interfaceTypes = Get-TableById (Get-NetFirewallInterfaceTypeFilter -PolicyStore $store)
$interfaces = Get-TableById (Get-NetFirewallInterfaceFilter -PolicyStore $store)
$security = Get-TableById (Get-NetFirewallSecurityFilter -PolicyStore $store)

$rules = @(foreach ($rule in (Get-NetFirewallRule -PolicyStore $store)) {
  $id = $rule.InstanceID
  [ordered]@{
    Name = $rule.Name
    DisplayName = $rule.DisplayName
    Enabled = [string]$rule.Enabled
    Direction = [string]$rule.Direction
    Action = [string]$rule.Action
    Profile = [string]$rule.Profile
    Protocol = [string]$ports[$id].Protocol
    LocalPort = @($ports[$id].LocalPort)
    RemotePort = @($ports[$id].RemotePort)
    Program = [string]$programs[$id].Program
    Package = [string]$programs[$id].Package
    Service = [string]$services[$id].Service
    LocalAddress = @($addresses[$id].LocalAddress)
    RemoteAddress = @($addresses[$id].RemoteAddress)
    InterfaceType = [string]$interfaceTypes[$id].InterfaceType
    InterfaceAlias = @($interfaces[$id].InterfaceAlias)
    Authentication = [string]$security[$id].Authentication
    RemoteUser = [string]$security[$id].RemoteUser
    RemoteMachine = [string]$security[$id].RemoteMachine
  }
})

$profiles = @(foreach ($profile in (Get-NetFirewallProfile -PolicyStore $store)) {
  [ordered]@{
    Name = [string]$profile.Name
    Enabled = [string]$profile.Enabled
    DefaultInboundAction = [string]$profile.DefaultInboundAction
    DefaultOutboundAction = [string]$profile.DefaultOutboundAction
    AllowInboundRules = [string]$profile.AllowInboundRules
  }
})

# With several networks of different profiles, no single one is active.
$active = $null
$names = @{ DomainAuthenticated = 'domain'; Private = 'private'; Public = 'public' }
$categories = @(Get-NetConnectionProfile -ErrorAction SilentlyContinue | ForEach-Object { [string]$_.NetworkCategory } | Sort-Object -Unique)
if ($categories.Count -eq 1) { $active = $names[$categories[0]] }

$system = Get-CimInstance -ClassName Win32_ComputerSystem
$result = [ordered]@{
  format = 'wmireach-firewall-1'
  computer = $system.Name
  dns_name = $(if ($system.PartOfDomain) { "$($system.DNSHostName).$($system.Domain)" } else { '' })
  domain = $(if ($system.PartOfDomain) { $system.Domain } else { '' })
  active_profile = $active
  profiles = $profiles
  rules = $rules
}
$result | ConvertTo-Json -Depth 5 | Out-File -FilePath $Output -Encoding UTF8
Write-Host "$($rules.Count) rules in $Output"
