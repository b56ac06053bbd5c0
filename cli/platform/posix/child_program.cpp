// SPDX-License-Identifier: Apache-2.0
#include "cli/platform/child_program.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

extern char** environ;

namespace wmireach::cli::platform {

File temporary_file() {
  File file(std::tmpfile(), &std::fclose);
  if (!file) throw std::runtime_error("no temporary file can be made");
  return file;
}

std::optional<int> run_program(std::vector<std::string> words, std::FILE* in, std::FILE* out, std::FILE* err) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, fileno(in), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(out), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(err), STDERR_FILENO);
  std::vector<char*> arguments;
  for (auto& w : words) arguments.push_back(w.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments.front(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) return std::nullopt;
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::runtime_error("waiting for " + words.front() + " failed");
  if (!WIFEXITED(status)) return 128 + WTERMSIG(status);
  constexpr int not_started = 127;  // by some C libraries, only the child finds out
  return WEXITSTATUS(status) == not_started ? std::nullopt : std::optional(WEXITSTATUS(status));
}

}  // namespace wmireach::cli::platform
