// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/schema_parts.hpp"

namespace wmireach::cli::schemas {

// The form of a baseline: every fact of a host, and what is read with them (import/host_reader.cpp).
Schema baseline();

// A host is a baseline that must fit its release: the editions and service packs that there are.
Schema host();

// One port, a range, "any", or a list of ports and ranges.
Schema ports();

// Groups of an account or group on computers: a list for all, or lists by computer.
Schema local_groups();

}  // namespace wmireach::cli::schemas
