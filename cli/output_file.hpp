// SPDX-License-Identifier: Apache-2.0
// A result that is written bit by bit, and stands in its place whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli {

// Writes to a new file beside the target, which takes its place in finish(). Until then nothing of it stays: neither after the
// destructor, nor when a signal ends the program. "-" is standard output, and a device or a pipe is written directly.
// At most one at a time. Throws BadInput where something cannot be written.
class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view text) {
    if (buffer_.size() + text.size() > capacity) flush();
    buffer_ += text;
  }
  void finish();

 private:
  static constexpr std::size_t capacity = std::size_t{1} << 18;

  void flush();
  [[noreturn]] void refuse() const;

  std::string path_, temporary_;  // no temporary file: written directly
  int file_ = -1;
  std::string buffer_;
};

}  // namespace wmireach::cli
