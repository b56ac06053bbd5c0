// SPDX-License-Identifier: Apache-2.0
// The invariants of docs/architecture.md that the text of the source files shows.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/generators/project_files.hpp"

using namespace wmireach::tests;

namespace {

const std::vector<std::string> folders{"model", "rules", "import", "exports", "ldap", "dcerpc", "capture", "analyzer", "viz", "observation", "evidence", "probe", "report", "cli", "embed", "tests", "bench"};

struct SourceText {
  std::string name;  // "rules/derived/token.cpp"
  std::string folder;
  std::string text;

  std::vector<std::string> includes() const {
    std::vector<std::string> found;
    static const std::regex line(R"(^\s*#\s*include\s*([<"][^>"]+)[>"])");
    std::istringstream in(text);
    std::smatch match;
    for (std::string l; std::getline(in, l);)
      if (std::regex_search(l, match, line)) found.push_back(match[1]);
    return found;  // with the opening < or "
  }
  long lines() const { return std::count(text.begin(), text.end(), '\n'); }
};

const std::vector<SourceText>& sources() {
  static const auto all = [] {
    std::vector<SourceText> files;
    for (const auto& folder : folders) {
      if (!std::filesystem::exists(source_dir() / folder)) continue;
      for (const char* extension : {".cpp", ".hpp"})
        for (const auto& path : files_below(folder, extension))
          files.push_back({std::filesystem::relative(path, source_dir()).generic_string(), folder, text_of(path)});
    }
    return files;
  }();
  return all;
}

std::string without_comments(const std::string& text) {
  static const std::regex comment(R"(//[^\n]*)");
  return std::regex_replace(text, comment, "");
}

}  // namespace

TEST_CASE("every folder includes only what it may") {
  const std::map<std::string, std::set<std::string>> allowed{
      {"model", {"model"}},
      {"rules", {"rules", "model"}},
      {"import", {"import", "rules", "model"}},
      {"analyzer", {"analyzer", "rules", "model"}},
      {"viz", {"viz", "analyzer", "rules", "model"}},
      {"report", {"report"}},
      {"exports", {"exports", "import", "rules", "model"}},
      {"dcerpc", {"dcerpc"}},
      {"ldap", {"ldap", "exports", "import", "rules", "model"}},
      {"observation", {"observation", "analyzer", "import", "rules", "model"}},
      {"evidence", {"evidence", "observation", "capture", "dcerpc", "exports", "import", "rules", "model"}},
      {"probe", {"probe", "observation", "dcerpc", "import"}},
      {"cli", {"cli", "report", "viz", "observation", "evidence", "probe", "analyzer", "ldap", "exports", "import", "rules", "model"}},
      {"capture", {"capture", "dcerpc"}},
      {"embed", {"embed", "import", "rules", "model"}},
  };
  for (const auto& file : sources()) {
    const auto rule = allowed.find(file.folder);
    if (rule == allowed.end()) continue;  // tests and bench include anything
    for (const auto& include : file.includes()) {
      if (include.front() != '"') continue;
      const std::string folder = include.substr(1, include.find('/') - 1);
      INFO(file.name << " includes " << include);
      CHECK(rule->second.contains(folder));
    }
  }
}

TEST_CASE("our own headers are named from the root of the source tree") {
  for (const auto& file : sources())
    for (const auto& include : file.includes()) {
      if (include.front() != '"') continue;
      INFO(file.name << " includes " << include);
      CHECK(std::filesystem::exists(source_dir() / include.substr(1)));
    }
}

TEST_CASE("JSON types stay in import, the JSON report and schema, and the build steps") {
  for (const auto& file : sources())
    for (const auto& include : file.includes()) {
      if (!include.starts_with("<nlohmann")) continue;
      const bool cli_json = file.folder == "cli" && (file.name.find("json") != std::string::npos || file.name.find("schema") != std::string::npos);
      INFO(file.name << " includes " << include);
      CHECK((cli_json || file.folder == "import" || file.folder == "embed" || file.folder == "tests" || file.folder == "bench"));
      if (file.folder == "import") CHECK(file.name.ends_with(".cpp"));
    }
}

TEST_CASE("OpenLDAP's library is seen in one file, and other builds do without") {
  for (const auto& file : sources())
    for (const auto& include : file.includes()) {
      if (include != "<ldap.h" && !include.starts_with("<sasl/")) continue;
      INFO(file.name);
      CHECK(file.name == "ldap/openldap_connection.cpp");
    }
}

TEST_CASE("Boost stays in the .cpp files of model, and Boost.Asio in probe") {
  for (const auto& file : sources())
    for (const auto& include : file.includes()) {
      if (!include.starts_with("<boost")) continue;
      INFO(file.name);
      CHECK((include.starts_with("<boost/asio") ? file.folder == "probe" || file.name.starts_with("tests/probe/") : file.folder == "model" && file.name.ends_with(".cpp")));
    }
}

