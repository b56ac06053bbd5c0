// SPDX-License-Identifier: Apache-2.0
// Workflow commands of GitHub Actions, which become annotations of the lines of a scenario.
#include <fmt/format.h>

#include <array>

#include "cli/run_formats.hpp"

namespace wmireach::cli {
namespace {

// GitHub shows this many annotations of a level for a step, and drops the others without a word.
constexpr std::size_t most_of_a_level = 10;

std::string escaped(const std::string& text, bool property) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      case ':': out += property ? "%3A" : ":"; break;
      case ',': out += property ? "%2C" : ","; break;
      default: out += c;
    }
  }
  return out;
}

class Annotations {
 public:
  void add(std::string_view level, const Place& where, const std::string& title, const std::string& message) {
    auto& lines = lines_of(level);
    lines.push_back(fmt::format("::{} file={},line={},title={}::{}\n", level, escaped(where.file, true), where.line, escaped(title, true), escaped(message, false)));
  }

  std::string text() const {
    std::string out;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const bool too_many = lines_[i].size() > most_of_a_level;
      const std::size_t shown = too_many ? most_of_a_level - 1 : lines_[i].size();
      for (std::size_t k = 0; k < shown; ++k) out += lines_[i][k];
      if (too_many) out += fmt::format("::{}::{} more of these; GitHub shows {} for a step\n", levels[i], lines_[i].size() - shown, most_of_a_level);
    }
    return out;
  }

 private:
  static constexpr std::array<std::string_view, 3> levels{"error", "warning", "notice"};

  std::vector<std::string>& lines_of(std::string_view level) { return lines_[level == levels[0] ? 0 : level == levels[1] ? 1 : 2]; }

  std::array<std::vector<std::string>, 3> lines_;
};

std::string message_of(const RunResult& r) {
  std::string text = r.subject.empty() ? r.message : r.subject + "\n" + r.message;
  for (const auto& d : r.details) text += "\n" + d;
  if (!r.accepted.empty()) text += "\naccepted: " + r.accepted;
  return text;
}

}  // namespace

std::string github_report(const Run& run) {
  Annotations annotations;
  for (const auto& suite : run.suites)
    for (const auto& r : suite.results) {
      if (r.state != ResultState::as_expected) {
        const auto level = r.state == ResultState::accepted ? "notice" : r.state == ResultState::undetermined ? "warning" : "error";
        annotations.add(level, r.where, r.id, message_of(r));
      }
      for (const auto& remark : r.remarks) annotations.add(remark.limits ? "warning" : "notice", r.where, r.id, remark.text + " (" + remark.rule + ")");
    }
  return annotations.text() + counts_text(run) + "\n";
}

}  // namespace wmireach::cli
