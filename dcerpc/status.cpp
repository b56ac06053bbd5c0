// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/status.hpp"

#include <algorithm>
#include <array>

#include "dcerpc/endpoint_mapper.hpp"

namespace wmireach::dcerpc {
namespace {

const RpcStatus* find(std::span<const RpcStatus> table, std::uint32_t value) {
  const auto found = std::ranges::lower_bound(table, value, {}, &RpcStatus::value);
  return found != table.end() && found->value == value ? &*found : nullptr;
}

struct Mapping {
  std::uint32_t status;
  std::uint32_t win32;
};

// MS-RPCE 3.1.1.5.5 with the values of MS-ERREF 2.2; the last one is what the endpoint mapper itself says.
constexpr auto mappings = std::to_array<Mapping>({
    {0x1C000001, 1767},  // RPC_S_ZERO_DIVIDE
    {0x1C000002, 1768},  // RPC_S_ADDRESS_ERROR
    {0x1C000003, 1769},  // RPC_S_FP_DIV_ZERO
    {0x1C000004, 1770},  // RPC_S_FP_UNDERFLOW
    {0x1C000005, 1771},  // RPC_S_FP_OVERFLOW
    {0x1C000006, 1733},  // RPC_S_INVALID_TAG
    {0x1C000007, 1734},  // RPC_S_INVALID_BOUND
    {0x1C000008, 1728},  // RPC_S_PROTOCOL_ERROR
    {0x1C000009, 1726},  // RPC_S_CALL_FAILED
    {0x1C00000A, 1727},  // RPC_S_CALL_FAILED_DNE
    {0x1C00000B, 1726},  // RPC_S_CALL_FAILED
    {0x1C010001, 1820},  // RPC_S_COMM_FAILURE
    {0x1C010002, 1745},  // RPC_S_PROCNUM_OUT_OF_RANGE
    {0x1C010003, 1717},  // RPC_S_UNKNOWN_IF
    {0x1C010009, 1726},  // RPC_S_CALL_FAILED
    {0x1C01000B, 1728},  // RPC_S_PROTOCOL_ERROR
    {0x1C010013, 1130},  // RPC_S_SERVER_OUT_OF_MEMORY
    {0x1C010014, 1723},  // RPC_S_SERVER_TOO_BUSY
    {0x1C010017, 1732},  // RPC_S_UNSUPPORTED_TYPE
    {ept_s_not_registered, 1753},  // EPT_S_NOT_REGISTERED
});

}  // namespace

const RpcStatus* find_fault_status(std::uint32_t status) { return find(fault_statuses(), status); }
const RpcStatus* find_nak_reason(std::uint16_t reason) { return find(nak_reasons(), reason); }
const RpcStatus* find_refusal_reason(std::uint16_t reason) { return find(refusal_reasons(), reason); }

std::optional<std::uint32_t> error_code_of(std::uint32_t fault_status) {
  if (fault_status == 0) return std::nullopt;
  if (fault_status >= 0x80000000) return fault_status;
  if (fault_status <= 0xFFFF) return 0x80070000 | fault_status;
  const auto found = std::ranges::find(mappings, fault_status, &Mapping::status);
  return found == mappings.end() ? std::nullopt : std::optional(0x80070000 | found->win32);
}

}  // namespace wmireach::dcerpc
