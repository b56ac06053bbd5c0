// SPDX-License-Identifier: Apache-2.0
// Build step: rules/catalogue/ to the compiled built-in program, and its texts and those of rules/changes/ beside it.
// Usage: embed_catalogue CATALOGUE_DIR statements.json CHANGES_DIR out.cpp. A mistake in a rule or a change stops the build.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "embed/string_literal.hpp"
#include "import/change_set.hpp"
#include "import/rule_reader.hpp"
#include "import/statements.hpp"
#include "rules/program.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wmireach;
using embed::write_literal;

std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<import::SourceFile> files_below(const fs::path& folder) {
  std::vector<import::SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back({fs::relative(entry.path(), folder).generic_string(), content(entry.path())});
  std::ranges::sort(files, {}, &import::SourceFile::name);
  return files;
}

void write_files(std::ostream& out, std::string_view name, const std::vector<import::SourceFile>& files) {
  out << "constexpr EmbeddedFile " << name << "[] = {\n";
  for (const auto& f : files) {
    out << "  {\"" << f.name << "\"sv,";
    write_literal(out, f.text);
    out << "},\n";
  }
  out << "};\n";
}

void write_program(std::ostream& out, const rules::Program& program) {
  out << "constexpr Node nodes[] = {\n";
  for (const auto& n : program.nodes())
    out << "  {static_cast<Operation>(" << static_cast<int>(n.operation) << "), " << (n.against_fact ? "true" : "false") << ", " << n.slot << ", "
        << n.other << ", " << n.left << ", " << n.right << ", " << n.value << "},\n";
  out << "};\n";
  for (std::size_t i = 0; i < program.rules().size(); ++i) {
    const auto& r = program.rules()[i];
    if (!r.errors.empty()) {
      out << "constexpr PredictedError errors_" << i << "[] = {";
      for (const auto& e : r.errors) out << "{" << e.code << "u, static_cast<Timing>(" << static_cast<int>(e.timing) << ")}, ";
      out << "};\n";
    }
    out << "constexpr std::string_view sources_" << i << "[] = {";
    for (const auto s : r.sources) out << "\"" << s << "\"sv, ";
    out << "};\n";
  }
  out << "constexpr ProgramRule rules_table[] = {\n";
  for (std::size_t i = 0; i < program.rules().size(); ++i) {
    const auto& r = program.rules()[i];
    out << "  {\"" << r.name << "\"sv, static_cast<model::Stage>(" << static_cast<int>(r.stage) << "), static_cast<Effect>(" << static_cast<int>(r.effect)
        << "), " << r.applies_when << ", " << r.requirement << ", " << (r.errors.empty() ? std::string("{}") : "errors_" + std::to_string(i)) << ",";
    write_literal(out, r.summary);
    out << ",";
    write_literal(out, r.message);
    out << ", sources_" << i << ", static_cast<Grade>(" << static_cast<int>(r.grade) << ")},\n";
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: embed_catalogue CATALOGUE_DIR statements.json CHANGES_DIR out.cpp\n";
    return 1;
  }
  const auto files = files_below(argv[1]), changes = files_below(argv[3]);
  import::Diagnostics diagnostics;
  rules::Catalogue catalogue = import::read_catalogue(files, diagnostics);
  const import::Statements statements = import::read_statements(content(argv[2]), argv[2], diagnostics);
  import::grade_rules(catalogue, statements);
  import::read_change_sets(changes, statements, diagnostics);
  for (const auto& d : diagnostics) std::cerr << d.file << ":" << d.line << ": " << d.message << " (" << d.pointer << ") " << d.hint << "\n";
  if (!diagnostics.empty()) return 1;
  std::ofstream out(argv[4]);
  out << "// Generated from rules/catalogue/, rules/changes/ and rules/statements.json.\n#include \"rules/builtin.hpp\"\n\nnamespace wmireach::rules {\nnamespace {\n"
         "using namespace std::string_view_literals;\n";
  write_program(out, rules::compile(catalogue));
  write_files(out, "files", files);
  write_files(out, "changes", changes);
  out << "}  // namespace\n\nconst Program& builtin_program() {\n  static const Program program{nodes, rules_table};\n  return program;\n}\n"
         "std::span<const EmbeddedFile> builtin_catalogue_files() { return files; }\n"
         "std::span<const EmbeddedFile> builtin_change_sets() { return changes; }\nstd::string_view builtin_statements() {\n  return";
  write_literal(out, content(argv[2]));
  out << ";\n}\n\n}  // namespace wmireach::rules\n";
  return out.good() ? 0 : 1;
}
