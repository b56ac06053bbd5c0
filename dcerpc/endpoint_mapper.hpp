// SPDX-License-Identifier: Apache-2.0
// ept_lookup and ept_map of the endpoint mapper (C706 appendix O, MS-RPCE 2.2.1.2.4 and 2.2.1.2.5): the stubs of the calls.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dcerpc/bytes.hpp"
#include "dcerpc/problem.hpp"
#include "dcerpc/tower.hpp"
#include "dcerpc/uuid.hpp"

namespace wmireach::dcerpc {

inline constexpr std::uint16_t opnum_ept_lookup = 2;
inline constexpr std::uint16_t opnum_ept_map = 3;
inline constexpr std::uint32_t ept_s_not_registered = 0x16C9A0D6;  // no (more) entries
inline constexpr std::uint32_t most_entries = 500;                 // that one call may ask for

// A context handle: 20 bytes that the server gives and takes; all zero for the first call and after the last.
struct LookupHandle {
  std::array<std::uint8_t, 20> bytes{};

  bool is_null() const { return *this == LookupHandle{}; }
  bool operator==(const LookupHandle&) const = default;
};

struct LookupRequest {  // all elements of the map
  LookupHandle handle;
  std::uint32_t max_entries = 100;  // 1 to most_entries

  bool operator==(const LookupRequest&) const = default;
};

struct MappedEndpoint {
  Uuid object;
  std::optional<Tower> tower;  // nullopt: none was given, or it cannot be read
  std::string annotation;      // ASCII as given, up to its NUL; other bytes as '?'; 64 characters at most

  bool operator==(const MappedEndpoint&) const = default;
};

struct LookupResponse {
  LookupHandle handle;
  std::vector<MappedEndpoint> entries;
  std::uint32_t status = 0;

  // No further call is to be made: Windows answers the last one with a null handle, Samba the one after it with ept_s_not_registered.
  bool is_last() const { return status != 0 || handle.is_null() || entries.empty(); }
  // The list is complete, rather than broken off by an error of the mapper.
  bool is_ok() const { return status == 0 || status == ept_s_not_registered; }

  bool operator==(const LookupResponse&) const = default;
};

// `max_entries` of the request; the answer does not repeat it but as the size of its array.
Bytes encode(const LookupRequest& request);
Decoded<LookupRequest> decode_lookup_request(View stub);
Bytes encode(const LookupResponse& response, std::uint32_t max_entries);
Decoded<LookupResponse> decode_lookup_response(View stub);

struct MapRequest {
  Tower tower;  // tcp_tower(interface, 0, {}): which port?
  LookupHandle handle;
  std::uint32_t max_towers = 4;

  bool operator==(const MapRequest&) const = default;
};

struct MapResponse {
  LookupHandle handle;
  std::vector<Tower> towers;  // those that were given and can be read
  std::uint32_t status = 0;   // ept_s_not_registered: nobody has registered the interface

  bool operator==(const MapResponse&) const = default;
};

Bytes encode(const MapRequest& request);
Decoded<MapRequest> decode_map_request(View stub);
Bytes encode(const MapResponse& response, std::uint32_t max_towers);
Decoded<MapResponse> decode_map_response(View stub);

}  // namespace wmireach::dcerpc
