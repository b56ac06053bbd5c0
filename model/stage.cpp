// SPDX-License-Identifier: Apache-2.0
#include "model/stage.hpp"

namespace wmireach::model {

const std::array<StageInfo, stage_count>& stages() {
  static constexpr std::array<StageInfo, stage_count> table{{
      {"support", "The two releases and editions can take part in a WMI remote connection at all."},
      {"client", "The client tool exists on the client and its parameters are legal."},
      {"name", "The target's name resolves, or an address is given."},
      {"network", "A route and a common IP version lead from the client to the target."},
      {"endpoint-mapper", "The first port is reached through every firewall: TCP 135 for DCOM, the listener of WinRM for WS-Man."},
      {"authentication", "The target recognises the account that the client presents."},
      {"dcom-activation", "DCOM on the target lets the account launch and activate the WMI service."},
      {"service-port", "The dynamic or fixed port of the WMI service is reached through every firewall."},
      {"dcom-access", "DCOM lets the account call the WMI service at the level in use."},
      {"service", "The WMI service runs, or starts on demand, on the target; WinRM admits the caller."},
      {"namespace", "The namespace exists, and the account may open it at the level in use."},
      {"provider", "The operation itself is allowed and returns complete data."},
      {"callback", "Asynchronous calls only: the target reaches the sink on the client."},
      {"second-hop", "Only when a third computer is used: the caller's identity travels on from the target."},
  }};
  return table;
}

std::optional<Stage> parse_stage(std::string_view id) {
  for (std::size_t i = 0; i < stage_count; ++i)
    if (stages()[i].id == id) return static_cast<Stage>(i);
  return std::nullopt;
}

}  // namespace wmireach::model
