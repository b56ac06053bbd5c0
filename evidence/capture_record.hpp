// SPDX-License-Identifier: Apache-2.0
// What a packet capture shows of the connections of a scenario.
//
// A conversation belongs to a connection by the addresses of its ends; an attempt further by the account that NTLM names and the namespace that
// the login asks for, where they can be read. Of several attempts the last one that came to an end counts.
#pragma once

#include <vector>

#include "capture/conversation.hpp"
#include "evidence/wanted.hpp"

namespace wmireach::evidence {

// Connections of which the capture has no packets get no sighting.
Evidence capture_record(const capture::Capture& capture, const std::vector<Wanted>& wanted);

}  // namespace wmireach::evidence
