// SPDX-License-Identifier: Apache-2.0
// One request between all hosts: counts, reasons, zones and classes as text, or every pair as CSV.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <thread>

#include "analyzer/matrix.hpp"
#include "cli/commands.hpp"
#include "cli/host_selector.hpp"
#include "cli/prediction.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using analyzer::MatrixCell;
using analyzer::VerdictKind;

struct Counts {
  std::array<std::uint64_t, analyzer::verdict_kinds> pairs{};
  void add(const MatrixCell& c) { pairs[static_cast<std::size_t>(c.kind)] += c.pairs; }
  std::uint64_t all() const { return pairs[0] + pairs[1] + pairs[2]; }
  std::string text() const { return fmt::format("{:>10} connect {:>10} fail {:>10} undetermined", pairs[0], pairs[1], pairs[2]); }
};

class MatrixReport {
 public:
  MatrixReport(const rules::Program& program, const model::Estate& estate, const analyzer::MatrixRequest& request, const rules::FrameOptions& options,
               const analyzer::Matrix& matrix)
      : program_(program), estate_(estate), request_(request), options_(options), matrix_(matrix) {}

  std::string text() {
    Counts all;
    for (const auto& c : matrix_.cells) all.add(c);
    rules::FactFrame frame(estate_, request_.connection, options_);
    std::string out = estate_.title.empty() ? "" : estate_.title + "\n";
    out += fmt::format("the request of {}: {}\n\n", frame.connection().id, request_text(frame));
    out += fmt::format("{}, {}, {}, {} of hosts\n{}\n", counted(request_.from.size(), "client", ""), counted(request_.to.size(), "target", ""), counted(all.all(), "pair", ""),
                       counted(matrix_.classes.members.size(), "class", "e"), all.text());
    return out + reasons() + zones() + classes();
  }

  std::string csv() {
    std::string out = "client,target,verdict,stage,rule,error\n";
    for (const auto f : request_.from)
      for (const auto t : request_.to) {
        if (f == t) continue;
        const MatrixCell& c = *matrix_.find(matrix_.classes.of_host[f], matrix_.classes.of_host[t]);
        const auto* rule = c.first_blocker ? &program_.rules()[*c.first_blocker] : nullptr;
        out += fmt::format("{},{},{},{},{},{}\n", quoted(estate_.hosts[f].name), quoted(estate_.hosts[t].name), to_string(c.kind), rule ? to_string(rule->stage) : "",
                           rule ? rule->name : "", c.error ? fmt::format("0x{:08X}", *c.error) : "");
      }
    return out;
  }

 private:
  static std::string counted(std::uint64_t n, std::string_view what, std::string_view before_s) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : std::string(before_s) + "s"); }

  // RFC 4180: a field with a comma, a quote or a line break stands in quotes.
  static std::string quoted(const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string out = "\"";
    for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
  }

  std::string reasons() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> pairs;  // by rule and error; 0: no certain one
    std::uint64_t several = 0;
    for (const auto& c : matrix_.cells) {
      if (c.first_blocker) pairs[{*c.first_blocker, c.error.value_or(0)}] += c.pairs;
      else if (c.kind == VerdictKind::fails) several += c.pairs;
    }
    if (pairs.empty() && several == 0) return "";
    std::string out = "\nwhy they fail\n";
    for (const auto& [key, n] : pairs) {
      const auto& rule = program_.rules()[key.first];
      out += fmt::format("{:>10}  {}  {}{}\n", n, to_string(rule.stage), rule.name, key.second ? "  " + error_text(key.second) : "  (the code is not certain)");
    }
    if (several > 0) out += fmt::format("{:>10}  one rule or another, depending on what is missing\n", several);
    return out;
  }

  // Hosts of a class share their zone.
  std::string zone_name(model::Index host_class) const {
    const auto zone = estate_.hosts[matrix_.classes.members[host_class].front()].zone;
    return zone == model::none ? "no zone" : estate_.zones[zone].name;
  }

  std::string zones() {
    if (estate_.zones.empty()) return "";
    std::map<std::pair<std::string, std::string>, Counts> by_zone;
    for (const auto& c : matrix_.cells) by_zone[{zone_name(c.from_class), zone_name(c.to_class)}].add(c);
    std::size_t width = 0;
    for (const auto& [ends, counts] : by_zone) width = std::max(width, ends.first.size() + ends.second.size() + 4);
    std::string out = "\nby zone\n";
    for (const auto& [ends, counts] : by_zone) out += fmt::format("  {:<{}} {}\n", ends.first + " -> " + ends.second, width, counts.text());
    return out;
  }

  std::string classes() {
    std::vector<Counts> as_client(matrix_.classes.members.size()), as_target(matrix_.classes.members.size());
    for (const auto& c : matrix_.cells) {
      as_client[c.from_class].add(c);
      as_target[c.to_class].add(c);
    }
    std::string out = "\nclasses of hosts that no rule can tell apart\n";
    for (model::Index i = 0; i < matrix_.classes.members.size(); ++i) {
      const auto& members = matrix_.classes.members[i];
      const auto& first = estate_.hosts[members.front()];
      const auto& os = first.facts[static_cast<std::size_t>(rules::HostFact::os)];
      out += fmt::format("{:>10}  {}{}  {}{}\n", members.size(), first.name, members.size() > 1 ? " and others" : "",
                         os.known ? rules::write_value(rules::types::release(), os.value) : "release not stated", estate_.zones.empty() ? "" : ", " + zone_name(i));
      const auto line = [&](std::string_view role, const Counts& counts) {
        if (counts.all() > 0) out += fmt::format("{:12}{} {}\n", "", role, counts.text());
      };
      line("as client", as_client[i]);
      line("as target", as_target[i]);
    }
    return out;
  }

  const rules::Program& program_;
  const model::Estate& estate_;
  const analyzer::MatrixRequest& request_;
  const rules::FrameOptions& options_;
  const analyzer::Matrix& matrix_;
};

}  // namespace

int matrix(const Options& options, const MatrixOptions& matrix_options, const std::string& scenario, const std::string& connection) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  const analyzer::MatrixRequest request{estate.connections[find_connection(estate, connection, scenario)], select_hosts(estate, matrix_options.from, "--from " + matrix_options.from),
                                        select_hosts(estate, matrix_options.to, "--to " + matrix_options.to)};
  const unsigned threads = matrix_options.threads > 0 ? matrix_options.threads : std::max(1U, std::thread::hardware_concurrency());
  const rules::FrameOptions frame = frame_options(options);
  const analyzer::Matrix result = analyzer::matrix(rules.program(), estate, request, frame, threads);
  MatrixReport report(rules.program(), estate, request, frame, result);
  write_output(options.output, options.format == "csv" ? report.csv() : report.text());
  const auto any = [&](VerdictKind kind) { return std::ranges::any_of(result.cells, [&](const MatrixCell& c) { return c.kind == kind; }); };
  return any(VerdictKind::fails) ? not_as_expected : any(VerdictKind::undetermined) ? undetermined : as_expected;
}

}  // namespace wmireach::cli
