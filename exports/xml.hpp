// SPDX-License-Identifier: Apache-2.0
// XML as a tree in which every element knows its line. Expat does the parsing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/diagnostic.hpp"

namespace wmireach::exports {

struct XmlElement {
  std::string name;  // without its namespace
  std::uint32_t line = 0;
  std::vector<std::pair<std::string, std::string>> attributes;  // names without their namespace
  std::string text;  // of the element itself, in one piece
  std::vector<XmlElement> children;

  const XmlElement* child(std::string_view name) const;   // the first one, or null
  std::string_view attribute(std::string_view name) const;  // empty where it is missing
  std::string_view text_of(std::string_view child_name) const;  // of the first child of that name; empty where there is none
};

// Hands on every element of these names, with all that is in it, and keeps none of them: the outermost ones, wherever they stand. `text` is
// UTF-8, whatever its declaration says. A fault is noted, and what stood before it was handed on. External entities are never followed, and
// a file that declares entities of its own is noted.
void parse_xml(std::string_view text, const std::string& file, const std::vector<std::string_view>& names, const std::function<void(XmlElement&&)>& each,
               import::Diagnostics& notes);

// The name of the root element; empty: this is no XML. Looks at the beginning only.
std::string xml_root(std::string_view text);

}  // namespace wmireach::exports
