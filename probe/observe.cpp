// SPDX-License-Identifier: Apache-2.0
#include "probe/observe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include "probe/dcom_look.hpp"
#include "probe/name_look.hpp"
#include "probe/ws_man_look.hpp"

namespace wmireach::probe {
namespace {

std::string now() {
  using namespace std::chrono;
  const auto seconds_now = floor<seconds>(system_clock::now());
  const auto day = floor<days>(seconds_now);
  const year_month_day date(day);
  const hh_mm_ss time(seconds_now - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

observation::Sighting look_at(const Target& target, const Plan& plan, const Credentials& credentials, const std::atomic<bool>* stop) {
  observation::Sighting sighting{.connection = target.connection, .target = target.host, .looks = {}};
  const Allowance allowance(plan.limits.step, plan.limits.overall, stop);
  if (allowance.over()) return sighting;
  const auto addresses = look_for_addresses(target, allowance, sighting);
  if (addresses.empty() || allowance.over()) return sighting;
  if (target.ws_man) look_by_ws_man(target, addresses, credentials, plan.authenticate, allowance, sighting);
  else look_by_dcom(target, addresses, credentials, plan.authenticate, allowance, sighting);
  return sighting;
}

}  // namespace

bool available() { return true; }

observation::Record observe(const Plan& plan, const Environment& environment) {
  observation::Record record{.observer = plan.observer, .seen_at = now(), .source = observation::Source::probe, .sightings = std::vector<observation::Sighting>(plan.targets.size())};
  std::vector<Credentials> credentials;
  for (const auto& t : plan.targets) credentials.push_back({.kerberos_name = t.kerberos_name, .ntlm_name = t.ntlm_name, .password = environment.password(t.account)});
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < plan.targets.size(); i = next++) {
      record.sightings[i] = look_at(plan.targets[i], plan, credentials[i], environment.stop);
      if (environment.finished != nullptr) ++*environment.finished;
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned n = 1; n < std::min<std::size_t>(plan.limits.at_once, plan.targets.size()); ++n) workers.emplace_back(work);
  work();
  workers.clear();
  return record;
}

}  // namespace wmireach::probe
