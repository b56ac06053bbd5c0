// SPDX-License-Identifier: Apache-2.0
#include "cli/pair_request.hpp"

#include <algorithm>

#include "cli/session.hpp"

namespace wmireach::cli {
namespace {

using model::Index;

bool has(const std::vector<Index>& hosts, Index h) { return std::ranges::binary_search(hosts, h); }

[[noreturn]] void refuse_pair(const model::Requirement& r, const std::string& id, const std::string& file) {
  throw BadInput{{{.file = file,
                   .message = "'" + id + "' names no pair of the requirement '" + r.id + "'",
                   .hint = "write it as " + r.id + "/CLIENT/TARGET, with a host of its 'from' and another of its 'to'"}}};
}

}  // namespace

model::Connection pair_request(const model::Estate& estate, const model::Requirement& requirement, Index from, Index to) {
  model::Connection pair = requirement.request;
  pair.from = from;
  pair.to = to;
  pair.id = requirement.id + "/" + estate.hosts[from].name + "/" + estate.hosts[to].name;
  return pair;
}

model::Connection find_request(const model::Estate& estate, const std::string& id, const std::string& file) {
  if (const Index c = estate.find_connection(id); c != model::none) return estate.connections[c];
  const model::Requirement* meant = nullptr;  // the one with the longest id that fits
  for (const auto& r : estate.requirements) {
    if (id != r.id && !id.starts_with(r.id + "/")) continue;
    if (meant == nullptr || r.id.size() > meant->id.size()) meant = &r;
    // The name of a host may hold a slash itself.
    for (auto slash = id.find('/', r.id.size() + 1); slash != std::string::npos; slash = id.find('/', slash + 1)) {
      const Index from = estate.find_host(id.substr(r.id.size() + 1, slash - r.id.size() - 1)), to = estate.find_host(id.substr(slash + 1));
      if (from != to && has(r.from, from) && has(r.to, to)) return pair_request(estate, r, from, to);
    }
  }
  if (meant != nullptr) refuse_pair(*meant, id, file);
  return estate.connections[find_connection(estate, id, file)];
}

}  // namespace wmireach::cli
