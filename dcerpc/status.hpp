// SPDX-License-Identifier: Apache-2.0
// Names for what the RPC layer itself answers: status of faults, reasons of bind_nak, reasons why a presentation context is refused.
// Win32 errors and HRESULTs, which faults carry as well, are named in model/error_code.hpp: error_code_of gives the value to look up there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "dcerpc/pdu.hpp"

namespace wmireach::dcerpc {

struct RpcStatus {
  std::uint32_t value;
  std::string_view symbol;   // "nca_s_unk_if"
  std::string_view meaning;  // one plain sentence: what the code says, not what caused it
  std::string_view source;   // "C706 appendix E"
};

std::span<const RpcStatus> fault_statuses();  // ascending by value
std::span<const RpcStatus> nak_reasons();     // reasons of bind_nak
std::span<const RpcStatus> refusal_reasons(); // reasons of provider_rejection

// nullptr when the value is not in the table.
const RpcStatus* find_fault_status(std::uint32_t status);
const RpcStatus* find_nak_reason(std::uint16_t reason);
const RpcStatus* find_refusal_reason(std::uint16_t reason);

// What a caller on Windows sees of a fault, as HRESULT for model::find_error_code: a Win32 error (5, 0x721) is 0x8007nnnn, an HRESULT is itself, and a
// status of RPC is what the runtime of Windows makes of it where that is known. nullopt for any other, and for 0.
std::optional<std::uint32_t> error_code_of(std::uint32_t fault_status);

}  // namespace wmireach::dcerpc
