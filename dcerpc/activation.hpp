// SPDX-License-Identifier: Apache-2.0
// IRemoteSCMActivator::RemoteCreateInstance (MS-DCOM 3.1.2.5.2.3.3) with its activation properties (2.2.22). A request is only ever made for
// the class that lets a client into WMI; requests of others are read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/dual_string_array.hpp"
#include "dcerpc/object_reference.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t opnum_remote_create_instance = 4;
inline constexpr std::uint16_t opnum_remote_get_class_object = 3;  // seen in captures, never sent

// Asks for an IWbemLevel1Login of CLSID_WbemLevel1Login.
Bytes wmi_activation_request(const Uuid& causality);

struct ActivationRequest {
  Uuid class_id;
  std::vector<Uuid> interfaces;

  bool operator==(const ActivationRequest&) const = default;
};

// damaged, count_out_of_range, not_an_object_reference, foreign_object_reference, missing_property.
Decoded<ActivationRequest> decode_activation_request(View stub);

struct ActivatedInterface {
  Uuid interface_;
  std::uint32_t result = 0;                  // HRESULT of this interface
  std::optional<ObjectReference> reference;  // there when result is 0 and a reference was given that can be read

  bool operator==(const ActivatedInterface&) const = default;
};

// What a server says when it has made the object (ScmReplyInfoData and PropsOutInfo, MS-DCOM 2.2.22.2.8 and 2.2.22.2.9).
struct Activated {
  std::uint64_t exporter = 0;            // OXID
  Uuid remote_unknown_pointer;           // IPID of IRemUnknown of the exporter
  std::uint32_t authentication_hint = 0; // least AuthLevel that the server wants calls to have
  ComVersion version;
  DualStringArray bindings;              // of the exporter: the port of the service is in them
  std::vector<ActivatedInterface> interfaces;

  bool operator==(const Activated&) const = default;
};

struct ActivationResponse {
  std::uint32_t result = 0;            // HRESULT
  std::optional<Activated> activated;  // nullopt with a failure; a response with result 0 and without it is missing_property

  bool operator==(const ActivationResponse&) const = default;

  // The reference to the interface that was asked for; nullptr when there is none.
  const ObjectReference* reference_to(const Uuid& interface_) const;
};

Bytes encode(const ActivationResponse& response);
Decoded<ActivationResponse> decode_activation_response(View stub);

}  // namespace wmireach::dcerpc
