// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/schema_parts.hpp"

namespace wmireach::cli::schemas {

// The form of a baseline: every fact of a host, and what is read with them (import/host_reader.cpp).
Schema baseline();

// What a host may have and a baseline may not is left out.
Schema without_count(Schema form);

// Hosts by their names, or by a pattern of names together with a count.
Schema hosts_by_name();

// A host is a baseline that must fit its release: the editions and service packs that there are.
Schema host();

// One port, a range, "any", or a list of ports and ranges.
Schema ports();

// Groups of an account or group on computers: a list for all, or lists by computer.
Schema local_groups();

}  // namespace wmireach::cli::schemas
