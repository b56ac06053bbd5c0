// SPDX-License-Identifier: Apache-2.0
#include "analyzer/trial_values.hpp"

namespace wmireach::analyzer {

std::vector<std::int64_t> values_to_try(const rules::Type& type) {
  constexpr std::int64_t many = 16;
  if (type.kind == rules::TypeKind::boolean) return {0, 1};
  std::vector<std::int64_t> values;
  if (type.kind == rules::TypeKind::integer && type.max - type.min < many)
    for (std::int64_t v = type.min; v <= type.max; ++v) values.push_back(v);
  if (type.kind == rules::TypeKind::enumeration)
    for (std::size_t i = 0; i < type.values.size(); ++i) values.push_back(static_cast<std::int64_t>(i));
  return values;
}

}  // namespace wmireach::analyzer
