// SPDX-License-Identifier: Apache-2.0
#include "evidence/wanted.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace wmireach::evidence {

using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Step;

std::string folded_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool may_be_account(const Wanted& wanted, std::string_view named) {
  if (wanted.user.empty() || named.empty()) return true;
  const std::string text = folded_ascii(named);
  const auto slash = text.find('\\');
  std::string domain = slash == std::string::npos ? "" : text.substr(0, slash), user = slash == std::string::npos ? text : text.substr(slash + 1);
  if (const auto at = user.find('@'); at != std::string::npos) {
    if (domain.empty()) domain = user.substr(at + 1);
    user.resize(at);
  }
  if (user != wanted.user) return false;
  return domain.empty() || domain == "." || wanted.user_domains.empty() || std::ranges::find(wanted.user_domains, domain) != wanted.user_domains.end();
}

bool is_namespace(const Wanted& wanted, std::string_view resource) {
  if (wanted.wmi_namespace.empty()) return true;
  std::string text = folded_ascii(resource), own = folded_ascii(wanted.wmi_namespace);
  std::ranges::replace(text, '/', '\\');
  std::ranges::replace(own, '/', '\\');
  if (text.starts_with("\\\\")) {
    const auto end = text.find('\\', 2);
    text = end == std::string::npos ? "" : text.substr(end + 1);
  }
  return text == own;
}

std::string utc_text(std::int64_t seconds) {
  constexpr std::int64_t last = 253402300799;  // 9999-12-31T23:59:59Z
  if (seconds < 0 || seconds > last) return {};
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text.data();
}

void complete(observation::Sighting& sighting, const Wanted& wanted, const std::string to, const char* (*reason)(Step)) {
  static constexpr std::array dcom{Step::resolve, Step::connect, Step::endpoint_mapper, Step::object_resolver, Step::authenticate, Step::activate, Step::service_port, Step::log_in};
  static constexpr std::array web{Step::resolve, Step::connect, Step::identify, Step::authenticate};
  const auto add = [&](Step step) {
    if (std::ranges::find(sighting.looks, step, &Look::step) != sighting.looks.end()) return;
    const bool over = std::ranges::any_of(sighting.looks, [&](const Look& l) { return l.step < step && l.step != Step::object_resolver && observation::result_of(sighting, l.step) == Result::failed; });
    Look look{.step = step, .ending = over ? Ending::out_of_order : Ending::skipped, .to = step == Step::resolve ? "" : to, .text = over ? "" : reason(step)};
    if (step < Step::service_port && step != Step::resolve) look.port = wanted.port;
    sighting.looks.push_back(std::move(look));
  };
  if (wanted.ws_man) std::ranges::for_each(web, add);
  else std::ranges::for_each(dcom, add);
  std::ranges::stable_sort(sighting.looks, {}, &Look::step);
}

}  // namespace wmireach::evidence
