// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "cli/session.hpp"

namespace wmireach::cli {
namespace {

constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGXFSZ};

// What a signal handler may use: the name of the file to remove, while there is one.
char unfinished[4096];
volatile std::sig_atomic_t is_unfinished = 0;

extern "C" void remove_unfinished(int signal) {
  if (is_unfinished != 0) unlink(unfinished);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

// A signal that the program was started to ignore stays ignored.
void watch_signals() {
  for (const int s : ending_signals) {
    const auto before = std::signal(s, remove_unfinished);
    if (before == SIG_IGN) std::signal(s, SIG_IGN);
  }
}

void forget() { is_unfinished = 0; }

bool is_written_directly(const std::string& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
  buffer_.reserve(capacity);
  if (path == "-") {
    std::fflush(stdout);
    file_ = STDOUT_FILENO;
    return;
  }
  if (is_written_directly(path)) {
    file_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) refuse();
    return;
  }
  temporary_ = path + ".part";
  if (temporary_.size() < sizeof unfinished) {
    std::memcpy(unfinished, temporary_.c_str(), temporary_.size() + 1);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    is_unfinished = 1;
    watch_signals();
  }
  file_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) {
    forget();
    refuse();
  }
}

OutputFile::~OutputFile() {
  if (file_ >= 0 && file_ != STDOUT_FILENO) close(file_);
  if (temporary_.empty()) return;
  unlink(temporary_.c_str());
  forget();
}

void OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t n = ::write(file_, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse();
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  buffer_.clear();
}

void OutputFile::finish() {
  flush();
  if (file_ == STDOUT_FILENO) return;
  const int closed = close(file_);
  file_ = -1;
  if (closed != 0) refuse();
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) refuse();
  forget();
  temporary_.clear();
}

void OutputFile::refuse() const {
  const bool standard = path_ == "-";
  throw BadInput{{{.file = standard ? "standard output" : path_, .message = standard ? "the result cannot be written" : "the file cannot be written",
                   .hint = standard ? "check the disk or the program that reads it" : "check that the folder exists and may be written to, and the space on the disk"}}};
}

}  // namespace wmireach::cli
