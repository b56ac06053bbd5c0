// SPDX-License-Identifier: Apache-2.0
#include "cli/import_files.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/platform/files.hpp"
#include "cli/session.hpp"
#include "exports/format.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(platform::as_path(folder), fs::directory_options::skip_permission_denied, error), end; !error && at != end; at.increment(error))
    if (at->is_regular_file(error)) files.push_back(platform::in_the_form_of(folder, platform::as_text(at->path())));
  std::ranges::sort(files);
  return files;
}

}  // namespace

exports::Survey read_exports(const std::vector<std::string>& paths, const DirectoryOptions& directory) {
  exports::Survey survey;
  import::Diagnostics refused;
  std::string password;
  for (const auto& path : paths) {
    if (is_directory_address(path)) {
      try {
        read_directory(path, directory, password, survey);
      } catch (const BadInput& e) {
        refused.insert(refused.end(), e.diagnostics.begin(), e.diagnostics.end());
      }
      continue;
    }
    std::error_code error;
    const bool folder = fs::is_directory(platform::as_path(path), error);
    bool any = false;
    for (const auto& file : folder ? files_below(path) : std::vector<std::string>{path}) {
      try {
        any = exports::read_export(file, read_input(file), survey) || any;
      } catch (const BadInput& e) {
        refused.insert(refused.end(), e.diagnostics.begin(), e.diagnostics.end());
        any = true;
      }
    }
    if (!any) refused.push_back({.file = path, .message = folder ? "no file below this folder is of a format that is known" : "the file is of no format that is known", .hint = "known: " + exports::known_formats()});
  }
  if (!refused.empty()) throw BadInput{std::move(refused)};
  return survey;
}

}  // namespace wmireach::cli
