// SPDX-License-Identifier: Apache-2.0
#include "cli/client_words.hpp"

#include <fmt/format.h>

#include "model/error_code.hpp"
#include "rules/derived/client_tool.hpp"

namespace wmireach::cli {
namespace {

constexpr std::uint32_t access_denied = 0x80070005, rpc_unavailable = 0x800706BA;

bool is_wmi_code(std::uint32_t code) { return (code & 0xFFFFF000U) == 0x80041000U; }

// VBScript has numbers of its own for the two most common codes; for the others it shows the signed number.
std::string in_a_script(std::uint32_t code) {
  if (code == access_denied) return "run-time error 70, \"Permission denied\"";
  if (code == rpc_unavailable) return "run-time error 462, \"The remote server machine does not exist or is unavailable\"";
  return fmt::format("error number {}", model::signed_decimal(code));
}

std::string in_dotnet(std::uint32_t code) {
  if (code == access_denied) return "System.UnauthorizedAccessException";
  return is_wmi_code(code) ? "System.Management.ManagementException" : "System.Runtime.InteropServices.COMException";
}

std::optional<std::string> in_impacket(std::uint32_t code) {
  if (code == access_denied) return "rpc_s_access_denied (0x5)";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> shown_as(rules::FactFrame& frame, std::uint32_t code) {
  const auto& api = frame.get(rules::ConnectionFact::api);
  if (!api.known) return std::nullopt;
  switch (static_cast<rules::Tool>(api.value)) {
    case rules::Tool::moniker:
    case rules::Tool::swbemlocator: return in_a_script(code);
    case rules::Tool::system_management:
    case rules::Tool::get_wmiobject: return in_dotnet(code);
    case rules::Tool::cimsession: return "Microsoft.Management.Infrastructure.CimException";
    case rules::Tool::impacket: return in_impacket(code);
    default: return std::nullopt;
  }
}

}  // namespace wmireach::cli
