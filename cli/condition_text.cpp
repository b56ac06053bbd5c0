// SPDX-License-Identifier: Apache-2.0
#include "cli/condition_text.hpp"

#include <fmt/format.h>

#include "rules/vocabulary.hpp"

namespace wmireach::cli {

using rules::Operation;

std::string condition_text(const rules::Node& n) {
  if (n.operation == Operation::always) return "always";
  const std::string name = rules::slot_name(n.slot);
  const auto& type = rules::slot_info(n.slot).definition->type();
  switch (n.operation) {
    case Operation::fact: return name;
    case Operation::in: {
      std::string values;
      for (std::size_t i = 0; i < type.values.size(); ++i)
        if (((n.value >> i) & 1) != 0) values += (values.empty() ? "" : ", ") + std::string(type.values[i].name);
      return fmt::format("{} in {{ {} }}", name, values);
    }
    case Operation::contains: return fmt::format("{} contains {}", name, type.values[static_cast<std::size_t>(n.value)].name);
    default: break;
  }
  static constexpr std::string_view signs[] = {"==", "!=", "<", "<=", ">", ">="};
  const auto sign = signs[static_cast<std::size_t>(n.operation) - static_cast<std::size_t>(Operation::equal)];
  return fmt::format("{} {} {}", name, sign, n.against_fact ? rules::slot_name(n.other) : rules::write_value(type, n.value));
}

}  // namespace wmireach::cli
