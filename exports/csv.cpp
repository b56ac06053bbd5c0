// SPDX-License-Identifier: Apache-2.0
#include "exports/csv.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "exports/words.hpp"

namespace wmireach::exports {
namespace {

class Parser {
 public:
  Parser(std::string_view text, const std::string& file, import::Diagnostics* notes) : text_(text), file_(file), notes_(notes) {}

  CsvTable parse(bool header_only) {
    CsvTable table;
    beginning(table);
    while (at_ < text_.size()) {
      CsvRow row = next();
      if (std::ranges::all_of(row.fields, [](const auto& f) { return trimmed(f).empty(); })) continue;
      if (table.header.fields.empty()) {
        table.header = std::move(row);
        if (header_only) break;
      } else {
        table.rows.push_back(std::move(row));
      }
    }
    return table;
  }

 private:
  std::string_view rest_of_line() const {
    const auto end = text_.find_first_of("\r\n", at_);
    return text_.substr(at_, end == std::string_view::npos ? end : end - at_);
  }

  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  // Remarks ("#TYPE ..." of PowerShell is one), "sep=;", and empty lines.
  void beginning(CsvTable& table) {
    bool separator_said = false;
    while (at_ < text_.size()) {
      const auto line = rest_of_line();
      if (line.starts_with('#')) table.remarks.emplace_back(line.substr(1));
      else if ((line.starts_with("sep=") || line.starts_with("SEP=")) && line.size() == 5) separator_ = line[4], separator_said = true;
      else if (!trimmed(line).empty()) break;
      at_ += line.size();
      end_line();
    }
    if (separator_said) return;
    constexpr std::array candidates{',', ';', '\t'};
    const auto line = rest_of_line();
    std::ptrdiff_t most = 0;
    for (const char c : candidates)
      if (const auto n = std::ranges::count(line, c); n > most) most = n, separator_ = c;
  }

  CsvRow next() {
    CsvRow row{.line = line_};
    for (;;) {
      row.fields.push_back(field());
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      end_line();
      return row;
    }
  }

  std::string field() {
    if (at_ < text_.size() && text_[at_] == '"') {
      std::string out;
      if (quoted(out)) return out;
    }
    const auto line = rest_of_line();
    const auto plain = line.substr(0, line.find(separator_));
    at_ += plain.size();
    return std::string(trimmed(plain));
  }

  bool quoted(std::string& out) {
    const std::size_t start = at_;
    const std::uint32_t start_line = line_;
    // Where no quote follows to the end of the text, none of the later ones closes either: look only once.
    if (unclosed_) return false;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (c != '"') {
        out += c;
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        out += '"';
        ++at_;
      } else {
        ++at_;
        // Text behind the closing quote belongs to the field; nobody writes that on purpose.
        while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\r' && text_[at_] != '\n') out += text_[at_++];
        return true;
      }
    }
    if (notes_ != nullptr) notes_->push_back({.file = file_, .line = start_line, .message = "a quote is opened and never closed", .hint = "the field was read to the end of its line"});
    at_ = start;
    line_ = start_line;
    unclosed_ = true;
    return false;
  }

  std::string_view text_;
  const std::string& file_;
  import::Diagnostics* notes_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  char separator_ = ',';
  bool unclosed_ = false;
};

}  // namespace

CsvTable parse_csv(std::string_view text, const std::string& file, import::Diagnostics& notes) { return Parser(text, file, &notes).parse(false); }

CsvTable csv_header(std::string_view text) {
  constexpr std::size_t beginning = 65536;
  return Parser(text.substr(0, beginning), "", nullptr).parse(true);
}

std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 || c == '.' || u >= 0x80) key += static_cast<char>(std::tolower(u));
  }
  return key;
}

}  // namespace wmireach::exports