TEST_CASE("nothing but probe and ldap opens a connection") {
  static const std::regex network(R"(^<(boost/asio|sys/socket|netinet/|netdb|curl/|gssapi|ares|winsock|winhttp))");
  for (const auto& file : sources())
    for (const auto& include : file.includes()) {
      if (!std::regex_search(include, network)) continue;
      INFO(file.name << " includes " << include);
      CHECK((file.folder == "probe" || file.name.starts_with("tests/probe/") || file.name == "ldap/openldap_connection.cpp"));
    }
}

TEST_CASE("model, rules, analyzer, viz, dcerpc and observation do no input or output, and know no clock, environment or chance") {
  static const std::regex forbidden(
      R"(\b(getenv|setenv|rand|srand|random_device|mt19937\w*|system_clock|steady_clock|high_resolution_clock|localtime|gmtime|time\s*\(\s*(nullptr|NULL|0)|printf|fprintf|puts|fopen|ifstream|ofstream|fstream|cout|cerr|clog|filesystem)\b)");
  static const std::set<std::string> pure{"model", "rules", "analyzer", "viz", "dcerpc", "observation"};
  for (const auto& file : sources()) {
    if (!pure.contains(file.folder)) continue;
    for (const auto& include : file.includes()) {
      INFO(file.name << " includes " << include);
      CHECK(include != "<iostream");
      CHECK(include != "<fstream");
      CHECK(include != "<filesystem");
      CHECK(include != "<random");
      CHECK(include != "<ctime");
    }
    std::smatch match;
    const std::string code = without_comments(file.text);
    const bool found = std::regex_search(code, match, forbidden);
    INFO(file.name << " uses " << (found ? match.str() : ""));
    CHECK_FALSE(found);
  }
}

TEST_CASE("no Windows release is named in the analyzer") {
  for (const auto& file : sources())
    if (file.folder == "analyzer") {
      INFO(file.name);
      CHECK(without_comments(file.text).find("windows-") == std::string::npos);
    }
}

TEST_CASE("a file has at most 400 lines, tables of data excepted") {
  for (const auto& file : sources()) {
    if (file.name.find("/vocabulary/") != std::string::npos || file.name.ends_with("_table.cpp")) continue;
    INFO(file.name);
    CHECK(file.lines() <= 400);
  }
}

TEST_CASE("the sources of the HTML report are small, name the licence and ask for nothing from elsewhere") {
  static const std::regex elsewhere(R"((https?:|@import|\bimport\s|\beval\(|innerHTML|insertAdjacentHTML|document\.write|\bfetch\(|XMLHttpRequest))");
  std::size_t files = 0;
  for (const char* extension : {".js", ".css", ".html"})
    for (const auto& path : files_below("report", extension)) {
      std::string text = text_of(path);
      INFO(path);
      ++files;
      CHECK(text.substr(0, 120).find("SPDX-License-Identifier: Apache-2.0") != std::string::npos);
      CHECK(std::count(text.begin(), text.end(), '\n') <= 400);
      const std::string own = "http://www.w3.org/2000/svg";  // a name, not an address
      if (const auto at = text.find(own); at != std::string::npos) text.erase(at, own.size());
      CHECK_FALSE(std::regex_search(text, elsewhere));
    }
  CHECK(files > 10);
}

TEST_CASE("no file is named after nothing in particular") {
  static const std::regex vague("(util|common|misc|helper|manager)", std::regex::icase);
  for (const auto& file : sources()) {
    INFO(file.name);
    CHECK_FALSE(std::regex_search(file.name, vague));
  }
}

TEST_CASE("files are named in snake_case") {
  static const std::regex snake(R"([a-z0-9_/]+\.(cpp|hpp))");
  for (const auto& file : sources()) {
    INFO(file.name);
    CHECK(std::regex_match(file.name, snake));
  }
}

TEST_CASE("the first line names the licence, and headers are guarded") {
  for (const auto& file : sources()) {
    INFO(file.name);
    CHECK(file.text.starts_with("// SPDX-License-Identifier: Apache-2.0\n"));
    CHECK(file.text.ends_with("\n"));
    if (file.name.ends_with(".hpp")) CHECK(file.text.find("\n#pragma once\n") != std::string::npos);
  }
}

TEST_CASE("every folder of the source tree is read by these checks") {
  CHECK(sources().size() > 50);
  for (const char* folder : {"model", "rules", "import", "dcerpc", "capture", "analyzer", "viz", "report", "cli", "embed", "tests"}) {
    INFO(folder);
    CHECK(std::ranges::any_of(sources(), [&](const auto& f) { return f.folder == folder; }));
  }
}
