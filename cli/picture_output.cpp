// SPDX-License-Identifier: Apache-2.0
#include "cli/picture_output.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

extern char** environ;

namespace wmireach::cli {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

[[noreturn]] void refuse_picture(std::string message, std::string hint) {
  throw BadInput{{{.file = "dot", .message = std::move(message), .hint = std::move(hint)}}};
}

File temporary_file() {
  File file(std::tmpfile(), &std::fclose);
  if (!file) throw std::runtime_error("no temporary file can be made");
  return file;
}

std::string contents(std::FILE* file) {
  std::string text;
  char part[65536];
  std::rewind(file);
  while (const std::size_t n = std::fread(part, 1, sizeof part, file)) text.append(part, n);
  return text;
}

struct Finished {
  int error = 0;  // of starting the program
  int status = 0;
};

// Runs `dot`, found on the PATH, without a shell. Files stand between, so neither side ever waits for the other.
Finished run_dot(const std::string& format, std::FILE* in, std::FILE* out, std::FILE* err) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, fileno(in), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(out), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, fileno(err), STDERR_FILENO);
  std::string program = "dot", type = "-T" + format, resolution = "-Gdpi=144";
  char* arguments[] = {program.data(), type.data(), format == "png" ? resolution.data() : nullptr, nullptr};
  pid_t child = 0;
  Finished finished;
  finished.error = posix_spawnp(&child, "dot", &files, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  if (finished.error != 0) return finished;
  while (waitpid(child, &finished.status, 0) < 0)
    if (errno != EINTR) throw std::runtime_error("waiting for dot failed");
  return finished;
}

}  // namespace

std::string rendered(const std::string& dot, const std::string& format, const std::string& instead) {
  const std::string hint = "install Graphviz (on Debian: apt install graphviz), or " + instead;
  const File in = temporary_file(), out = temporary_file(), err = temporary_file();
  if (std::fwrite(dot.data(), 1, dot.size(), in.get()) != dot.size() || std::fflush(in.get()) != 0)
    throw std::runtime_error("the temporary file cannot be written");
  std::rewind(in.get());
  const Finished finished = run_dot(format, in.get(), out.get(), err.get());
  const bool exited = WIFEXITED(finished.status);
  if (finished.error != 0 || (exited && WEXITSTATUS(finished.status) == 127)) refuse_picture("the program 'dot' of Graphviz cannot be started", hint);
  std::string picture = contents(out.get());
  if (exited && WEXITSTATUS(finished.status) == 0 && !picture.empty()) return picture;
  const std::string said = contents(err.get());
  refuse_picture("Graphviz made no picture: " + said.substr(0, said.find('\n')), hint);
}

std::string picture_format(const Options& options) {
  if (options.format != "text") return options.format;
  const std::string extension = model::folded(std::filesystem::path(options.output).extension().string());
  return extension == ".svg" ? "svg" : extension == ".png" ? "png" : extension == ".dot" || extension == ".gv" ? "dot" : "";
}

void write_picture(const Options& options, const std::string& format, const std::string& dot) {
  if (format == "png" && writes_to_terminal(options))
    refuse_picture("a PNG picture cannot be shown in a terminal", "name a file: -o picture.png");
  write_output(options.output, format == "dot" ? dot : rendered(dot, format, "use --format dot"));
}

}  // namespace wmireach::cli
