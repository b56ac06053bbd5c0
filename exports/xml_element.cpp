// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "exports/xml.hpp"

namespace wmireach::exports {
namespace {

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

const XmlElement* XmlElement::child(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &XmlElement::name);
  return found == children.end() ? nullptr : &*found;
}

std::string_view XmlElement::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return value;
  return {};
}

std::string_view XmlElement::text_of(std::string_view child_name) const {
  const XmlElement* c = child(child_name);
  return c == nullptr ? std::string_view() : std::string_view(c->text);
}

std::string xml_root(std::string_view text) {
  constexpr std::size_t beginning = 4096;
  text = text.substr(0, beginning);
  std::size_t at = text.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos || text[at] != '<') return {};
  for (; at != std::string_view::npos; at = text.find('<', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (text.substr(at).starts_with("<!--")) at = text.find("-->", at);
    else if (next == '?') at = text.find("?>", at);
    else if (next == '!') at = text.find('>', at);
    else break;
    if (at == std::string_view::npos) return {};
  }
  if (at == std::string_view::npos) return {};
  const auto end = text.find_first_of(" \t\r\n/>", at + 1);
  return end == std::string_view::npos ? std::string() : std::string(local(text.substr(at + 1, end - at - 1)));
}

}  // namespace wmireach::exports
