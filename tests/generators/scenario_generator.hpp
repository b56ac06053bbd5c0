// SPDX-License-Identifier: Apache-2.0
// Random but valid scenarios, and changes of a scenario that must not matter.
#pragma once

#include "tests/generators/choices.hpp"
#include "tests/generators/estates.hpp"

namespace wmireach::tests {

// Number of choices after which a scenario is complete in nearly every case.
inline constexpr int scenario_choices = 400;

// A scenario of two to six hosts named H0, H1, ... with domains, trusts, zones, links, accounts, groups and one to three
// connections. Every part may be left out or "unknown". The reader accepts every scenario that this returns.
Json random_scenario(Choices& choices);

// A value of the type as a scenario writes it. Integers lie in the type's range.
Json random_value(Choices& choices, const rules::Type& type);

// Replaces every host name, wherever it stands, by another one.
Json with_hosts_renamed(const Json& scenario);

// The same scenario with the members of every object in the opposite order, and the connections too.
Json reversed(const Json& scenario);

// The same scenario with a host, an account and, where there are zones, a zone that no connection uses.
Json with_strangers(const Json& scenario);

}  // namespace wmireach::tests
