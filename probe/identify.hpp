// SPDX-License-Identifier: Apache-2.0
// The Identify of WS-Man (DMTF DSP0226, clause 11): who answers, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wmireach::probe {

// The body of the request.
std::string_view identify_request();

struct Identity {
  std::string protocol;  // the namespace of the WS-Man version; never empty
  std::string vendor, version;
};

// nullopt: the body is no answer to Identify. Elements are found by their local names; each value ends at the next tag and is cut at 120 bytes,
// and what is no printable ASCII becomes '?'.
std::optional<Identity> read_identity(std::string_view body);

}  // namespace wmireach::probe
