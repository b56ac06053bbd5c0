// SPDX-License-Identifier: Apache-2.0
#include "cli/report_page.hpp"

#include "report/page_template.hpp"

namespace wmireach::cli {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

// These characters stand within strings of JSON only, where an escape means the same.
std::string for_script(const std::string& json) {
  std::string out;
  out.reserve(json.size() + json.size() / 8);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = std::string_view(json).substr(i, 3);
    if (json[i] == '<') out += "\\u003c";
    else if (json[i] == '>') out += "\\u003e";
    else if (json[i] == '&') out += "\\u0026";
    else if (rest == "\u2028" || rest == "\u2029") {
      out += rest == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else out += json[i];
  }
  return out;
}

std::string plain_table(const std::vector<PlainRow>& rows) {
  std::string text = "<table><thead><tr><th>Connection</th><th>Request</th><th>Verdict</th></tr></thead><tbody>\n";
  for (const auto& r : rows) text += "<tr><td>" + escaped(r.id) + "</td><td>" + escaped(r.request) + "</td><td>" + escaped(r.found) + "</td></tr>\n";
  return text + "</tbody></table>";
}

}  // namespace

std::string report_page(const std::string& title, const std::vector<PlainRow>& rows, const std::string& json) {
  std::string page;
  for (const auto& piece : report::page_template()) {
    page += piece.text;
    switch (piece.then) {
      case report::Slot::title: page += escaped(title); break;
      case report::Slot::plain_table: page += plain_table(rows); break;
      case report::Slot::data: page += for_script(json); break;
      case report::Slot::nothing: break;
    }
  }
  return page;
}

}  // namespace wmireach::cli
