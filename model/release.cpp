// SPDX-License-Identifier: Apache-2.0
#include "model/release.hpp"

#include <algorithm>

namespace wmireach::model {

const Release* find_release(std::string_view id) {
  for (const Release& r : releases())
    if (r.id == id || std::ranges::find(r.aliases, id) != r.aliases.end()) return &r;
  return nullptr;
}

}  // namespace wmireach::model
