// SPDX-License-Identifier: Apache-2.0
// Distinguished names in their text form (RFC 4514): "CN=Doe\, John,OU=Staff,DC=corp,DC=example".
#pragma once

#include <string>
#include <string_view>

namespace wmireach::exports {

// What is behind the first part; empty at the end.
std::string_view parent_of(std::string_view dn);

// "Doe, John": the value of the first part, without its escapes.
std::string first_value_of(std::string_view dn);

// The nearest of the entry's parents that can have policies linked: an organizational unit or a domain. In lower case; empty: there is none.
std::string container_above(std::string_view dn);

// "DC=corp,DC=example": the end that names the domain. Empty: there is none.
std::string_view domain_part_of(std::string_view dn);

// "corp.example"; empty for a name outside of any domain.
std::string dns_name_of(std::string_view dn);

}  // namespace wmireach::exports
