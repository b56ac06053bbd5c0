// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/xml_form.hpp"

#include <cctype>
#include <stdexcept>

namespace wmireach::tests {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    for (const char c : text)
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') fail("a control character");
  }

  XmlElement document() {
    take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    blanks();
    XmlElement root = element();
    blanks();
    if (at_ != text_.size()) fail("something behind the root element");
    return root;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw std::runtime_error("no XML: " + what + " at byte " + std::to_string(at_)); }
  bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  void take(std::string_view what) {
    if (!next_is(what)) fail("expected " + std::string(what));
    at_ += what.size();
  }
  bool blanks() {
    const auto begin = at_;
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ > begin;
  }
  std::string name() {
    const auto begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-' || text_[at_] == '_')) ++at_;
    if (at_ == begin) fail("a name is missing");
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string data(std::string_view end) {
    std::string out;
    while (!next_is(end)) {
      if (at_ == text_.size()) fail("the end is missing");
      if (next_is("<") || next_is("]]>")) fail("a bare '<' or ']]>'");
      if (text_[at_] == '&') out += reference();
      else out += text_[at_++];
    }
    return out;
  }

  std::string reference() {
    static const std::pair<std::string_view, const char*> known[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&#9;", "\t"}, {"&#10;", "\n"}, {"&#13;", "\r"}};
    for (const auto& [entity, character] : known)
      if (next_is(entity)) {
        at_ += entity.size();
        return character;
      }
    fail("an unknown reference");
  }

  XmlElement element() {
    XmlElement e;
    take("<");
    e.name = name();
    while (blanks() && !next_is("/") && !next_is(">")) {
      const std::string key = name();
      take("=\"");
      if (!e.attributes.emplace(key, data("\"")).second) fail("an attribute twice");
      take("\"");
    }
    if (next_is("/>")) {
      take("/>");
      return e;
    }
    take(">");
    for (;;) {
      e.text += data("<");
      if (next_is("</")) break;
      e.children.push_back(element());
    }
    take("</" + e.name + ">");
    return e;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<const XmlElement*> XmlElement::all(std::string_view named) const {
  std::vector<const XmlElement*> found;
  for (const auto& c : children) {
    if (c.name == named) found.push_back(&c);
    const auto below = c.all(named);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

XmlElement read_xml(std::string_view text) { return Reader(text).document(); }

}  // namespace wmireach::tests
