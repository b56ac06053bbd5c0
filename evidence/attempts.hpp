// SPDX-License-Identifier: Apache-2.0
// The attempts of one client to reach WMI of one target over DCOM, one after the other, from the conversations between the two.
//
// A new attempt begins with a connection to the endpoint mapper, or an activation, behind an activation or a connection to the WMI service.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/conversation.hpp"
#include "observation/record.hpp"

namespace wmireach::evidence {

struct Attempt {
  std::vector<observation::Look> looks;       // in the order of the packets; only steps that the packets show
  std::size_t first_packet = 0, last_packet = 0;
  std::optional<std::string> account;         // whom NTLM names
  std::optional<std::string> wmi_namespace;   // that the login asks for, as it is on the wire
  std::size_t gaps = 0;                       // in its conversations
  bool asks = false;                          // for an activation or a login; otherwise it is a listing, or a ping of what is there already
  bool is_complete = false;                   // it came to an end: something failed, or the login was answered
};

// `conversations` are those between the two, in the order of their first packets. `ended_at` is the time of the capture's last packet: silence
// counts as an answer that does not come where the capture goes on for a second.
std::vector<Attempt> attempts(const std::vector<const capture::Conversation*>& conversations, std::int64_t ended_at);

// The look at how a conversation began. Not tried where the capture does not show it.
observation::Look connect_look(observation::Step step, const capture::Conversation& conversation, std::int64_t ended_at);

}  // namespace wmireach::evidence
