// SPDX-License-Identifier: Apache-2.0
// The program run as its users run it, in a folder of its own.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/generators/project_files.hpp"

namespace wmireach::tests {

namespace fs = std::filesystem;

// A folder of its own for each test case; gone afterwards.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("wmireach-cli-test-" + std::to_string(getpid()) + "-" + std::to_string(++count_))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return name;
  }
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator())); }

 private:
  static inline int count_ = 0;
  fs::path path_;
};

struct Result {
  int exit = -1;
  std::string out, err;
};

// Runs the program in the folder; `arguments` are words for the shell, `before` stands in front of the program's name.
inline Result run(const Folder& folder, const std::string& arguments, const std::string& before = "", const std::string& input = "/dev/null") {
  const fs::path streams = folder.path().string() + ".streams";
  fs::create_directories(streams);
  const std::string out = (streams / "out").string(), err = (streams / "err").string();
  const std::string command = "cd '" + folder.path().string() + "' && " + before + " '" + WMIREACH_BINARY + "' " + arguments + " <'" + input + "' >'" + out + "' 2>'" + err + "'";
  const int status = std::system(command.c_str());
  Result r{WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(out), text_of(err)};
  fs::remove_all(streams);
  return r;
}

}  // namespace wmireach::tests
