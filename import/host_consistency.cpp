// SPDX-License-Identifier: Apache-2.0
#include "import/host_consistency.hpp"

#include <algorithm>

#include "model/release.hpp"
#include "rules/vocabulary.hpp"

namespace wmireach::import {
namespace {

using rules::HostFact;

const model::Fact& fact(const model::Host& host, HostFact f) { return host.facts[static_cast<std::size_t>(f)]; }

}  // namespace

void check_consistency(const Cursor& c, const model::Host& host) {
  const auto& os = fact(host, HostFact::os);
  const auto& edition = fact(host, HostFact::edition);
  const auto& sp = fact(host, HostFact::service_pack);
  const auto& start = fact(host, HostFact::rpc_dynamic_start);
  const auto& count = fact(host, HostFact::rpc_dynamic_count);
  if (start.known && count.known && start.value + count.value - 1 > 65535)
    c.fail("the dynamic range ends at port " + std::to_string(start.value + count.value - 1), "the last port may not be above 65535");
  if (!os.known) return;
  const auto& release = model::releases()[static_cast<std::size_t>(os.value)];
  if (sp.known && sp.value > release.service_packs)
    c.fail(std::string(release.name) + " has no service pack " + std::to_string(sp.value), "the highest one is " + std::to_string(release.service_packs));
  const auto& membership = fact(host, HostFact::membership);
  static constexpr std::string_view homes[] = {"starter", "home-basic", "home-premium", "home", "core"};
  const auto is_home = [](std::string_view e) { return std::ranges::find(homes, e) != std::end(homes); };
  if (membership.known && membership.value == 1 && !release.editions.empty() && std::ranges::all_of(release.editions, is_home))
    c.fail(std::string(release.name) + " cannot join a domain", "correct the release, or state a workgroup (B-OS-10)");
  else if (membership.known && membership.value == 1 && edition.known &&
           is_home(rules::types::edition().values[static_cast<std::size_t>(edition.value)].name))
    c.fail("a Home, Starter or core edition cannot join a domain", "correct the edition, or state a workgroup (B-OS-10)");
  if (!edition.known) return;
  const auto name = rules::types::edition().values[static_cast<std::size_t>(edition.value)].name;
  if (!release.editions.empty() && std::ranges::find(release.editions, name) == release.editions.end()) {
    std::string known;
    for (const auto e : release.editions) known += (known.empty() ? "its editions: " : ", ") + std::string(e);
    c.fail(std::string(release.name) + " has no edition '" + std::string(name) + "'", known);
  }
}

}  // namespace wmireach::import
