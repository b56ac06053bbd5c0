// SPDX-License-Identifier: Apache-2.0
#include "exports/nmap_system.hpp"

#include <algorithm>
#include <cctype>

#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

std::vector<std::string> alternatives(std::string text) {
  for (const std::string_view separator : {" or ", " - ", ", ", "/"})
    for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, at + 1)) text.replace(at, separator.size(), "|");
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '|') out.emplace_back();
    else out.back() += c;
  }
  return out;
}

// "SP2", "Update 1", and versions such as "1909", "20H2", "5.6": no release of their own.
bool is_version(const std::string& part) {
  const std::string word = model::folded(part);
  if (word.starts_with("sp") && word.size() > 2 && std::isdigit(static_cast<unsigned char>(word[2])) != 0) return true;
  if (word.starts_with("update")) return true;
  const bool year_and_half = word.size() == 4 && std::isdigit(static_cast<unsigned char>(word[0])) != 0 && (word[2] == 'h' || std::ranges::all_of(word, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }));
  return year_and_half && !word.starts_with("200") && word != "2012" && word != "2016" && word != "2019" && word != "2022" && word != "2025";
}

}  // namespace

std::optional<ReleaseName> system_of(std::string_view nmap_name) {
  const auto parts = alternatives(std::string(nmap_name));
  auto first = release_of(parts.front());
  if (!first || parts.size() == 1) return first;
  if (first->release == "non-windows") {
    const bool windows_too = std::ranges::any_of(parts, [](const auto& p) { return model::folded(p).find("windows") != std::string::npos; });
    return windows_too ? std::nullopt : first;
  }
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is_version(parts[i])) continue;
    auto other = release_of(parts[i]);
    if (!other) other = release_of("Windows " + parts[i]);
    if (!other || other->release != first->release) return std::nullopt;
  }
  return ReleaseName{first->release, ""};
}

std::optional<ReleaseName> common_system(const std::vector<std::string>& nmap_names) {
  std::optional<ReleaseName> common;
  for (const auto& name : nmap_names) {
    const auto system = system_of(name);
    if (!system || (common && common->release != system->release)) return std::nullopt;
    if (common && common->edition != system->edition) common->edition.clear();
    else if (!common) common = system;
  }
  return common;
}

}  // namespace wmireach::exports
