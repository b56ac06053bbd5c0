// SPDX-License-Identifier: Apache-2.0
// IRemUnknown::RemRelease (MS-DCOM 3.1.1.5.6.1.3): gives references back, so that the server need not wait until it misses the pings.
// The object of the request is the IPID of IRemUnknown that the activation gave (Activated::remote_unknown_pointer).
#pragma once

#include <cstdint>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t opnum_remote_release = 5;

struct InterfaceReferences {  // REMINTERFACEREF
  Uuid interface_pointer;               // IPID
  std::uint32_t public_references = 0;  // as ObjectReference says
  std::uint32_t private_references = 0;

  bool operator==(const InterfaceReferences&) const = default;
};

struct ReleaseRequest {
  std::vector<InterfaceReferences> references;  // 65535 at most; further ones are left out

  bool operator==(const ReleaseRequest&) const = default;
};

Bytes encode(const ReleaseRequest& request, const Uuid& causality);
Decoded<ReleaseRequest> decode_release_request(View stub);

struct ReleaseResponse {
  std::uint32_t result = 0;  // HRESULT

  bool operator==(const ReleaseResponse&) const = default;
};

Bytes encode(const ReleaseResponse& response);
Decoded<ReleaseResponse> decode_release_response(View stub);

}  // namespace wmireach::dcerpc
