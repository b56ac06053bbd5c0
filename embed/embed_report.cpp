// SPDX-License-Identifier: Apache-2.0
// Build step: report/page.html with its styles and scripts put in, and a Content-Security-Policy that allows these and nothing else.
// Usage: embed_report REPORT_DIR out.cpp. Styles and scripts are joined in the order of their names.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "embed/sha256.hpp"
#include "embed/string_literal.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wmireach::embed;

std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string joined(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::string text = "\n";
  for (const auto& file : files) text += content(file);
  if (text.find("</") != std::string::npos) throw std::runtime_error(folder.string() + ": '</' may end the element that the text stands in");
  return text;
}

void replace(std::string& page, const std::string& name, const std::string& text) {
  const auto at = page.find("{{" + name + "}}");
  if (at == std::string::npos) throw std::runtime_error("page.html has no {{" + name + "}}");
  page.replace(at, name.size() + 4, text);
}

void write_pieces(std::ostream& out, std::string_view page) {
  out << "constexpr Piece pieces[] = {\n";
  for (auto at = page.find("{{"); at != std::string_view::npos; at = page.find("{{")) {
    const auto end = page.find("}}", at);
    out << "  {";
    write_literal(out, page.substr(0, at));
    out << ", Slot::" << page.substr(at + 2, end - at - 2) << "},\n";
    page.remove_prefix(end + 2);
  }
  out << "  {";
  write_literal(out, page);
  out << ", Slot::nothing},\n};\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) throw std::runtime_error("usage: embed_report REPORT_DIR out.cpp");
  const fs::path folder = argv[1];
  const std::string style = joined(folder / "style"), script = joined(folder / "script");
  std::string page = content(folder / "page.html");
  replace(page, "style_hash", policy_hash(style));
  replace(page, "script_hash", policy_hash(script));
  if (style.find("{{") != std::string::npos || script.find("{{") != std::string::npos) throw std::runtime_error("a style or script holds '{{', which is for page.html");
  replace(page, "style", style);
  replace(page, "script", script);
  std::ofstream out(argv[2]);
  out << "// Generated from report/.\n#include \"report/page_template.hpp\"\n\nnamespace wmireach::report {\nnamespace {\nusing namespace std::string_view_literals;\n";
  write_pieces(out, page);
  out << "}  // namespace\n\nstd::span<const Piece> page_template() { return pieces; }\n\n}  // namespace wmireach::report\n";
  return out.good() ? 0 : 1;
} catch (const std::exception& e) {
  std::cerr << e.what() << "\n";
  return 1;
}
