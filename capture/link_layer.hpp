// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dcerpc/bytes.hpp"

namespace wmireach::capture {

// The IP packet in a captured one; empty when there is none, or the link type is not known.
dcerpc::View network_packet(int link_type, dcerpc::View bytes);

}  // namespace wmireach::capture
