// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.hpp"

#include "cli/platform/files.hpp"
#include "cli/session.hpp"

namespace wmireach::cli {

OutputFile::OutputFile(const std::string& path) : path_(path) {
  buffer_.reserve(capacity);
  if (path == "-") {
    file_ = platform::standard_output();
    return;
  }
  if (const auto device = platform::open_device(path)) {
    file_ = *device;
  } else {
    file_ = platform::open_unfinished(path + ".part");
    if (file_ != platform::no_file) temporary_ = path + ".part";
  }
  if (file_ == platform::no_file) refuse();
}

OutputFile::~OutputFile() {
  if (file_ != platform::no_file && path_ != "-") platform::close_file(file_);
  if (temporary_.empty()) return;
  platform::remove_file(temporary_);
  platform::forget_unfinished();
}

void OutputFile::flush() {
  if (!platform::write_all(file_, buffer_)) refuse();
  buffer_.clear();
}

void OutputFile::finish() {
  flush();
  if (path_ == "-") return;
  const bool closed = platform::close_file(file_);
  file_ = platform::no_file;
  if (!closed) refuse();
  if (temporary_.empty()) return;
  if (!platform::take_place(temporary_, path_)) refuse();
  platform::forget_unfinished();
  temporary_.clear();
}

void OutputFile::refuse() const {
  const bool standard = path_ == "-";
  throw BadInput{{{.file = standard ? "standard output" : path_, .message = standard ? "the result cannot be written" : "the file cannot be written",
                   .hint = standard ? "check the disk or the program that reads it" : "check that the folder exists and may be written to, and the space on the disk"}}};
}

}  // namespace wmireach::cli
