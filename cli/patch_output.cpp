// SPDX-License-Identifier: Apache-2.0
#include "cli/patch_output.hpp"

#include <filesystem>

#include "cli/platform/files.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a == "-" || b == "-") return false;
  std::error_code error;
  const fs::path one = fs::weakly_canonical(fs::absolute(platform::as_path(a)), error), other = fs::weakly_canonical(fs::absolute(platform::as_path(b)), error);
  return !error && one == other;
}

[[noreturn]] void refuse(const std::string& patch, std::string message) {
  throw BadInput{{{.file = "--patch " + patch, .message = std::move(message), .hint = "name another file"}}};
}

}  // namespace

void check_patch_output(const Options& options, const std::string& patch, const std::string& scenario) {
  if (patch.empty()) return;
  if (same_file(patch, options.output)) refuse(patch, "the report goes there as well");
  if (patch != "-" && same_file(patch, scenario)) refuse(patch, "this is the scenario");
}

}  // namespace wmireach::cli
