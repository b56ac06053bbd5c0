// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "rules/fact_frame.hpp"

namespace wmireach::rules {

// Ports that facts of a connection are held against besides those of the estate's firewalls.
inline constexpr model::PortRange ports_of_built_in_rules[] = {{135, 135}, {5985, 5985}};

// The range from which RPC on the host takes its ports; nullopt while it is not known.
std::optional<model::PortRange> dynamic_ports(FactFrame& frame, Role role);

// The ports on which WMI on the host may listen: one fixed port, or the dynamic range; nullopt while not known.
std::optional<model::PortRange> wmi_service_ports(FactFrame& frame, Role role);

// The port of the listener of WinRM that the request uses; nullopt while the scheme or the port is not known.
std::optional<model::PortRange> ws_man_port(FactFrame& frame, Role role);

}  // namespace wmireach::rules
