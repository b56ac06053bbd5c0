// SPDX-License-Identifier: Apache-2.0
#include "exports/release_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "model/release.hpp"

namespace wmireach::exports {
namespace {

// Words in lower case with single spaces between and around them. Marks and the maker's name are left out.
std::string words_of(std::string_view caption) {
  std::string out = " ";
  for (std::size_t i = 0; i < caption.size(); ++i) {
    const auto c = static_cast<unsigned char>(caption[i]);
    const bool part_of_word = std::isalnum(c) != 0 || (c == '.' && i + 1 < caption.size() && std::isdigit(static_cast<unsigned char>(caption[i + 1])) != 0);
    if (part_of_word) out += static_cast<char>(std::tolower(c));
    else if (c < 0x80 && out.back() != ' ') out += ' ';
    else if (c >= 0x80 && i + 1 == caption.size() && out.back() != ' ') out += ' ';  // the last byte of a mark
  }
  if (out.back() != ' ') out += ' ';
  for (const std::string_view noise : {" r ", " tm ", " microsoft "}) {
    for (auto at = out.find(noise); at != std::string::npos; at = out.find(noise)) out.erase(at, noise.size() - 1);
  }
  if (const auto at = out.find(" hyper v server "); at != std::string::npos) out.replace(at, 16, " windows server ");
  return out;
}

bool holds(std::string_view words, std::string_view phrase) { return words.find(" " + std::string(phrase) + " ") != std::string_view::npos; }

constexpr std::array other_systems{"linux", "ubuntu", "debian", "centos", "red hat", "rhel", "suse", "sles", "macos", "mac os", "os x", "freebsd", "openbsd", "netbsd", "solaris",
                                   "aix", "samba", "vmware", "esxi", "ontap", "netapp", "emc", "isilon", "cisco", "android", "ios"};

// Longer names first: "Home Premium" is not "Home".
constexpr std::pair<std::string_view, std::string_view> edition_names[] = {
    {"datacenter azure edition", "datacenter-azure"}, {"iot enterprise", "iot-enterprise"}, {"home basic", "home-basic"}, {"home premium", "home-premium"},
    {"home", "home"}, {"ultimate", "ultimate"}, {"enterprise", "enterprise"}, {"education", "education"}, {"business", "business"}, {"professional", "pro"},
    {"pro", "pro"}, {"starter", "starter"}, {"standard", "standard"}, {"datacenter", "datacenter"}, {"essentials", "essentials"}, {"foundation", "foundation"}, {"web", "web"}};

std::string edition_of(const model::Release& release, std::string_view words) {
  for (const auto& [phrase, edition] : edition_names)
    if (holds(words, phrase)) return std::ranges::find(release.editions, edition) == release.editions.end() ? "" : std::string(edition);
  return "";
}

}  // namespace

std::optional<ReleaseName> release_of(std::string_view caption) {
  const std::string words = words_of(caption);
  const model::Release* best = nullptr;
  std::size_t longest = 0;
  for (const auto& r : model::releases()) {
    std::vector<std::string> names{words_of(r.name)};
    for (const auto alias : r.aliases) names.push_back(words_of(alias));
    for (const auto& name : names) {
      if (!name.starts_with(" windows ") || name.size() <= longest || words.find(name) == std::string::npos) continue;
      best = &r;
      longest = name.size();
    }
  }
  if (best != nullptr) return ReleaseName{std::string(best->id), edition_of(*best, words)};
  if (!holds(words, "windows") && std::ranges::any_of(other_systems, [&](const char* name) { return holds(words, name); })) return ReleaseName{"non-windows", ""};
  return std::nullopt;
}

int build_of(std::string_view version) {
  const auto number = [&](std::size_t at) {
    int n = 0;
    for (; at < version.size() && std::isdigit(static_cast<unsigned char>(version[at])) != 0 && n < 1'000'000; ++at) n = n * 10 + (version[at] - '0');
    return n;
  };
  if (const auto bracket = version.find('('); bracket != std::string_view::npos) return number(bracket + 1);
  const auto first = version.find('.');
  const auto second = first == std::string_view::npos ? first : version.find('.', first + 1);
  return second == std::string_view::npos ? 0 : number(second + 1);
}

}  // namespace wmireach::exports
