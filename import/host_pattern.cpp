// SPDX-License-Identifier: Apache-2.0
#include "import/host_pattern.hpp"

#include <algorithm>

namespace wmireach::import {
namespace {

constexpr auto digits_10 = "0123456789";

std::size_t highest(std::size_t digits) {
  std::size_t n = 1;
  for (; digits > 0; --digits) n *= 10;
  return n - 1;
}

}  // namespace

std::string HostPattern::name(std::size_t number) const {
  const std::string n = std::to_string(number);
  return before + std::string(digits - n.size(), '0') + n + after;
}

bool HostPattern::makes(std::string_view name) const {
  if (name.size() != before.size() + digits + after.size() || !name.starts_with(before) || !name.ends_with(after)) return false;
  const std::string_view number = name.substr(before.size(), digits);
  if (number.find_first_not_of(digits_10) != std::string_view::npos) return false;
  const auto n = std::stoul(std::string(number));
  return n >= 1 && n <= count;
}

std::optional<HostPattern> read_pattern(const Cursor& host) {
  const std::string key(host.key());
  const auto first = key.find('#');
  const auto count_at = host.is(JsonNode::Kind::object)
                            ? std::ranges::find(host.node().members, "count", &JsonMember::key)
                            : host.node().members.end();
  const bool has_count = count_at != host.node().members.end();
  if (first == std::string::npos) {
    if (has_count) host.child(*count_at).fail("'count' needs a name with a place for the number", "write the name with a run of '#', such as \"" + key + "###\"");
    return std::nullopt;
  }
  const auto behind = std::min(key.find_first_not_of('#', first), key.size());
  HostPattern p{key.substr(0, first), key.substr(behind), behind - first, 0};
  if (is_pattern(p.after)) return host.fail("'" + key + "' has more than one run of '#'", "leave one run of '#' for the number"), std::nullopt;
  if (p.digits > most_digits) return host.fail("'" + key + "' has a number of " + std::to_string(p.digits) + " digits", "a number has at most " + std::to_string(most_digits)), std::nullopt;
  if (!host.is(JsonNode::Kind::object)) return std::nullopt;  // told where the host is read
  if (!has_count) return host.fail("'" + key + "' has a '#', and no 'count' says how many computers it stands for", "add \"count\": 5, or write the name without '#'"), std::nullopt;
  const Cursor c = host.child(*count_at);
  const auto count = c.integer();
  if (!count) return std::nullopt;
  if (*count < 1) return c.fail("a count of " + std::to_string(*count) + " makes no computer", "a whole number from 1 on"), std::nullopt;
  p.count = static_cast<std::size_t>(*count);
  if (p.count > most_hosts) return c.fail("a count of " + std::to_string(*count) + " is out of range", "a whole number from 1 to " + std::to_string(most_hosts)), std::nullopt;
  if (p.count > highest(p.digits))
    return c.fail("a count of " + std::to_string(*count) + " does not fit '" + key + "'", "at most " + std::to_string(highest(p.digits)) + ", or a longer run of '#'"), std::nullopt;
  return p;
}

void write_out_patterns(JsonNode& scenario, const JsonNode& patch) {
  const auto all = std::ranges::find(scenario.members, "hosts", &JsonMember::key);
  const JsonNode* changed = patch.find("hosts");
  if (all == scenario.members.end() || changed == nullptr) return;
  Diagnostics ignored;  // the reader tells them
  const std::string no_file;
  const Cursor hosts(all->value, no_file, ignored);
  std::vector<JsonMember> written_out;
  bool any = false;
  for (const auto& member : all->value.members) {
    const auto pattern = is_pattern(member.key) ? read_pattern(hosts.child(member)) : std::nullopt;
    if (!pattern || !std::ranges::any_of(changed->members, [&](const JsonMember& m) { return pattern->makes(m.key); })) {
      written_out.push_back(member);
      continue;
    }
    any = true;
    JsonMember host = member;
    std::erase_if(host.value.members, [](const JsonMember& m) { return m.key == "count"; });
    for (std::size_t n = 1; n <= pattern->count; ++n) {
      host.key = pattern->name(n);
      written_out.push_back(host);
    }
  }
  if (any) all->value.members = std::move(written_out);
}

}  // namespace wmireach::import
