// SPDX-License-Identifier: Apache-2.0
#include "cli/matrix_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "cli/class_words.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using analyzer::VerdictCounts;
using analyzer::VerdictKind;

// A terminal's worth of each table.
constexpr std::size_t most_rows = 40, most_groups = 30, most_classes = 40, most_differences = 6, most_namings = 2;

// The positions of the `most` items that weigh most, in their own order.
template <class Weight>
std::vector<std::size_t> heaviest(std::size_t items, std::size_t most, Weight weight) {
  std::vector<std::size_t> kept(items);
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (items <= most) return kept;
  std::ranges::stable_sort(kept, std::ranges::greater{}, weight);
  kept.resize(most);
  std::ranges::sort(kept);
  return kept;
}

std::string left_out(std::size_t all, std::size_t kept, std::string_view what, std::string_view order) {
  return all == kept ? "" : fmt::format("  and {} more {}; these are the ones with the most {}\n", all - kept, what, order);
}

class MatrixText {
 public:
  MatrixText(const MatrixResult& r, const MatrixTextOptions& options) : r_(r), options_(options) {}

  std::string text() {
    if (options_.only_reasons) return reasons("");
    const VerdictCounts all = all_pairs(r_.matrix);
    std::string out = r_.estate.title.empty() ? "" : r_.estate.title + "\n";
    out += fmt::format("{}\n\n{}\n{}\n", request_line(r_), size_line(r_, all.all()), counts_text(all));
    return out + reasons() + rules() + zones() + groups("by release", by_release(r_)) + groups("by baseline", by_baseline(r_)) + classes();
  }

 private:
  // A count at the start of a line; in a plain text with the word that the table's title says.
  std::string count(std::uint64_t n, std::string_view of_what) const { return options_.plain ? fmt::format("{} {}{}: ", n, of_what, n == 1 ? "" : "s") : fmt::format("{:>10}  ", n); }

  std::string counts_text(const VerdictCounts& c) const {
    if (options_.plain) return fmt::format("{} connect, {} fail, {} undetermined", c.pairs[0], c.pairs[1], c.pairs[2]);
    return fmt::format("{:>10} connect {:>10} fail {:>10} undetermined", c.pairs[0], c.pairs[1], c.pairs[2]);
  }

  std::string reasons(std::string_view before = "\n") const {
    std::string out;
    for (const auto& reason : analyzer::reasons(r_.matrix)) {
      out += count(reason.pairs, "pair");
      if (!reason.rule) {
        out += "one rule or another, depending on what is missing\n";
        continue;
      }
      const auto& rule = r_.program.rules()[*reason.rule];
      out += fmt::format("{}{}{}{}{}\n", to_string(rule.stage), between(), rule.name, between(), reason.error ? error_text(*reason.error) : rule.errors.empty() ? "(no code is documented)" : "(the code is not certain)");
    }
    return out.empty() ? "" : std::string(before) + "why they fail\n" + out;
  }

  // Where no pair has a second blocker and none is unknown, this is what the reasons said.
  std::string rules() const {
    std::uint64_t first = 0, all = 0;
    for (const auto& reason : analyzer::reasons(r_.matrix)) first += reason.rule ? reason.pairs : 0;
    for (const auto& pairs : r_.matrix.rules) all += pairs.violated + pairs.unknown;
    if (first == all) return "";
    std::string out;
    for (std::size_t i = 0; i < r_.matrix.rules.size(); ++i) {
      const auto& [violated, unknown] = r_.matrix.rules[i];
      const auto& rule = r_.program.rules()[i];
      if (violated + unknown == 0) continue;
      out += options_.plain ? fmt::format("{} violated, {} unknown: {}, {}\n", violated, unknown, to_string(rule.stage), rule.name)
                            : fmt::format("{:>10} violated {:>10} unknown  {}  {}\n", violated, unknown, to_string(rule.stage), rule.name);
    }
    return "\nrules that stop pairs, first or behind another\n" + out;
  }

