// SPDX-License-Identifier: Apache-2.0
// XML 1.0 as reports use it, read strictly: a declaration, elements, attributes in double quotes, the five entities and character references.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wmireach::tests {

struct XmlElement {
  std::string name, text;  // the text of the element itself, decoded
  std::map<std::string, std::string> attributes;
  std::vector<XmlElement> children;

  std::vector<const XmlElement*> all(std::string_view named) const;  // of any depth
};

// Throws std::runtime_error for what is not well-formed.
XmlElement read_xml(std::string_view text);

}  // namespace wmireach::tests
