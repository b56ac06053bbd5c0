// SPDX-License-Identifier: Apache-2.0
#include "exports/registry_value.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "exports/text_encoding.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

// Text of the registry is UTF-16, with a zero at its end, or without.
std::string text_of(std::string_view bytes) {
  std::string text = bytes.empty() ? std::string() : to_utf8("\xFF\xFE" + std::string(bytes));
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

}  // namespace

std::optional<RegistryValue> RegistryValue::of_stored(std::uint32_t type, std::string_view bytes) {
  constexpr std::uint32_t sz = 1, expand_sz = 2, dword = 4, dword_big_endian = 5, multi_sz = 7, qword = 11;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])); };
  if (type == sz || type == expand_sz) return of_text(text_of(bytes));
  if (type == multi_sz) {
    std::vector<std::string> texts;
    const std::string all = text_of(bytes);
    for (std::size_t at = 0; at < all.size();) {
      const auto end = std::min(all.find('\0', at), all.size());
      if (end > at) texts.push_back(all.substr(at, end - at));
      at = end + 1;
    }
    return of_texts(std::move(texts));
  }
  if (type == dword || type == qword || type == dword_big_endian) {
    const std::size_t length = type == qword ? 8 : 4;
    if (bytes.size() != length) return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < length; ++i) number = number << 8 | byte(type == dword_big_endian ? i : length - 1 - i);
    return of_number(number);
  }
  return of_bytes(std::string(bytes));
}

std::optional<std::uint64_t> RegistryValue::as_number() const {
  if (kind == Kind::number) return number;
  if (kind != Kind::text) return std::nullopt;
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(n) : std::nullopt;
}

std::string RegistryValue::words() const {
  constexpr std::size_t longest = 60;
  std::string out;
  switch (kind) {
    case Kind::number: return std::to_string(number);
    case Kind::bytes: return std::to_string(text.size()) + " bytes";
    case Kind::text: out = text; break;
    case Kind::texts:
      for (const auto& t : texts) out += (out.empty() ? "" : ", ") + t;
      break;
  }
  for (char& c : out)
    if (std::iscntrl(static_cast<unsigned char>(c)) != 0) c = ' ';
  return out.size() > longest ? out.substr(0, longest) + "..." : out;
}

std::string registry_key(std::string_view key) {
  std::string name = model::folded(key);
  for (const std::string_view hive : {"hkey_local_machine\\", "hklm:\\", "hklm\\", "machine\\", "computer\\hkey_local_machine\\"})
    if (name.starts_with(hive)) {
      name.erase(0, hive.size());
      break;
    }
  while (name.ends_with('\\')) name.pop_back();
  constexpr std::string_view system = "system\\controlset";
  constexpr std::size_t digits = 3;
  if (name.starts_with(system) && name.size() >= system.size() + digits && std::ranges::all_of(name.substr(system.size(), digits), [](char c) { return c >= '0' && c <= '9'; }) &&
      (name.size() == system.size() + digits || name[system.size() + digits] == '\\'))
    name.replace(system.size() - 10, 10 + digits, "currentcontrolset");
  return name.starts_with("software\\") || name.starts_with("system\\") ? name : std::string();
}

}  // namespace wmireach::exports
