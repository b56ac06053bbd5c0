// SPDX-License-Identifier: Apache-2.0
// One entry of a directory, as a search (RFC 4511 4.5.2) or an LDIF file (RFC 2849) gives it. Values are bytes; what they mean is for directory.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wmireach::exports {

struct DirectoryValue {
  std::string bytes;
  std::uint32_t line = 0;  // as of DirectoryEntry::line
};

struct DirectoryAttribute {
  std::string name;  // in lower case, without options
  std::vector<DirectoryValue> values;
  std::uint32_t more_from = 0;  // not 0: the server held back the values from this number on (MS-ADTS 3.1.1.3.1.3.3)
};

struct DirectoryEntry {
  std::string dn;  // in UTF-8
  std::uint32_t line = 0;  // of a file; of a search, the number of the entry, from 1
  std::vector<DirectoryAttribute> attributes;

  // `description` may have options, such as "member;range=0-1499". Values of one attribute are put together, whatever the case of its name.
  DirectoryAttribute& attribute(std::string_view description);

  // All by the name in lower case. Without the attribute: null, empty, nullopt, false, or the line of the entry.
  const DirectoryAttribute* find(std::string_view name) const;
  std::string text(std::string_view name) const;  // the first value, in UTF-8
  std::optional<std::int64_t> number(std::string_view name) const;
  std::string sid(std::string_view name) const;   // from the binary form, or from text
  std::uint32_t line_of(std::string_view name) const;
  bool is_a(std::string_view object_class) const;
};

}  // namespace wmireach::exports
