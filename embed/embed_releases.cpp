// SPDX-License-Identifier: Apache-2.0
// Build step: model/releases.json to static tables. Usage: embed_releases releases.json out.cpp
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

std::string quoted(const std::string& s) { return json(s).dump(); }

std::string strings(const json& list) {
  std::string out;
  for (const auto& s : list) out += quoted(s.get<std::string>()) + ", ";
  return out;
}

// "2001-12-31" to 20011231; 0 where it is left out.
long date(const json& release) {
  const std::string text = release.value("support_ends", "");
  if (text.empty()) return 0;
  return std::stol(text.substr(0, 4)) * 10000 + std::stol(text.substr(5, 2)) * 100 + std::stol(text.substr(8, 2));
}

void write_releases(const json& releases, std::ostream& out) {
  for (std::size_t i = 0; i < releases.size(); ++i)
    for (const char* key : {"editions", "editions_not_targets", "aliases"})
      if (!releases[i].at(key).empty())
        out << "constexpr std::string_view " << key << "_" << i << "[] = {" << strings(releases[i].at(key)) << "};\n";
  out << "constexpr Release release_table[] = {\n";
  for (std::size_t i = 0; i < releases.size(); ++i) {
    const json& r = releases[i];
    const auto list = [&](const char* key) { return r.at(key).empty() ? std::string("{}") : key + ("_" + std::to_string(i)); };
    out << "  {" << quoted(r.at("id")) << ", " << quoted(r.at("name")) << ", ReleaseKind::" << r.at("kind").get<std::string>() << ", "
        << quoted(r.at("version")) << ", " << r.at("build") << ", " << r.at("service_packs") << ", " << list("editions") << ", "
        << list("editions_not_targets") << ", " << quoted(r.at("editions_source")) << ", " << list("aliases") << ", " << date(r) << "},\n";
  }
  out << "};\n";
}

void write_defaults(const json& all, const std::map<std::string, int>& index, std::ostream& out) {
  out << "constexpr ReleaseDefault default_table[] = {\n";
  for (const auto& fact : all)
    for (const auto& row : fact.at("rows")) {
      const json sp = row.value("service_pack", json::object());
      const std::string kind = row.value("kind", ""), membership = row.value("membership", "");
      out << "  {" << quoted(fact.at("fact")) << ", " << index.at(row.at("from")) << ", " << index.at(row.at("to")) << ", "
          << (kind.empty() ? -1 : kind == "server" ? 1 : 0) << ", " << sp.value("min", 0) << ", " << sp.value("max", 127) << ", "
          << (membership.empty() ? -1 : membership == "domain" ? 1 : 0) << ", " << row.value("min_build", 0) << ", "
          << quoted(row.at("value")) << ", " << quoted(row.at("source")) << "},\n";
    }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) throw std::runtime_error("usage: embed_releases releases.json out.cpp");
  std::ifstream in(argv[1]);
  const json data = json::parse(in);
  std::map<std::string, int> index;
  for (const auto& r : data.at("releases")) index.emplace(r.at("id"), static_cast<int>(index.size()));
  std::ofstream out(argv[2]);
  out << "// Generated from model/releases.json.\n#include \"model/release.hpp\"\n\nnamespace wmireach::model {\nnamespace {\n";
  write_releases(data.at("releases"), out);
  write_defaults(data.at("defaults"), index, out);
  out << "}  // namespace\n\nstd::span<const Release> releases() { return release_table; }\n"
         "std::span<const ReleaseDefault> release_defaults() { return default_table; }\n\n}  // namespace wmireach::model\n";
  return out.good() ? 0 : 1;
} catch (const std::exception& e) {
  std::cerr << "embed_releases: " << e.what() << "\n";
  return 1;
}
