// SPDX-License-Identifier: Apache-2.0
// The XML output of nmap (nmap.org/book/nmap-dtd.html): names and addresses, releases, and listeners of WinRM.
//
// A scan shows what one place could reach at one time. So:
//   - a filtered port says that something on the way drops packets, be it the computer's own firewall or another one. No fact of the
//     computer follows; the scenario's links are where to state it, and a note says so.
//   - an open port 135 says that the endpoint mapper answers the scanner. Whether the port of the WMI service is let in as well, and whether
//     others than the scanner are let in, it does not say. No fact follows: windows_firewall.wmi_inbound is about WMI as a whole.
//   - an open port 5985 or 5986 is a listener of WinRM, and the service runs, unless the probe found another product there. A closed one
//     says nothing, as listeners may have other ports.
//   - a release is taken from what the computer says of itself over SMB, and from guesses of accuracy 100, where all that there is agrees.
//     Less sure guesses, and names that stand for several releases, leave it unknown.
// Computers that are down, and addresses that mean another computer elsewhere (loopback, link-local), are left out.
#pragma once

#include <cstdint>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

bool looks_like_nmap(std::string_view text);
void read_nmap(std::string_view text, std::uint32_t file, Survey& survey);

}  // namespace wmireach::exports
