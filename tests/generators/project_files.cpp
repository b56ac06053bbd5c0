// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/project_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace wmireach::tests {

namespace fs = std::filesystem;

namespace {

void refuse_problems(const import::Diagnostics& diagnostics) {
  if (diagnostics.empty()) return;
  const auto& d = diagnostics.front();
  throw std::runtime_error(d.file + ":" + std::to_string(d.line) + ": " + d.message + " " + d.hint);
}

}  // namespace

fs::path source_dir() { return WMIREACH_SOURCE_DIR; }

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_below(const std::string& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(source_dir() / folder))
    if (entry.is_regular_file() && entry.path().filename().string().ends_with(extension)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<import::SourceFile> rule_files(const fs::path& folder) {
  std::vector<import::SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".json")
      files.push_back({fs::relative(entry.path(), folder).generic_string(), text_of(entry.path())});
  std::ranges::sort(files, {}, &import::SourceFile::name);
  return files;
}

const rules::Catalogue& catalogue() {
  static const rules::Catalogue all = [] {
    import::Diagnostics diagnostics;
    auto read = import::read_catalogue(rule_files(source_dir() / "rules" / "catalogue"), diagnostics);
    refuse_problems(diagnostics);
    return read;
  }();
  return all;
}

const import::Statements& statements() {
  static const import::Statements all = [] {
    import::Diagnostics diagnostics;
    auto read = import::read_statements(text_of(source_dir() / "rules" / "statements.json"), "statements.json", diagnostics);
    refuse_problems(diagnostics);
    return read;
  }();
  return all;
}

}  // namespace wmireach::tests
