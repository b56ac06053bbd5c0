// SPDX-License-Identifier: Apache-2.0
// Examples of exports, made up by us, and real ones that are not ours.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "exports/format.hpp"
#include "import/json_writer.hpp"
#include "tests/generators/project_files.hpp"

namespace wmireach::tests {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path example(const std::string& name) { return source_dir() / "tests/exports/corpus" / name; }

// What one example says; its name in the survey is that of the file alone.
inline exports::Survey read_example(const std::string& name) {
  exports::Survey survey;
  const auto path = example(name);
  exports::read_export(path.filename().string(), bytes_of(path), survey);
  return survey;
}

// Folder with real exports, from the environment variable WMIREACH_SAMPLES; empty: they are not here.
inline std::filesystem::path samples() {
  const char* folder = std::getenv("WMIREACH_SAMPLES");
  return folder == nullptr ? "" : folder;
}

// "uac/enabled = true at 17" of one setting; empty: there is none of that path. `settings` is that of a computer or a policy.
inline std::string setting_text(const std::vector<exports::Setting>& settings, const std::string& path) {
  for (const auto& s : settings) {
    if (s.path != path) continue;
    std::string value;
    for (const char c : import::write_json(s.value))
      if (c != '\n' && c != ' ') value += c;
    return value + " at " + std::to_string(s.place.line);
  }
  return {};
}

}  // namespace wmireach::tests
