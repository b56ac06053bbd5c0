// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace wmireach::cli::platform {
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

}  // namespace

std::filesystem::path as_path(const std::string& text) { return text; }
std::string as_text(const std::filesystem::path& path) { return path.string(); }

int standard_output() {
  std::fflush(stdout);
  return STDOUT_FILENO;
}

std::optional<int> open_device(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)) return std::nullopt;
  return open(path.c_str(), O_WRONLY | O_CLOEXEC);
}

int open_unfinished(const std::string& path) {
  if (path.size() < sizeof unfinished) {
    std::memcpy(unfinished, path.c_str(), path.size() + 1);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    is_unfinished = 1;
    watch_signals();
  }
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file == no_file) forget_unfinished();
  return file;
}

void forget_unfinished() { is_unfinished = 0; }

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(file, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool close_file(int file) { return close(file) == 0; }

void remove_file(const std::string& path) { unlink(path.c_str()); }

bool take_place(const std::string& from, const std::string& to) { return std::rename(from.c_str(), to.c_str()) == 0; }

std::string file_identity(const std::string& path) {
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(path, error);
  return error ? path : whole.string();
}

std::string in_the_form_of(const std::string&, std::string path) { return path; }

}  // namespace wmireach::cli::platform
