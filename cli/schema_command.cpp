// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {

int schema(const Options& options, const std::string& which) {
  write_output(options.output, std::ranges::find(named_schemas, which, &NamedSchema::name)->text());
  return as_expected;
}

}  // namespace wmireach::cli
