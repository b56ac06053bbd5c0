// SPDX-License-Identifier: Apache-2.0
#include "exports/reg_file.hpp"

#include <cctype>
#include <charconv>
#include <optional>
#include <string>

#include "exports/registry_facts.hpp"
#include "exports/text_lines.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

constexpr std::string_view version_5 = "windows registry editor version", version_4 = "regedit4";

// Text between quotes; the quote and the backslash stand behind a backslash. `end` is behind the closing quote. nullopt: it is not closed.
std::optional<std::string> quoted(std::string_view s, std::size_t& end) {
  std::string out;
  for (std::size_t i = 1; i < s.size(); ++i) {
    if (s[i] == '"') {
      end = i + 1;
      return out;
    }
    if (s[i] == '\\' && i + 1 < s.size()) ++i;
    out += s[i];
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t file, Survey& survey) : lines_(text), file_(file), survey_(survey), facts_(survey) {}

  void read() {
    std::string_view line;
    if (lines_.next(line)) wide_ = !model::folded(line).starts_with(version_4);
    std::string key;
    while (lines_.next(line)) {
      place_ = {file_, lines_.number()};
      if (line.empty() || line.front() == ';') continue;
      if (line.front() == '[') key = line.ends_with(']') && !line.starts_with("[-") ? std::string(line.substr(1, line.size() - 2)) : std::string();
      else if (line.front() == '"' || line.front() == '@') value(key, std::string(line));
      else damaged(line);
    }
    finish();
  }

 private:
  void finish() {
    const std::string& name = survey_.files[file_];
    const ComputerName who = facts_.computer();
    if (who.netbios_name.empty() && who.dns_name.empty()) {
      survey_.policies.push_back({.name = name, .rank = Rank::machine, .place = {file_, 0}, .settings = facts_.take()});
      return;
    }
    survey_.computers.push_back({.dns_name = who.dns_name, .netbios_name = who.netbios_name, .domain = who.domain, .rank = Rank::machine, .place = {file_, 0}, .settings = facts_.take()});
  }

  void damaged(std::string_view line) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = place_.line, .message = "'" + RegistryValue::of_text(std::string(line)).words() + "' is no line of an export of the registry", .hint = "it was left out; the others are kept"});
  }

  // A value goes on over several lines: text until its quote, bytes behind a backslash.
  void value(const std::string& key, std::string line) {
    constexpr std::size_t longest_text = std::size_t{1} << 16;  // of one without an end, the rest of the file
    std::string_view more;
    std::size_t end = 1;
    std::string name;
    if (line.front() == '"') {
      const auto text = quoted(line, end);
      if (!text) return damaged(line);
      name = *text;
    }
    std::string data(trimmed(std::string_view(line).substr(end)));
    if (!data.starts_with('=')) return damaged(line);
    data = trimmed(std::string_view(data).substr(1));
    while (data.ends_with('\\') && !data.starts_with('"') && lines_.next(more)) {
      data.pop_back();
      data += more;
    }
    std::optional<std::string> text;
    if (data.starts_with('"'))
      for (text = quoted(data, end); !text && data.size() < longest_text && lines_.next(more);) {
        data += "\n" + std::string(more);
        if (more.find('"') != std::string_view::npos) text = quoted(data, end);
      }
    if (data == "-") return;
    const auto found = text ? std::optional(RegistryValue::of_text(*text)) : number_or_bytes(data);
    if (!found) return damaged(line);
    if (!key.empty()) facts_.add(key, name, *found, place_);
  }

  // "dword:0000000a", "hex:01,02", "hex(7):..." with the type of Windows in hexadecimal.
  std::optional<RegistryValue> number_or_bytes(std::string_view data) const {
    const std::string low = model::folded(data);
    std::string_view rest = low;
    std::uint32_t type = 3;
    if (rest.starts_with("dword:")) {
      const auto n = hexadecimal(rest.substr(6));
      return n ? std::optional(RegistryValue::of_number(*n)) : std::nullopt;
    }
    if (!rest.starts_with("hex")) return std::nullopt;
    rest.remove_prefix(3);
    if (rest.starts_with('(')) {
      const auto close = rest.find(')');
      const auto n = close == std::string_view::npos ? std::nullopt : hexadecimal(rest.substr(1, close - 1));
      if (!n) return std::nullopt;
      type = *n;
      rest.remove_prefix(close + 1);
    }
    if (!rest.starts_with(':')) return std::nullopt;
    rest.remove_prefix(1);
    std::string bytes;
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      const auto part = trimmed(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      const auto n = hexadecimal(part);
      if (part.empty() && rest.empty()) break;
      if (!n || *n > 0xFF) return std::nullopt;
      bytes += static_cast<char>(*n);
      if (!wide_ && (type == 1 || type == 2 || type == 7)) bytes += '\0';  // REGEDIT4 writes text in one byte each
    }
    return RegistryValue::of_stored(type, bytes);
  }

  static std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
    digits = trimmed(digits);
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n, 16);
    return error == std::errc() && end == digits.data() + digits.size() && !digits.empty() ? std::optional(n) : std::nullopt;
  }

  TextLines lines_;
  std::uint32_t file_;
  bool wide_ = true;
  Survey& survey_;
  RegistryFacts facts_;
  Place place_;
};

}  // namespace

bool looks_like_reg_file(std::string_view text) {
  const std::string begin = model::folded(trimmed(text.substr(0, 64)));
  return begin.starts_with(version_5) || begin.starts_with(version_4);
}

void read_reg_file(std::string_view text, std::uint32_t file, Survey& survey) { Reader(text, file, survey).read(); }

}  // namespace wmireach::exports
