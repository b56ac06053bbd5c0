// SPDX-License-Identifier: Apache-2.0
#include "exports/domain_release.hpp"

#include <algorithm>
#include <array>

#include "import/json_writer.hpp"
#include "model/release.hpp"

namespace wmireach::exports {
namespace {

bool is_home(std::string_view edition) {
  constexpr std::array<std::string_view, 5> homes{"starter", "home-basic", "home-premium", "home", "core"};
  return std::ranges::find(homes, edition) != homes.end();
}

bool joins_no_domain(const ReleaseName& name) {
  const auto* release = model::find_release(name.release);
  return is_home(name.edition) || (release != nullptr && !release->editions.empty() && std::ranges::all_of(release->editions, is_home));
}

}  // namespace

std::optional<ReleaseName> add_domain_release(const std::string& caption, Place place, Computer& c, Survey& survey) {
  if (caption.empty()) return std::nullopt;
  const auto release = release_of(caption);
  if (!release || joins_no_domain(*release)) {
    survey.notes.push_back({.file = survey.files[place.file], .line = place.line,
                            .message = "'" + caption.substr(0, 200) + "' of " + c.netbios_name + (release ? " cannot be in a domain" : " is no release that is known"), .hint = "its release stays unknown"});
    return std::nullopt;
  }
  c.settings.push_back({"os", import::json_text(release->release), place});
  if (!release->edition.empty()) c.settings.push_back({"edition", import::json_text(release->edition), place});
  return release;
}

}  // namespace wmireach::exports
