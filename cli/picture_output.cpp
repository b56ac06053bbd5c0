// SPDX-License-Identifier: Apache-2.0
#include "cli/picture_output.hpp"

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "cli/platform/child_program.hpp"

namespace wmireach::cli {
namespace {

using platform::File;

[[noreturn]] void refuse_picture(std::string message, std::string hint) {
  throw BadInput{{{.file = "dot", .message = std::move(message), .hint = std::move(hint)}}};
}

std::string contents(std::FILE* file) {
  std::string text;
  char part[65536];
  std::rewind(file);
  while (const std::size_t n = std::fread(part, 1, sizeof part, file)) text.append(part, n);
  return text;
}

}  // namespace

std::string rendered(const std::string& dot, const std::string& format, const std::string& instead) {
  const std::string hint = "install Graphviz (on Debian: apt install graphviz), or " + instead;
  const File in = platform::temporary_file(), out = platform::temporary_file(), err = platform::temporary_file();
  if (std::fwrite(dot.data(), 1, dot.size(), in.get()) != dot.size() || std::fflush(in.get()) != 0)
    throw std::runtime_error("the temporary file cannot be written");
  std::rewind(in.get());
  std::vector<std::string> words{"dot", "-T" + format};
  if (format == "png") words.emplace_back("-Gdpi=144");
  const auto code = platform::run_program(std::move(words), in.get(), out.get(), err.get());
  if (!code) refuse_picture("the program 'dot' of Graphviz cannot be started", hint);
  std::string picture = contents(out.get());
  if (code == 0 && !picture.empty()) return picture;
  const std::string said = contents(err.get());
  refuse_picture("Graphviz made no picture: " + said.substr(0, said.find_first_of("\r\n")), hint);
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
