// SPDX-License-Identifier: Apache-2.0
// A value of the registry, whatever file it comes from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wmireach::exports {

struct RegistryValue {
  enum class Kind : std::uint8_t { text, texts, number, bytes };

  Kind kind = Kind::text;
  std::string text;                // REG_SZ and REG_EXPAND_SZ; of Kind::bytes, the bytes
  std::vector<std::string> texts;  // REG_MULTI_SZ
  std::uint64_t number = 0;        // REG_DWORD and REG_QWORD

  static RegistryValue of_text(std::string text) { return {.kind = Kind::text, .text = std::move(text), .texts = {}}; }
  static RegistryValue of_texts(std::vector<std::string> texts) { return {.kind = Kind::texts, .text = {}, .texts = std::move(texts)}; }
  static RegistryValue of_number(std::uint64_t number) { return {.kind = Kind::number, .text = {}, .texts = {}, .number = number}; }
  static RegistryValue of_bytes(std::string bytes) { return {.kind = Kind::bytes, .text = std::move(bytes), .texts = {}}; }
  // The bytes of a value as the registry keeps it; `type` is that of Windows: 1 REG_SZ, 3 REG_BINARY, 4 REG_DWORD, 7 REG_MULTI_SZ.
  // nullopt: the bytes do not fit the type.
  static std::optional<RegistryValue> of_stored(std::uint32_t type, std::string_view bytes);

  std::optional<std::uint64_t> as_number() const;  // also of a text of digits
  std::string words() const;                       // for messages, on one line
};

// "SYSTEM\CurrentControlSet\Services\..." in lower case: without the hive, whatever it is called, and with any control set as the current one.
// Empty: the key is not one of the computer.
std::string registry_key(std::string_view key);

}  // namespace wmireach::exports
