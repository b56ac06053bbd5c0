// SPDX-License-Identifier: Apache-2.0
// What is written on a computer, a link and a zone.
#pragma once

#include <map>

#include "model/estate.hpp"
#include "model/release.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// null while the release is not known.
const model::Release* release_of(const model::Host& host);

Lines host_label(const model::Estate& estate, const model::Host& host);  // name, release, domain or workgroup
Lines host_tooltip(const model::Estate& estate, const model::Host& host);

// "TCP 135, 49152-65535"; "all but TCP 22", "every port", "no port"; rules for some hosts only are marked so.
std::string allowed_ports(const model::Link& link);

std::string zone_name(const model::Estate& estate, model::Index zone);  // "zone office"; "zone not stated"

}  // namespace wmireach::viz
