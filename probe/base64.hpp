// SPDX-License-Identifier: Apache-2.0
// Tokens in HTTP headers (RFC 4648, clause 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dcerpc/bytes.hpp"

namespace wmireach::probe {

std::string to_base64(dcerpc::View bytes);
std::optional<dcerpc::Bytes> from_base64(std::string_view text);  // nullopt: it is none

}  // namespace wmireach::probe
