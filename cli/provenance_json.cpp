// SPDX-License-Identifier: Apache-2.0
#include "cli/provenance_json.hpp"

#include <fmt/format.h>

namespace wmireach::cli {
namespace {

using Json = nlohmann::ordered_json;

// FNV-1a of a file's bytes: tells two inputs apart, and is no protection against forgery.
std::uint64_t digest(std::string_view text, std::uint64_t h = 14695981039346656037ULL) {
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

// Of the scenario and all that it includes.
Json scenario_digest(const model::Estate& estate, const std::string& path) {
  if (path == "-") return nullptr;
  std::uint64_t h = digest(read_input(path));
  for (std::size_t i = 1; i < estate.files.size(); ++i) h = digest(read_input(estate.files[i]), h);
  return fmt::format("{:016x}", h);
}

}  // namespace

Json engine_json(const rules::Program& program) {
  return {{"name", "wmireach"}, {"version", WMIREACH_VERSION}, {"rules", program.rules().size()}, {"catalogue_hash", fmt::format("{:016x}", program.hash())}};
}

Json scenario_json(const model::Estate& estate, const std::string& path) {
  return {{"title", estate.title}, {"file", path}, {"hash", scenario_digest(estate, path)}};
}

}  // namespace wmireach::cli
