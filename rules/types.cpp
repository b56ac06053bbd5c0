// SPDX-License-Identifier: Apache-2.0
// The enumerations of the vocabulary, in the words of Microsoft's documents.
#include <vector>

#include "model/release.hpp"
#include "rules/type.hpp"

namespace wmireach::rules::types {

const Type& boolean() {
  static constexpr Type t{.name = "boolean", .kind = TypeKind::boolean};
  return t;
}
const Type& integer() {
  static constexpr Type t{.name = "integer", .kind = TypeKind::integer, .min = 0, .max = 1'000'000'000};
  return t;
}
const Type& date() {
  static constexpr Type t{.name = "date", .kind = TypeKind::date};
  return t;
}

const Type& release() {
  static const std::vector<EnumValue> values = [] {
    std::vector<EnumValue> v;
    for (const auto& r : model::releases()) v.push_back({r.id, r.name});
    return v;
  }();
  static const Type t{.name = "release", .kind = TypeKind::enumeration, .ordered = true, .values = values};
  return t;
}

namespace {
template <std::size_t N>
constexpr Type enumeration(std::string_view name, const EnumValue (&values)[N], bool ordered = false) {
  return Type{.name = name, .kind = TypeKind::enumeration, .ordered = ordered, .values = values};
}
}  // namespace

const Type& release_kind() {
  static constexpr EnumValue v[] = {{"client", "a desktop release"}, {"server", "a server release"}};
  static constexpr Type t = enumeration("release-kind", v);
  return t;
}
const Type& edition() {
  static constexpr EnumValue v[] = {
      {"starter", ""}, {"home-basic", ""}, {"home-premium", ""}, {"home", ""}, {"core", "the unnamed edition of Windows 8 and 8.1"},
      {"pro", "Professional"}, {"business", ""}, {"ultimate", ""}, {"education", ""}, {"enterprise", ""},
      {"iot-enterprise", ""}, {"web", ""}, {"foundation", ""}, {"essentials", ""}, {"standard", ""}, {"datacenter", ""},
      {"datacenter-azure", "Datacenter: Azure Edition"}};
  static constexpr Type t = enumeration("edition", v);
  return t;
}
const Type& membership() {
  static constexpr EnumValue v[] = {{"workgroup", "not joined to a domain"}, {"domain", "joined to an Active Directory or NT domain"}};
  static constexpr Type t = enumeration("membership", v);
  return t;
}
const Type& wmi_version() {
  static constexpr EnumValue v[] = {{"v1.01", "the add-on of the NT 4.0 era"}, {"v1.1", ""}, {"v1.5", "Windows 2000 and the core package"}, {"later", "newer than 1.5"}};
  static constexpr Type t = enumeration("wmi-version", v, true);
  return t;
}
const Type& authentication_level() {
  static constexpr EnumValue v[] = {{"none", "no authentication"}, {"connect", "once, when the connection is made"},
                                    {"call", "at each call; carried out as pkt over TCP"}, {"pkt", "each packet comes from the caller"},
                                    {"pkt-integrity", "each packet is also unchanged"}, {"pkt-privacy", "each packet is also encrypted"}};
  static constexpr Type t = enumeration("authentication-level", v, true);
  return t;
}
const Type& requested_level() {
  static constexpr EnumValue v[] = {{"unset", "the caller sets nothing; the tool's own default counts"}, {"default", "the caller asks DCOM to negotiate"},
                                    {"none", ""}, {"connect", ""}, {"call", ""}, {"pkt", ""}, {"pkt-integrity", ""}, {"pkt-privacy", ""}};
  static constexpr Type t = enumeration("requested-authentication-level", v);
  return t;
}
const Type& impersonation_level() {
  static constexpr EnumValue v[] = {{"anonymous", "the target does not learn who calls"}, {"identify", "the target may look at the caller's identity"},
                                    {"impersonate", "the target may act as the caller on itself"}, {"delegate", "the target may act as the caller on other computers"}};
  static constexpr Type t = enumeration("impersonation-level", v, true);
  return t;
}
const Type& requested_impersonation() {
  static constexpr EnumValue v[] = {{"unset", "the caller sets nothing; the tool's own default counts"}, {"anonymous", ""}, {"identify", ""}, {"impersonate", ""}, {"delegate", ""}};
  static constexpr Type t = enumeration("requested-impersonation-level", v);
  return t;
}
const Type& start_type() {
  static constexpr EnumValue v[] = {{"automatic", ""}, {"manual", ""}, {"disabled", ""}};
  static constexpr Type t = enumeration("start-type", v);
  return t;
}
const Type& service_state() {
  static constexpr EnumValue v[] = {{"running", ""}, {"stopped", ""}};
  static constexpr Type t = enumeration("service-state", v);
  return t;
}
const Type& firewall_component() {
  static constexpr EnumValue v[] = {{"none", "the release has no host firewall"}, {"connection-firewall", "Internet Connection Firewall, before XP SP2 and 2003 SP1"},
                                    {"windows-firewall", "XP SP2 and 2003 SP1"}, {"advanced-security", "Vista and later"}};
  static constexpr Type t = enumeration("firewall-component", v);
  return t;
}
const Type& firewall_profile() {
  static constexpr EnumValue v[] = {{"domain", ""}, {"private", ""}, {"public", ""}};
  static constexpr Type t = enumeration("firewall-profile", v);
  return t;
}
const Type& allowed_or_blocked() {
  static constexpr EnumValue v[] = {{"blocked", ""}, {"allowed", ""}};
  static constexpr Type t = enumeration("allowed-or-blocked", v);
  return t;
}
const Type& dcom_rights() {
  static constexpr EnumValue v[] = {{"local-launch", ""}, {"local-activation", ""}, {"remote-launch", ""},
                                    {"remote-activation", ""}, {"local-access", ""}, {"remote-access", ""}};
  static constexpr Type t{.name = "dcom-rights", .kind = TypeKind::flags, .values = v};
  return t;
}
const Type& client_api() {
  static constexpr EnumValue v[] = {
      {"moniker", "VBScript or another script with GetObject(\"winmgmts:...\")"}, {"swbemlocator", "SWbemLocator.ConnectServer in a script"},
      {"iwbemlocator", "C++ with IWbemLocator::ConnectServer"}, {"system-management", ".NET System.Management, ManagementScope"},
      {"get-wmiobject", "the WMI cmdlets of Windows PowerShell"}, {"wmic", "the command-line tool wmic.exe"},
      {"cimsession", "CimSession, Get-CimInstance -ComputerName"}, {"wbemtest", "the tester wbemtest.exe"},
      {"impacket", "the Python library impacket; its own RPC"}, {"samba-wmic", "wmic on Linux, from Samba's RPC"},
      {"j-interop", "the Java library j-Interop; its own RPC"}, {"other-rpc", "another client that brings its own RPC"},
      {"ws-man-client", "a WS-Man client that is not Windows's own, such as pywinrm or winrm4j"}};
  static constexpr Type t = enumeration("client-api", v);
  return t;
}
const Type& shell() {
  static constexpr EnumValue v[] = {{"windows-powershell", "up to 5.1"}, {"powershell-core", "PowerShell 6 and later"}};
  static constexpr Type t = enumeration("shell", v);
  return t;
}
const Type& transport() {
  static constexpr EnumValue v[] = {{"local", "no network: both ends are one computer"}, {"dcom", ""}, {"ws-man", ""}};
  static constexpr Type t = enumeration("transport", v);
  return t;
}
const Type& address_form() {
  static constexpr EnumValue v[] = {{"short-name", "NetBIOS or single-label name"}, {"full-name", "fully qualified DNS name"}, {"ip", "an IP address"},
                                    {"alias", "another name for the target, such as a CNAME record"}};
  static constexpr Type t = enumeration("address-form", v);
  return t;
}
const Type& address_family() {
  static constexpr EnumValue v[] = {{"any", "whichever both ends share"}, {"ipv4", ""}, {"ipv6", ""}};
  static constexpr Type t = enumeration("address-family", v);
  return t;
}
const Type& credentials() {
  static constexpr EnumValue v[] = {{"current", "the identity that the client program runs as"}, {"explicit", "user name and password in the call"}};
  static constexpr Type t = enumeration("credentials", v);
  return t;
}
const Type& authority() {
  static constexpr EnumValue v[] = {{"none", "left empty: negotiated"}, {"kerberos", "kerberos:DOMAIN\\TARGET"}, {"ntlm", "ntlmdomain:DOMAIN"}};
  static constexpr Type t = enumeration("authority", v);
  return t;
}
const Type& authentication_service() {
  static constexpr EnumValue v[] = {{"default", "RPC_C_AUTHN_DEFAULT"}, {"kerberos", ""}, {"ntlm", ""}};
  static constexpr Type t = enumeration("authentication-service", v);
  return t;
}
const Type& call_mode() {
  static constexpr EnumValue v[] = {{"synchronous", ""}, {"semisynchronous", ""}, {"asynchronous", "results come as callbacks from the target"}};
  static constexpr Type t = enumeration("call-mode", v);
  return t;
}
const Type& sink() {
  static constexpr EnumValue v[] = {{"unsecapp", "Unsecapp.exe receives the callbacks"}, {"own", "the client program makes its own sink"}};
  static constexpr Type t = enumeration("sink", v);
  return t;
}
const Type& operation() {
  static constexpr EnumValue v[] = {{"query", ""}, {"method", "a method call other than process creation"}, {"create-process", "Win32_Process.Create"}, {"events", "a notification query"}};
  static constexpr Type t = enumeration("operation", v);
  return t;
}
const Type& account_kind() {
  static constexpr EnumValue v[] = {{"local", "in the account database of one computer"}, {"domain", ""}, {"machine", "DOMAIN\\COMPUTER$"},
                                    {"local-system", ""}, {"network-service", ""}, {"local-service", ""}, {"entra", "known to Entra ID only"}};
  static constexpr Type t = enumeration("account-kind", v);
  return t;
}
const Type& port_coverage() {
  static constexpr EnumValue v[] = {{"closed", "no port is open"}, {"partial", "some ports are open, some are not"}, {"open", "every port is open"}};
  static constexpr Type t = enumeration("port-coverage", v, true);
  return t;
}
const Type& computer_trust() {
  static constexpr EnumValue v[] = {{"none", "no trust in either direction"}, {"one-way", "one computer's domain trusts the other's"},
                                    {"both-ways", "each domain trusts the other"}, {"same-domain", ""}};
  static constexpr Type t = enumeration("computer-trust", v, true);
  return t;
}

const Type& address_scope() {
  static constexpr EnumValue v[] = {{"any", "every remote address"}, {"local-subnet", "addresses of the computer's own subnet"}};
  static constexpr Type t = enumeration("address-scope", v);
  return t;
}
const Type& rpc_client_restriction() {
  static constexpr EnumValue v[] = {{"none", "0"}, {"authenticated", "1: anonymous callers are refused, with exceptions"},
                                    {"authenticated-without-exceptions", "2: anonymous callers are refused"}};
  static constexpr Type t = enumeration("rpc-client-restriction", v, true);
  return t;
}
const Type& ntlm_restriction() {
  static constexpr EnumValue v[] = {{"allow", ""}, {"deny-domain-accounts", "incoming only: local accounts may still use NTLM"}, {"deny", "all accounts"}};
  static constexpr Type t = enumeration("ntlm-restriction", v, true);
  return t;
}
const Type& ntlm_version() {
  static constexpr EnumValue v[] = {{"lm", "the LAN Manager response only"}, {"ntlmv1", ""}, {"ntlmv2", ""}};
  static constexpr Type t = enumeration("ntlm-version", v, true);
  return t;
}
const Type& lm_compatibility_level() {
  static constexpr Type t{.name = "lm-compatibility-level", .kind = TypeKind::integer, .min = 0, .max = 5};
  return t;
}
const Type& account_state() {
  static constexpr EnumValue v[] = {{"normal", ""}, {"locked-out", ""}, {"expired", "the account itself"}, {"password-expired", ""},
                                    {"must-change-password", "at the next logon"}, {"outside-logon-hours", ""}, {"workstation-not-allowed", "the account may log on from other computers only"}};
  static constexpr Type t = enumeration("account-state", v);
  return t;
}
const Type& user_name_form() {
  static constexpr EnumValue v[] = {{"qualified", "with its computer or domain"}, {"bare", "the user name alone"}};
  static constexpr Type t = enumeration("user-name-form", v);
  return t;
}
const Type& privilege() {
  static constexpr EnumValue v[] = {{"not-needed", ""}, {"enabled", ""}, {"not-enabled", "needed, and not enabled or not held"}};
  static constexpr Type t = enumeration("privilege", v);
  return t;
}
const Type& ws_man_authentication() {
  static constexpr EnumValue v[] = {{"default", "Negotiate with explicit credentials, else Kerberos"}, {"kerberos", ""}, {"negotiate", ""}, {"basic", ""}, {"digest", ""}, {"credssp", ""}};
  static constexpr Type t = enumeration("ws-man-authentication", v);
  return t;
}

}  // namespace wmireach::rules::types
