// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4), for the hashes of a Content-Security-Policy.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wmireach::embed {

std::array<std::uint8_t, 32> sha256(std::string_view text);

// "sha256-" and the digest in base64.
std::string policy_hash(std::string_view text);

}  // namespace wmireach::embed
