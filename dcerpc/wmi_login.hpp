// SPDX-License-Identifier: Apache-2.0
// IWbemLevel1Login::NTLMLogin (MS-WMI 3.1.4.1.4): opens a namespace, by whatever authentication the connection has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dcerpc/bytes.hpp"
#include "dcerpc/object_reference.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t opnum_ntlm_login = 6;

struct LoginRequest {
  std::string network_resource;               // UTF-8: "\\host\root\cimv2"; "//./root/cimv2" is the same on the host itself
  std::optional<std::string> preferred_locale;  // "MS_409"; nullopt: the server's
  std::uint32_t flags = 0;  // servers take 0 only

  bool operator==(const LoginRequest&) const = default;
};

Bytes encode(const LoginRequest& request, const Uuid& causality);  // without IWbemContext
Decoded<LoginRequest> decode_login_request(View stub);             // a null network_resource reads as empty

struct LoginResponse {
  std::uint32_t result = 0;                  // HRESULT
  std::optional<ObjectReference> namespace_; // IWbemServices of the namespace; nullopt with a failure

  bool operator==(const LoginResponse&) const = default;
};

Bytes encode(const LoginResponse& response);
Decoded<LoginResponse> decode_login_response(View stub);  // result 0 without a reference is missing_property

}  // namespace wmireach::dcerpc
