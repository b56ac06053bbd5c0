// SPDX-License-Identifier: Apache-2.0
#include "tests/generators/dot_text.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/generators/project_files.hpp"

namespace wmireach::tests {
namespace {

namespace fs = std::filesystem;

// The tokens of a DOT text. Strings keep their quotes, HTML-like labels their angle brackets.
std::vector<std::string> tokens_of(const std::string& dot) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < dot.size();) {
    const std::size_t start = i;
    if (std::isspace(static_cast<unsigned char>(dot[i])) != 0) {
      ++i;
      continue;
    }
    if (dot[i] == '"') {
      for (++i; i < dot.size() && dot[i] != '"'; ++i)
        if (dot[i] == '\\') ++i;
      ++i;
    } else if (dot[i] == '<') {
      int depth = 0;
      do depth += dot[i] == '<' ? 1 : dot[i] == '>' ? -1 : 0;
      while (++i < dot.size() && depth > 0);
    } else if (dot.compare(i, 2, "->") == 0) {
      i += 2;
    } else if (std::isalnum(static_cast<unsigned char>(dot[i])) != 0 || dot[i] == '_') {
      while (i < dot.size() && (std::isalnum(static_cast<unsigned char>(dot[i])) != 0 || dot[i] == '_')) ++i;
    } else {
      ++i;
    }
    tokens.push_back(dot.substr(start, i - start));
  }
  return tokens;
}

bool is_id(const std::string& token) { return std::isalpha(static_cast<unsigned char>(token.front())) != 0; }

}  // namespace

void check_golden(const std::string& name, const std::string& dot) {
  const fs::path file = source_dir() / "tests" / "golden" / name;
  if (std::getenv("WMIREACH_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << dot;
  std::ifstream in(file, std::ios::binary);
  INFO(file.generic_string());
  REQUIRE(in);
  CHECK(dot == std::string(std::istreambuf_iterator<char>(in), {}));
}

Picture checked(const std::string& dot) {
  static const std::set<std::string> words{"digraph", "subgraph", "graph", "node", "edge"};
  const auto tokens = tokens_of(dot);
  Picture p;
  int braces = 0;
  std::vector<std::string> ends;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& t = tokens[i];
    const std::string next = i + 1 < tokens.size() ? tokens[i + 1] : "";
    if (t.front() == '"') p.strings.push_back(t);
    else if (t == "{") ++braces;
    else if (t == "}") --braces;
    else if (t == "->") {
      ++p.edges;
      ends.insert(ends.end(), {tokens[i - 1], next});
    } else if (is_id(t) && next == "[" && !words.contains(t) && tokens[i - 1] != "->") p.nodes.insert(t);
    else if (!is_id(t) && t.front() != '<' && std::string("[]=,;").find(t) == std::string::npos) FAIL_CHECK("stray " << t);
    if (braces < 0) FAIL_CHECK("a brace too many");
  }
  CHECK(braces == 0);
  for (const auto& end : ends)
    if (!p.nodes.contains(end)) FAIL_CHECK(end << " is not declared");
  for (const auto& s : p.strings)
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (static_cast<unsigned char>(s[i]) < 0x20) FAIL_CHECK("a control character in " << s);
      if (s[i] == '\\' && std::string("\\\"nl").find(s[++i]) == std::string::npos) FAIL_CHECK("an escape of DOT in " << s);
    }
  return p;
}

bool has_label(const Picture& p, const std::string& part) {
  return std::ranges::any_of(p.strings, [&](const auto& s) { return s.find(part) != std::string::npos; });
}

}  // namespace wmireach::tests
