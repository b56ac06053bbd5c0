// SPDX-License-Identifier: Apache-2.0
// Domains and their trusts, as a part of an estate picture.
#pragma once

#include "model/estate.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// At most `limit` domains in the order of the estate, those with the most trusts and computers. `hosts` is by domain.
std::vector<model::Index> weightiest_domains(const model::Estate& estate, const std::vector<std::size_t>& hosts, std::size_t limit);

std::vector<std::size_t> hosts_by_domain(const model::Estate& estate);

std::string domain_id(model::Index domain);

void draw_domain(Dot& dot, const model::Estate& estate, model::Index domain, std::size_t hosts, const Attributes& more);

// Those between two of the domains, which are sorted. Returns how many there was no room for.
std::size_t draw_trusts(Dot& dot, const model::Estate& estate, const std::vector<model::Index>& domains);

// The domains and trusts in a frame; nothing where there is no domain.
void draw_domains(Dot& dot, const model::Estate& estate, std::size_t limit);

}  // namespace wmireach::viz
