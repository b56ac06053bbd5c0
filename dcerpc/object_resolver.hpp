// SPDX-License-Identifier: Apache-2.0
// IObjectExporter::ServerAlive2 (MS-DCOM 3.1.2.5.1.6): the object resolver at TCP 135 tells who asks, without authentication, what COM version
// it has and where it can be reached.
#pragma once

#include <cstdint>
#include <optional>

#include "dcerpc/bytes.hpp"
#include "dcerpc/dual_string_array.hpp"
#include "dcerpc/problem.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t opnum_server_alive_2 = 5;

struct ComVersion {  // COMVERSION (MS-DCOM 2.2.11); Windows from 2000 on: 5.6 or 5.7
  std::uint16_t major = 5;
  std::uint16_t minor = 7;

  bool operator==(const ComVersion&) const = default;
};

struct ServerAlive2Response {
  ComVersion version;
  std::optional<DualStringArray> bindings;  // nullopt: a null pointer
  std::uint32_t status = 0;                 // a Win32 error; 0: no error

  bool operator==(const ServerAlive2Response&) const = default;
};

Bytes server_alive_2_request();  // empty: the call has no parameters that go out

Bytes encode(const ServerAlive2Response& response);
Decoded<ServerAlive2Response> decode_server_alive_2_response(View stub);

}  // namespace wmireach::dcerpc
