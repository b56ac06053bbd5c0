// SPDX-License-Identifier: Apache-2.0
// The account that an NTLM authentication names. NTLM and SPNEGO carry it in the clear; Kerberos does not.
#pragma once

#include <optional>
#include <string>

#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

// Of an AUTHENTICATE message (MS-NLMP 2.2.1.3) that the token is or holds: "CORP\reader", UTF-8; without a domain "reader". nullopt: there is
// none, it is damaged, or it is anonymous.
std::optional<std::string> ntlm_account(dcerpc::View token);

}  // namespace wmireach::capture
