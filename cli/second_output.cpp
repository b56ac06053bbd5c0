// SPDX-License-Identifier: Apache-2.0
#include "cli/second_output.hpp"

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

[[noreturn]] void refuse(const std::string& option, const std::string& file, std::string message) {
  throw BadInput{{{.file = option + " " + file, .message = std::move(message), .hint = "name another file"}}};
}

}  // namespace

void check_second_output(const Options& options, const std::string& option, const std::string& file, const std::string& scenario) {
  if (file.empty()) return;
  if (same_file(file, options.output)) refuse(option, file, "the report goes there as well");
  if (file != "-" && same_file(file, scenario)) refuse(option, file, "this is the scenario");
}

}  // namespace wmireach::cli