  std::string zones() const {
    if (r_.estate.zones.empty()) return "";
    std::vector<std::pair<std::string, VerdictCounts>> rows;
    for (const auto& [ends, counts] : by_zone(r_.estate, r_.matrix)) rows.emplace_back(zone_text(r_.estate, ends.first) + " -> " + zone_text(r_.estate, ends.second), counts);
    const auto kept = heaviest(rows.size(), most_rows, [&](std::size_t i) { return rows[i].second.of(VerdictKind::fails); });
    std::size_t width = 0;
    for (const auto i : kept) width = std::max(width, rows[i].first.size());
    std::string out = "\nby zone\n";
    for (const auto i : kept) out += options_.plain ? fmt::format("{}: {}\n", rows[i].first, counts_text(rows[i].second)) : fmt::format("  {:<{}} {}\n", rows[i].first, width, counts_text(rows[i].second));
    return out + left_out(rows.size(), kept.size(), "pairs of zones", "failures");
  }

  std::string role(std::string_view name, const VerdictCounts& counts) const {
    return counts.all() == 0 ? "" : options_.plain ? fmt::format("{}: {}\n", name, counts_text(counts)) : fmt::format("{:12}{} {}\n", "", name, counts_text(counts));
  }
  std::string roles(const analyzer::RoleCounts& c) const { return role("as client", c.as_client) + role("as target", c.as_target); }

  // One group tells nothing that the sums above do not.
  std::string groups(std::string_view title, const std::vector<HostGroup>& all) const {
    if (all.size() < 2) return "";
    const auto kept = heaviest(all.size(), most_groups, [&](std::size_t i) { return all[i].hosts; });
    std::string out = fmt::format("\n{}\n", title);
    for (const auto i : kept) out += fmt::format("{}{}\n{}", count(all[i].hosts, "host"), all[i].name, roles(all[i].counts));
    return out + left_out(all.size(), kept.size(), "groups", "hosts");
  }

  std::string classes() const {
    const auto& members = r_.matrix.classes.members;
    const auto counts = by_class(r_.matrix);
    const auto differences = class_differences(r_.estate, r_.request, r_.matrix);
    const auto kept = heaviest(members.size(), most_classes, [&](std::size_t i) { return members[i].size(); });
    std::string out = "\nclasses of hosts that this request cannot tell apart\n";
    for (const auto i : kept) {
      const auto& first = r_.estate.hosts[members[i].front()];
      out += fmt::format("{}{}{}{}{}{}\n", count(members[i].size(), "host"), first.name, members[i].size() > 1 ? " and others" : "", between(), release_text(first),
                         r_.estate.zones.empty() ? "" : ", " + zone_text(r_.estate, first.zone));
      if (const std::string apart = told_apart(members[i], differences[i]); !apart.empty()) out += fmt::format("{:12}told by   {}\n", "", apart);
      out += roles(counts[i]);
    }
    return out + left_out(members.size(), kept.size(), "classes", "hosts");
  }

  // Release and zone stand on the line of the class itself.
  std::string told_apart(const std::vector<model::Index>& members, const analyzer::ClassDifference& d) const {
    std::vector<std::string> parts;
    for (const auto p : d.parts)
      if (p != analyzer::ClassPart(rules::HostPart::zone) && p != analyzer::ClassPart(rules::HostFact::os)) parts.push_back(part_name(p) + " " + part_value(r_.estate, members, p));
    std::string text;
    const auto add = [&](const std::string& what, std::string_view between) { text += (text.empty() ? "" : std::string(between)) + what; };
    for (std::size_t i = 0; i < parts.size() && i < most_differences; ++i) add(parts[i], "; ");
    if (parts.size() > most_differences) add(fmt::format("{} more", parts.size() - most_differences), "; ");
    for (std::size_t i = 0; i < d.named_by.size() && i < most_namings; ++i) add((i == 0 ? "named alone by " : "") + naming_text(r_.estate, d.named_by[i]), i == 0 ? "; " : " and ");
    if (d.named_by.size() > most_namings) add(fmt::format("{} more", d.named_by.size() - most_namings), " and ");
    return text;
  }

  std::string_view between() const { return options_.plain ? ", " : "  "; }

  const MatrixResult& r_;
  const MatrixTextOptions& options_;
};

}  // namespace

std::string matrix_text(const MatrixResult& result, const MatrixTextOptions& options) { return MatrixText(result, options).text(); }

}  // namespace wmireach::cli
