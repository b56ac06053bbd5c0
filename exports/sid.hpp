// SPDX-License-Identifier: Apache-2.0
// Security identifiers as text (MS-DTYP 2.4.2.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wmireach::exports {

// The SID in a text such as "CORP.EXAMPLE-S-1-5-32-544", by which SharpHound names the group of one domain; empty: there is none.
std::string sid_in(std::string_view text);

// From the binary form (MS-DTYP 2.4.2.2), which may have other bytes behind it. nullopt: no SID begins here.
std::optional<std::string> sid_of_bytes(std::string_view bytes);

// The last number of a SID; nullopt for a text that is none.
std::optional<std::uint32_t> rid_of(std::string_view sid);

// All but the last number: the domain or the computer that issued the SID.
std::string issuer_of(std::string_view sid);

// The English name of a local group that WMI depends on, by its number; empty for any other.
std::string_view local_group_name(std::uint32_t rid);

}  // namespace wmireach::exports
