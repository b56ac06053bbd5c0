// SPDX-License-Identifier: Apache-2.0
// What a scan of ports shows of the connections of a scenario.
//
//   TCP 135, or the port of WinRM      the step connect
//   the port of the WMI service        the step service-port: where the scenario states it; else only where no port of the target's dynamic
//                                      range lets a packet through, as a scan does not tell which of several is that of WMI
// A scan is of one place and one time, and makes no call: every other step is not tried.
#pragma once

#include <vector>

#include "evidence/wanted.hpp"
#include "exports/nmap_ports.hpp"

namespace wmireach::evidence {

// Connections whose target was not scanned get no sighting.
Evidence scan_record(const exports::PortScan& scan, const std::vector<Wanted>& wanted);

}  // namespace wmireach::evidence
