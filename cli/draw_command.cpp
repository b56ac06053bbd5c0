// SPDX-License-Identifier: Apache-2.0
// Pictures: what viz is to write on them, and the way through Graphviz.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/pair_request.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"
#include "viz/connection_picture.hpp"
#include "viz/estate_picture.hpp"

extern char** environ;

namespace wmireach::cli {
namespace {

using analyzer::VerdictKind;
using model::Truth;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

std::string format_of(const Options& options) {
  if (options.format != "text") return options.format;
  const std::string extension = model::folded(std::filesystem::path(options.output).extension().string());
  return extension == ".svg" ? "svg" : extension == ".png" ? "png" : "dot";
}

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

std::string rendered(const std::string& dot, const std::string& format) {
  constexpr auto hint = "install Graphviz (on Debian: apt install graphviz), or use --format dot";
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

void write_picture(const Options& options, const std::string& dot) {
  const std::string format = format_of(options);
  if (format == "png" && options.output == "-" && isatty(STDOUT_FILENO) != 0)
    refuse_picture("a PNG picture cannot be shown in a terminal", "name a file: -o picture.png");
  write_output(options.output, format == "dot" ? dot : rendered(dot, format));
}

std::string error_line(const rules::PredictedError& e) {
  return error_text(e.code) + (e.timing == rules::Timing::immediate ? ", at once" : ", after a time-out");
}

viz::ConnectionText connection_text(const rules::Program& program, const model::Estate& estate, Prediction& p) {
  viz::ConnectionText text;
  if (!estate.title.empty()) text.title.push_back(estate.title);
  text.title.push_back(p.frame->connection().id + ": " + found_text(program, p));
  text.title.push_back(request_text(*p.frame));
  for (std::uint32_t i = 0; i < p.verdict.outcomes.size(); ++i) {
    if (p.verdict.outcomes[i].truth() == Truth::True) continue;
    const auto& rule = program.rules()[i];
    viz::RuleText rule_text{.rule = i, .summary = std::string(rule.summary)};
    for (const auto& e : rule.errors) rule_text.errors.push_back((rule_text.errors.empty() ? "" : "or ") + error_line(e));
    if (rule.effect == rules::Effect::blocks && rule.errors.empty()) rule_text.errors.emplace_back("no error code is documented");
    if (p.verdict.outcomes[i].truth() == Truth::Unknown)
      for (const auto slot : missing_facts(program, rule, *p.frame)) rule_text.missing.push_back(subject_text(slot, *p.frame));
    text.rules.push_back(std::move(rule_text));
  }
  return text;
}

viz::EstateText estate_text(const Options& options, const rules::Program& program, const model::Estate& estate) {
  viz::EstateText text;
  std::array<std::size_t, analyzer::verdict_kinds> counts{};
  for (model::Index i = 0; i < estate.connections.size(); ++i) {
    const Prediction p = predict(program, estate, i, frame_options(options));
    ++counts[static_cast<std::size_t>(p.verdict.kind)];
    text.connections.push_back({p.verdict.kind, p.verdict.stage ? std::string(to_string(*p.verdict.stage)) : "", found_text(program, p)});
  }
  if (!estate.title.empty()) text.title.push_back(estate.title);
  const auto counted = [](std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); };
  std::string summary = counted(estate.hosts.size(), "computer") + ", " + counted(estate.connections.size(), "connection");
  if (!estate.connections.empty()) summary += fmt::format(": {} connect, {} fail, {} undetermined", counts[0], counts[1], counts[2]);
  text.title.push_back(std::move(summary));
  return text;
}

}  // namespace

int draw(const Options& options, const std::string& scenario, const std::string& connection) {
  const RuleSet rules(options);
  const model::Estate estate = load_scenario(rules.program(), scenario);
  if (connection.empty()) {
    write_picture(options, viz::estate_picture(estate, estate_text(options, rules.program(), estate)));
  } else {
    Prediction p = predict(rules.program(), estate, find_request(estate, connection, scenario), frame_options(options));
    const auto text = connection_text(rules.program(), estate, p);
    write_picture(options, viz::connection_picture(rules.program(), p.verdict, *p.frame, text));
  }
  return as_expected;
}

}  // namespace wmireach::cli
