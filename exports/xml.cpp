// SPDX-License-Identifier: Apache-2.0
#include "exports/xml.hpp"

#include <algorithm>
#include <expat.h>
#include <memory>

namespace wmireach::exports {
namespace {

constexpr std::size_t deepest_nesting = 128;
constexpr std::size_t block = std::size_t{1} << 20;

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Parser {
 public:
  Parser(const std::string& file, const std::vector<std::string_view>& names, const std::function<void(XmlElement&&)>& each, import::Diagnostics& notes)
      : file_(file), names_(names), each_(each), notes_(notes), parser_(XML_ParserCreate("UTF-8")) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &start, &end);
    XML_SetCharacterDataHandler(parser_.get(), &characters);
    XML_SetEntityDeclHandler(parser_.get(), &entity);
  }

  void parse(std::string_view text) {
    while (!stopped_) {
      const std::string_view part = text.substr(0, block);
      text.remove_prefix(part.size());
      if (XML_Parse(parser_.get(), part.data(), static_cast<int>(part.size()), text.empty() ? 1 : 0) == XML_STATUS_ERROR) {
        if (!stopped_) note(XML_ErrorString(XML_GetErrorCode(parser_.get())), "what stood before was read; nothing behind it was");
        return;
      }
      if (text.empty()) return;
    }
  }

 private:
  std::uint32_t line() const { return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_.get())); }

  void note(const std::string& message, std::string hint) { notes_.push_back({.file = file_, .line = line(), .message = "malformed XML: " + message, .hint = std::move(hint)}); }

  void stop(const std::string& message) {
    note(message, "what stood before was read; nothing behind it was");
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static void start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& p = *static_cast<Parser*>(self);
    if (++p.depth_ > deepest_nesting) return p.stop("nests deeper than " + std::to_string(deepest_nesting) + " levels");
    const std::string_view plain = local(name);
    if (p.open_.empty() && std::ranges::find(p.names_, plain) == p.names_.end()) return;
    XmlElement e{.name = std::string(plain), .line = p.line()};
    for (; *attributes != nullptr; attributes += 2) e.attributes.emplace_back(local(attributes[0]), attributes[1]);
    p.open_.push_back(std::move(e));
  }

  static void end(void* self, const XML_Char*) {
    auto& p = *static_cast<Parser*>(self);
    --p.depth_;
    if (p.open_.empty()) return;
    XmlElement done = std::move(p.open_.back());
    p.open_.pop_back();
    if (p.open_.empty()) p.each_(std::move(done));
    else p.open_.back().children.push_back(std::move(done));
  }

  static void characters(void* self, const XML_Char* text, int length) {
    auto& p = *static_cast<Parser*>(self);
    if (!p.open_.empty()) p.open_.back().text.append(text, static_cast<std::size_t>(length));
  }

  static void entity(void* self, const XML_Char* name, int, const XML_Char*, int, const XML_Char*, const XML_Char* system, const XML_Char*, const XML_Char*) {
    auto& p = *static_cast<Parser*>(self);
    p.notes_.push_back({.file = p.file_, .line = p.line(), .message = std::string("declares the ") + (system != nullptr ? "external " : "") + "entity '" + name + "'",
                        .hint = system != nullptr ? "it was not followed" : "no export needs that; look where the file comes from"});
  }

  struct Free {
    void operator()(XML_Parser p) const { XML_ParserFree(p); }
  };

  const std::string& file_;
  const std::vector<std::string_view>& names_;
  const std::function<void(XmlElement&&)>& each_;
  import::Diagnostics& notes_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::vector<XmlElement> open_;
  std::size_t depth_ = 0;
  bool stopped_ = false;
};

}  // namespace

void parse_xml(std::string_view text, const std::string& file, const std::vector<std::string_view>& names, const std::function<void(XmlElement&&)>& each, import::Diagnostics& notes) {
  Parser(file, names, each, notes).parse(text);
}

}  // namespace wmireach::exports
