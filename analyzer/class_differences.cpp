// SPDX-License-Identifier: Apache-2.0
#include "analyzer/class_differences.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "analyzer/host_keys.hpp"

namespace wmireach::analyzer {
namespace {

using model::Index;
using rules::HostFact;
using rules::HostPart;
using rules::Observed;

constexpr auto number_of(HostFact f) { return static_cast<std::uint16_t>(f); }

bool looks_at(const Observed& o, HostPart p) { return o.parts.test(static_cast<std::size_t>(p)); }

bool looks_at(const Observed& o, std::uint16_t fact) {
  const auto limit = o.limits.lower_bound({fact, INT64_MIN});
  return o.values.test(fact) || o.states.test(fact) || (limit != o.limits.end() && limit->first == fact);
}

std::vector<ClassPart> parts_of(const Observed& o) {
  std::vector<ClassPart> parts{HostPart::zone};
  if (looks_at(o, HostPart::domain) || looks_at(o, number_of(HostFact::membership))) parts.emplace_back(HostPart::domain);
  for (std::uint16_t f = 0; f < rules::host_count; ++f)
    if (f == number_of(HostFact::os) || (f != number_of(HostFact::membership) && looks_at(o, f))) parts.emplace_back(static_cast<HostFact>(f));
  for (std::size_t p = static_cast<std::size_t>(HostPart::addresses); p < rules::host_parts; ++p)
    if (looks_at(o, static_cast<HostPart>(p))) parts.emplace_back(static_cast<HostPart>(p));
  return parts;
}

// What more than half of the keys are (Boyer and Moore's vote).
std::optional<std::string> usual(const std::vector<std::string>& keys) {
  const std::string* candidate = nullptr;
  std::size_t votes = 0;
  for (const auto& k : keys) {
    if (votes == 0) candidate = &k;
    if (k == *candidate) ++votes;
    else --votes;
  }
  if (candidate == nullptr || static_cast<std::size_t>(std::ranges::count(keys, *candidate)) * 2 <= keys.size()) return std::nullopt;
  return *candidate;
}

class Differences {
 public:
  Differences(const model::Estate& estate, const MatrixRequest& request, const Matrix& matrix)
      : keys_(estate, request.connection), matrix_(matrix), parts_(matrix.classes.members.size()) {
    compare(request.from, matrix.read_of_clients);
    compare(request.to, matrix.read_of_targets);
  }

  std::vector<ClassDifference> take(const model::Estate& estate, const MatrixRequest& request) {
    std::vector<ClassDifference> out(parts_.size());
    for (std::size_t c = 0; c < out.size(); ++c) out[c].parts.assign(parts_[c].begin(), parts_[c].end());
    const auto& members = matrix_.classes.members;
    for_each_naming(estate, request.connection, [&](Index host, Naming naming) {
      const Index c = matrix_.classes.of_host[host];
      if (c != model::none && members[c].front() == host) out[c].named_by.push_back(naming);
    });
    for (auto& difference : out) {
      std::ranges::sort(difference.named_by);
      const auto again = std::ranges::unique(difference.named_by);
      difference.named_by.erase(again.begin(), again.end());
    }
    return out;
  }

 private:
  struct ByPlace {  // zone, domain, facts, other parts
    static auto place(ClassPart p) { return std::pair(p.index() == 0 && std::get<HostPart>(p) > HostPart::domain ? 2U : p.index(), p); }
    bool operator()(ClassPart a, ClassPart b) const { return place(a) < place(b); }
  };

  // Classes of hosts in one role, by what is looked at of a host in that role.
  void compare(const std::vector<Index>& hosts, const Observed& observed) {
    std::vector<Index> first(parts_.size(), model::none);
    std::vector<Index> classes;
    for (const Index h : hosts)
      if (const Index c = matrix_.classes.of_host[h]; c != model::none && first[c] == model::none) {
        first[c] = h;
        classes.push_back(c);
      }
    if (classes.size() < 2) return;
    std::vector<std::string> keys(classes.size());
    for (const ClassPart part : parts_of(observed)) {
      for (std::size_t i = 0; i < classes.size(); ++i) keys[i] = key_of(first[classes[i]], part, observed);
      if (std::ranges::all_of(keys, [&](const std::string& k) { return k == keys.front(); })) continue;
      const auto most = usual(keys);
      for (std::size_t i = 0; i < classes.size(); ++i)
        if (keys[i] != most) parts_[classes[i]].insert(part);
    }
  }

  std::string key_of(Index host, ClassPart part, const Observed& observed) const {
    Key key;
    if (const auto* fact = std::get_if<HostFact>(&part)) {
      if (*fact == HostFact::os) keys_.add_stated(key, host, number_of(*fact));  // a class shares its release, whoever reads it
      else keys_.add(key, host, number_of(*fact), observed);
    } else {
      if (std::get<HostPart>(part) == HostPart::domain) keys_.add(key, host, number_of(HostFact::membership), observed);
      keys_.add_part(key, host, std::get<HostPart>(part));
    }
    return key.bytes();
  }

  HostKeys keys_;
  const Matrix& matrix_;
  std::vector<std::set<ClassPart, ByPlace>> parts_;  // by class
};

}  // namespace

std::vector<ClassDifference> class_differences(const model::Estate& estate, const MatrixRequest& request, const Matrix& matrix) {
  return Differences(estate, request, matrix).take(estate, request);
}

}  // namespace wmireach::analyzer
