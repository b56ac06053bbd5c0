// SPDX-License-Identifier: Apache-2.0
#include "exports/security_descriptor.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "import/sddl.hpp"

#include "exports/sid.hpp"
#include "exports/words.hpp"

namespace wmireach::exports {
namespace {

constexpr std::uint16_t dacl_present = 0x0004, self_relative = 0x8000;
constexpr std::uint8_t allowed_type = 0, denied_type = 1;

// Little-endian numbers at a place that may lie outside.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool has(std::size_t at, std::size_t length) const { return at <= bytes_.size() && length <= bytes_.size() - at; }
  std::uint32_t byte(std::size_t at) const { return static_cast<unsigned char>(bytes_[at]); }
  std::uint32_t two(std::size_t at) const { return byte(at) | byte(at + 1) << 8; }
  std::uint32_t four(std::size_t at) const { return two(at) | two(at + 2) << 16; }

 private:
  std::string_view bytes_;
};

std::string hexadecimal(std::uint64_t n) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(n));
  return text;
}

std::string rights_text(std::uint32_t mask) {
  constexpr std::array<std::string_view, 9> letters{"CC", "DC", "LC", "SW", "RP", "WP", "DT", "LO", "CR"};
  if (mask == 0 || mask >= 1U << letters.size()) return hexadecimal(mask);
  std::string text;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if ((mask >> i & 1) != 0) text += letters[i];
  return text;
}

std::string flags_text(std::uint32_t flags) {
  std::string text;
  for (const auto& [bit, letters] : {std::pair<std::uint32_t, const char*>{1, "OI"}, {2, "CI"}, {4, "NP"}, {8, "IO"}, {16, "ID"}})
    if ((flags & bit) != 0) text += letters;
  return text;
}

AccessText faulty(std::string fault) { return {.sddl = {}, .fault = std::move(fault), .passed_over = {}}; }

void pass_over(AccessText& text, std::string kind) {
  if (std::ranges::find(text.passed_over, kind) == text.passed_over.end()) text.passed_over.push_back(std::move(kind));
}

// The end of the entry that begins with the bracket at `open`: conditions have brackets of their own.
std::size_t closing(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

AccessText sddl_of_descriptor(std::string_view bytes) {
  constexpr std::size_t header = 20, acl_header = 8, ace_header = 4;
  const Bytes b(bytes);
  if (!b.has(0, header)) return faulty("a security descriptor of " + std::to_string(bytes.size()) + " bytes has no header");
  const std::uint32_t control = b.two(2);
  if (b.byte(0) != 1 || (control & self_relative) == 0) return faulty("this is no self-relative security descriptor");
  const std::size_t acl = b.four(16);
  if ((control & dacl_present) == 0 || acl == 0) return faulty("the security descriptor has no discretionary list, so that everybody has access");
  if (acl < header || !b.has(acl, acl_header)) return faulty("the discretionary list lies outside of the security descriptor");
  const std::size_t size = b.two(acl + 2);
  if (size < acl_header || !b.has(acl, size)) return faulty("the discretionary list ends outside of the security descriptor");
  AccessText text{.sddl = "D:", .fault = {}, .passed_over = {}};
  const std::size_t end = acl + size;
  std::size_t at = acl + acl_header;
  for (std::uint32_t left = b.two(acl + 4); left > 0; --left) {
    if (end - at < ace_header) return faulty("the discretionary list ends within an entry");
    const std::size_t length = b.two(at + 2);
    if (length < ace_header || length > end - at) return faulty("an entry of the discretionary list ends outside of it");
    const std::uint32_t type = b.byte(at);
    if (type != allowed_type && type != denied_type) {
      pass_over(text, "type " + std::to_string(type));
    } else {
      const auto sid = length < ace_header + 4 ? std::nullopt : sid_of_bytes(bytes.substr(at + ace_header + 4, length - ace_header - 4));
      if (!sid) return faulty("an entry of the discretionary list holds no SID");
      text.sddl += std::string(type == allowed_type ? "(A;" : "(D;") + flags_text(b.byte(at + 1)) + ";" + rights_text(b.four(at + ace_header)) + ";;;" + *sid + ")";
    }
    at += length;
  }
  return text;
}

AccessText sddl_of_text(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = trimmed(text.substr(1, text.size() - 2));
  std::size_t at = 0;
  while (at < text.size() && !upper(text.substr(at, 2)).starts_with("D:")) {
    at = text[at] == '(' ? closing(text, at) : at;
    if (at != std::string_view::npos) ++at;
    else break;
  }
  if (at >= text.size()) return faulty("there is no discretionary list (D:)");
  AccessText out{.sddl = "D:", .fault = {}, .passed_over = {}};
  at += 2;
  for (; at < text.size() && text[at] != '('; ++at) {  // flags such as PAI
    if (upper(text.substr(at, 2)) == "S:") return out;
    out.sddl += text[at];
  }
  while (at < text.size() && text[at] == '(') {
    const auto close = closing(text, at);
    if (close == std::string_view::npos) return faulty("an entry of the discretionary list is not closed");
    const std::string_view entry = text.substr(at, close - at + 1);
    const std::string type = upper(trimmed(entry.substr(1, std::min(entry.find(';'), entry.size() - 1) - 1)));
    if (type == "A" || type == "D") out.sddl += entry;
    else pass_over(out, "type " + type);
    at = close + 1;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  // NO_ACCESS_CONTROL stands for a list that is not there.
  if (upper(out.sddl).find("NO_ACCESS_CONTROL") != std::string::npos) return faulty("the security descriptor has no discretionary list, so that everybody has access");
  const auto list = import::parse_sddl(out.sddl);
  if (list.error) return faulty(list.error->message);
  return out;
}

}  // namespace wmireach::exports
