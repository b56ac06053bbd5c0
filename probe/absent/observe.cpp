// SPDX-License-Identifier: Apache-2.0
// A build without the live look: commands say so, and recorded observations are compared all the same.
#include "probe/observe.hpp"

namespace wmireach::probe {

bool available() { return false; }

observation::Record observe(const Plan&, const Environment&) { return {}; }

}  // namespace wmireach::probe
