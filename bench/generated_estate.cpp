// SPDX-License-Identifier: Apache-2.0
#include "bench/generated_estate.hpp"

#include <map>
#include <numeric>
#include <sstream>

#include "import/scenario_reader.hpp"

namespace wmireach::bench {

const model::Estate& generated_estate(const EstateOptions& options) {
  static std::map<std::string, model::Estate> made;
  std::ostringstream text;
  write_estate(options, text);
  const auto found = made.find(text.str());
  if (found != made.end()) return found->second;
  import::Diagnostics diagnostics;
  return made.emplace(text.str(), *import::read_scenario(text.str(), "generated", diagnostics)).first->second;
}

analyzer::MatrixRequest between_all(const model::Estate& estate) {
  analyzer::MatrixRequest request{estate.connections.front(), std::vector<model::Index>(estate.hosts.size()), {}};
  std::iota(request.from.begin(), request.from.end(), 0U);
  request.to = request.from;
  return request;
}

}  // namespace wmireach::bench
