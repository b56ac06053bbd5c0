// SPDX-License-Identifier: Apache-2.0
#include "model/fact.hpp"

namespace wmireach::model {

std::string_view to_string(OriginKind kind) {
  switch (kind) {
    case OriginKind::absent: return "unknown";
    case OriginKind::stated: return "stated";
    case OriginKind::observed: return "observed";
    case OriginKind::baseline: return "baseline";
    case OriginKind::release_default: return "release-default";
    case OriginKind::assumption: return "assumption";
    case OriginKind::derived: return "derived";
    case OriginKind::changed: return "changed";
  }
  return "unknown";
}

}  // namespace wmireach::model
