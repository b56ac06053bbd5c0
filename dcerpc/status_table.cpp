// SPDX-License-Identifier: Apache-2.0
// The names of what the RPC layer answers, each table ascending by value. Win32 errors and HRESULTs are not repeated here: see
// model/error_code_table.cpp.
#include <array>

#include "dcerpc/status.hpp"

namespace wmireach::dcerpc {
namespace {

constexpr std::string_view appendix_e = "C706 appendix E";
constexpr std::string_view mapper = "C706 appendix N";
constexpr std::string_view bind_header = "C706 12.6.3.1";
constexpr std::string_view bind_extension = "MS-RPCE 2.2.2.5";

constexpr auto faults = std::to_array<RpcStatus>({
    {0x16C9A0D6, "ept_s_not_registered", "The endpoint mapper has no entry, or no further one, that fits the question.", mapper},
    {0x1C000001, "nca_s_fault_int_div_by_zero", "The procedure of the server divided an integer by zero.", appendix_e},
    {0x1C000002, "nca_s_fault_addr_error", "The procedure of the server used an address that it must not use.", appendix_e},
    {0x1C000003, "nca_s_fault_fp_div_zero", "The procedure of the server divided a floating-point number by zero.", appendix_e},
    {0x1C000004, "nca_s_fault_fp_underflow", "A floating-point number became too small in the procedure of the server.", appendix_e},
    {0x1C000005, "nca_s_fault_fp_overflow", "A floating-point number became too large in the procedure of the server.", appendix_e},
    {0x1C000006, "nca_s_fault_invalid_tag", "The data of the call choose a variant that the interface does not have.", appendix_e},
    {0x1C000007, "nca_s_fault_invalid_bound", "The data of the call give an array bounds that the interface does not allow.", appendix_e},
    {0x1C000008, "nca_rpc_version_mismatch", "The server does not speak the version of the RPC protocol.", appendix_e},
    {0x1C000009, "nca_unspec_reject", "The server rejected the call for a reason it does not name.", appendix_e},
    {0x1C00000A, "nca_s_bad_actid", "The server does not know the activity that the call belongs to.", appendix_e},
    {0x1C00000B, "nca_who_are_you_failed", "The server could not ask the client back.", appendix_e},
    {0x1C00000C, "nca_manager_not_entered", "The call did not reach the procedure of the server.", appendix_e},
    {0x1C00000D, "nca_s_fault_cancel", "The call was cancelled.", appendix_e},
    {0x1C00000E, "nca_s_fault_ill_inst", "The procedure of the server met an instruction that it cannot carry out.", appendix_e},
    {0x1C00000F, "nca_s_fault_fp_error", "A floating-point operation failed in the procedure of the server.", appendix_e},
    {0x1C000010, "nca_s_fault_int_overflow", "An integer became too large in the procedure of the server.", appendix_e},
    {0x1C000012, "nca_s_fault_unspec", "The procedure of the server failed for a reason it does not name.", appendix_e},
    {0x1C000014, "nca_s_fault_pipe_empty", "A pipe of the call was read past its end.", appendix_e},
    {0x1C000015, "nca_s_fault_pipe_closed", "A pipe of the call was used after it had been closed.", appendix_e},
    {0x1C000016, "nca_s_fault_pipe_order", "The pipes of the call were used in the wrong order.", appendix_e},
    {0x1C000017, "nca_s_fault_pipe_discipline", "A pipe of the call was used in a way that is not allowed.", appendix_e},
    {0x1C000018, "nca_s_fault_pipe_comm_error", "The connection failed while a pipe of the call was used.", appendix_e},
    {0x1C000019, "nca_s_fault_pipe_memory", "There was no memory for a pipe of the call.", appendix_e},
    {0x1C00001A, "nca_s_fault_context_mismatch", "The server does not know the context handle of the call.", appendix_e},
    {0x1C00001B, "nca_s_fault_remote_no_memory", "The server had no memory for the call.", appendix_e},
    {0x1C00001C, "nca_invalid_pres_context_id", "The call names a presentation context that no bind agreed on.", appendix_e},
    {0x1C00001D, "nca_unsupported_authn_level", "The server does not support the authentication level of the call.", appendix_e},
    {0x1C00001F, "nca_invalid_checksum", "The checksum of the call is wrong.", appendix_e},
    {0x1C000020, "nca_invalid_crc", "The cyclic redundancy check of the call failed.", appendix_e},
    {0x1C000021, "nca_s_fault_user_defined", "The procedure of the server raised an exception of its interface.", appendix_e},
    {0x1C000022, "nca_s_fault_tx_open_failed", "The server could not open the transaction of the call.", appendix_e},
    {0x1C000023, "nca_s_fault_codeset_conv_error", "A text of the call could not be converted to the characters of the other side.", appendix_e},
    {0x1C000024, "nca_s_fault_object_not_found", "The server does not know the object of the call.", appendix_e},
    {0x1C000025, "nca_s_fault_no_client_stub", "The client has no stub for the call back.", appendix_e},
    {0x1C010001, "nca_s_comm_failure", "The communication with the server failed.", appendix_e},
    {0x1C010002, "nca_op_rng_error", "The interface has no operation of that number.", appendix_e},
    {0x1C010003, "nca_unk_if", "The server does not offer the interface.", appendix_e},
    {0x1C010006, "nca_wrong_boot_time", "The server was started anew since the client learnt of it.", appendix_e},
    {0x1C010009, "nca_s_you_crashed", "The server takes the client for one that was started anew.", appendix_e},
    {0x1C01000B, "nca_proto_error", "The server takes what the client sent for a breach of the protocol.", appendix_e},
    {0x1C010013, "nca_out_args_too_big", "The results of the call are larger than the server can send.", appendix_e},
    {0x1C010014, "nca_server_too_busy", "The server has too much work to take the call.", appendix_e},
    {0x1C010017, "nca_unsupported_type", "The server does not support a type of the call.", appendix_e},
});

constexpr auto naks = std::to_array<RpcStatus>({
    {0, "reason_not_specified", "The server refused the association for a reason it does not name.", bind_header},
    {1, "temporary_congestion", "The server has too much work for a further association.", bind_header},
    {2, "local_limit_exceeded", "The server has no resources for a further association.", bind_header},
    {3, "called_paddr_unknown", "The server does not know the address that was called.", bind_header},
    {4, "protocol_version_not_supported", "The server does not speak the version of the RPC protocol, or took the bind for a breach of it.", bind_header},
    {5, "default_context_not_supported", "The server does not support the default context.", bind_header},
    {6, "user_data_not_readable", "The server could not read the data of the bind.", bind_header},
    {7, "no_psap_available", "The server has no access point left.", bind_header},
    {8, "authentication_type_not_recognized", "The server does not know the kind of authentication that was asked for.", bind_extension},
    {9, "invalid_checksum", "The security package of the server failed, and the association with it.", bind_extension},
});

constexpr auto refusals = std::to_array<RpcStatus>({
    {0, "reason_not_specified", "The server refused the interface for a reason it does not name.", bind_header},
    {1, "abstract_syntax_not_supported", "The server does not offer the interface.", bind_header},
    {2, "proposed_transfer_syntaxes_not_supported", "The server speaks none of the transfer syntaxes that were proposed.", bind_header},
    {3, "local_limit_exceeded", "The server has no resources for a further presentation context.", bind_header},
});

}  // namespace

std::span<const RpcStatus> fault_statuses() { return faults; }
std::span<const RpcStatus> nak_reasons() { return naks; }
std::span<const RpcStatus> refusal_reasons() { return refusals; }

}  // namespace wmireach::dcerpc
