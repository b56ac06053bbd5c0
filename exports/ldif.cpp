// SPDX-License-Identifier: Apache-2.0
#include "exports/ldif.hpp"

#include <algorithm>

#include "exports/directory.hpp"
#include "exports/text_encoding.hpp"
#include "exports/words.hpp"
#include "model/estate.hpp"
#include "import/base64.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// Lines as they were before they were folded: one that begins with a space goes on with the line before it (RFC 2849, note 2).
class UnfoldedLines {
 public:
  explicit UnfoldedLines(std::string_view text) : rest_(text) {}

  // False at the end. `number` is that of the first of the lines.
  bool next(std::string& line, std::uint32_t& number) {
    if (rest_.empty()) return false;
    line = take();
    number = number_;
    while (!rest_.empty() && rest_.front() == ' ' && !line.empty()) line += take().substr(1);
    return true;
  }

 private:
  std::string_view take() {
    const auto end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return line;
  }

  std::string_view rest_;
  std::uint32_t number_ = 0;
};

struct Line {
  std::string_view name;
  std::string bytes;
  bool readable = true;
};

// "name: text", "name:: base64", "name:< address".
Line parts_of(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {.name = trimmed(line), .bytes = {}, .readable = false};
  const std::string_view name = trimmed(line.substr(0, colon)), rest = line.substr(colon + 1);
  if (rest.starts_with('<')) return {.name = name, .bytes = {}, .readable = false};
  if (!rest.starts_with(':')) return {.name = name, .bytes = std::string(rest.substr(std::min(rest.find_first_not_of(' '), rest.size())))};
  auto bytes = import::bytes_of_base64(trimmed(rest.substr(1)));
  return {.name = name, .bytes = bytes ? std::move(*bytes) : std::string(), .readable = bytes.has_value()};
}

// What ldapsearch writes beside entries, unless it is told not to.
bool is_remark(const std::string& name) {
  static constexpr std::string_view names[] = {"version", "search", "result", "ref", "control", "pagedresults", "text", "matcheddn", "numresponses", "numentries", "numreferences"};
  return std::ranges::find(names, name) != std::end(names);
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey) : file_(file), survey_(survey) {}

  void read(std::string_view text) {
    UnfoldedLines lines(text);
    std::string line;
    for (std::uint32_t number = 0; lines.next(line, number);) {
      if (line.starts_with('#')) continue;
      if (trimmed(line).empty()) end_of_record();
      else take(line, number);
    }
    end_of_record();
    if (changes_ > 0) note(first_change_, std::to_string(changes_) + (changes_ == 1 ? " record changes" : " records change") + " entries", "only entries as they are count; write the file with ldapsearch");
    if (unreadable_ > 0) note(first_unreadable_, std::to_string(unreadable_) + (unreadable_ == 1 ? " value is" : " values are") + " not readable, or in another file",
                              "the attribute is taken as not there; the rest is kept");
    if (strangers_ > 0) note(first_stranger_, std::to_string(strangers_) + (strangers_ == 1 ? " record begins" : " records begin") + " with something other than 'dn'",
                             "what does not belong to an entry was left out; the others are kept");
    read_directory(entries_, {.file = file_}, survey_);
  }

 private:
  enum class Record : std::uint8_t { none, entry, left_out };

  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  void take(std::string_view line, std::uint32_t number) {
    Line parts = parts_of(line);
    const std::string name = folded(parts.name);
    if (record_ == Record::left_out) return result(name, parts, number);
    if (!parts.readable) {
      if (unreadable_++ == 0) first_unreadable_ = number;
      if (record_ == Record::none) record_ = Record::left_out;
      return;
    }
    if (record_ == Record::entry) return attribute(name, std::move(parts.bytes), number);
    if (name == "version") return;  // may stand right above the first entry
    if (name == "dn") {
      record_ = Record::entry;
      entry_ = {.dn = to_utf8(parts.bytes), .line = number, .attributes = {}};
      return;
    }
    if (!is_remark(name) && strangers_++ == 0) first_stranger_ = number;
    record_ = Record::left_out;
    result(name, parts, number);
  }

  // "result: 4 Size limit exceeded"
  void result(const std::string& name, const Line& parts, std::uint32_t number) {
    if (name == "result" && !trimmed(parts.bytes).starts_with("0 ") && trimmed(parts.bytes) != "0")
      note(number, "the search ended early: " + std::string(trimmed(parts.bytes)).substr(0, 200), "what was found until then was read; search with paging, such as ldapsearch -E pr=500/noprompt");
  }

  void attribute(const std::string& name, std::string bytes, std::uint32_t number) {
    if (name == "changetype") {  // ldifde writes entries as what would add them
      if (folded(trimmed(bytes)) == "add") return;
      if (changes_++ == 0) first_change_ = entry_.line;
      record_ = Record::left_out;
      return;
    }
    if (name == "control" || !std::ranges::binary_search(directory_attributes(), std::string_view(name).substr(0, name.find(';')))) return;
    auto& into = entry_.attribute(name);
    if (!bytes.empty()) into.values.push_back({std::move(bytes), number});
  }

  void end_of_record() {
    if (record_ == Record::entry && !entry_.attributes.empty()) entries_.push_back(std::move(entry_));
    record_ = Record::none;
  }

  std::uint32_t file_;
  Survey& survey_;
  Record record_ = Record::none;
  DirectoryEntry entry_;
  std::vector<DirectoryEntry> entries_;
  std::uint32_t changes_ = 0, first_change_ = 0, unreadable_ = 0, first_unreadable_ = 0, strangers_ = 0, first_stranger_ = 0;
};

}  // namespace

bool looks_like_ldif(std::string_view text) {
  UnfoldedLines lines(text);
  std::string line;
  for (std::uint32_t number = 0; lines.next(line, number);) {
    if (line.starts_with("# extended LDIF")) return true;
    if (line.starts_with('#') || trimmed(line).empty()) continue;
    const std::string start = folded(line.substr(0, 8));
    if (start.starts_with("dn:")) return true;
    if (!start.starts_with("version:")) return false;
  }
  return false;
}

void read_ldif(std::string_view text, std::uint32_t file, Survey& survey) { Reader(file, survey).read(text); }

}  // namespace wmireach::exports
