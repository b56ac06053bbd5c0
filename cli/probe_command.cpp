// SPDX-License-Identifier: Apache-2.0
// What really happens between this computer and the targets of a scenario, beside what is predicted.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <set>

#include "cli/commands.hpp"
#include "cli/compared.hpp"
#include "cli/compared_json.hpp"
#include "cli/compared_text.hpp"
#include "cli/evidence_record.hpp"
#include "cli/observed_merge.hpp"
#include "cli/platform/secret.hpp"
#include "cli/platform/this_computer.hpp"
#include "cli/probe_plan.hpp"
#include "cli/progress_line.hpp"
#include "cli/second_output.hpp"
#include "cli/terminal.hpp"
#include "cli/text_output.hpp"
#include "import/json_writer.hpp"
#include "import/scenario_layout.hpp"
#include "observation/record_json.hpp"
#include "probe/observe.hpp"

namespace wmireach::cli {
namespace {

constexpr std::size_t hosts_without_asking = 5;

std::size_t hosts_of(const probe::Plan& plan) {
  std::set<std::string> hosts;
  for (const auto& t : plan.targets) hosts.insert(t.host);
  return hosts.size();
}

// Nobody contacts many computers by mistake.
void confirm(const probe::Plan& plan, const ProbeOptions& probe_options) {
  const std::size_t hosts = hosts_of(plan);
  if (hosts <= hosts_without_asking || probe_options.yes) return;
  if (!is_terminal(stdin) || !is_terminal(stderr))
    throw BadInput{{{.file = "probe", .message = fmt::format("{} hosts would be contacted", hosts), .hint = "look at them with --dry-run, then say --yes, or name fewer connections"}}};
  std::cerr << plan_text(plan) << fmt::format("Contact these {} hosts? [y/N] ", hosts);
  std::string answer;
  std::getline(std::cin, answer);
  if (answer != "y" && answer != "Y" && answer != "yes") throw BadInput{{{.file = "probe", .message = "nothing was contacted", .hint = "answer y to go on"}}};
}

// Passwords by account, asked for before anything is contacted. Never in the scenario, on the command line or in what is written.
class Passwords {
 public:
  Passwords(const probe::Plan& plan, const ProbeOptions& probe_options) {
    if (!plan.authenticate || (!probe_options.ask_password && probe_options.password_fd < 0)) return;
    std::set<std::string> accounts;
    for (const auto& t : plan.targets)
      if (!t.account.empty()) accounts.insert(t.account);
    for (const auto& account : accounts) {
      auto password = probe_options.password_fd >= 0 ? platform::read_secret(probe_options.password_fd) : platform::ask_secret("Password of " + account + ": ");
      if (!password || password->empty())
        throw BadInput{{{.file = probe_options.password_fd >= 0 ? fmt::format("--password-fd {}", probe_options.password_fd) : "--ask-password",
                         .message = "there is no password for " + account,
                         .hint = probe_options.password_fd >= 0 ? "give one line for each account, in the order of their names" : "run probe on a terminal, or use --password-fd"}}};
      by_account_.emplace(account, std::move(*password));
    }
  }

  std::optional<std::string> of(const std::string& account) const {
    const auto at = by_account_.find(account);
    return at == by_account_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  std::map<std::string, std::string> by_account_;
};

observation::Record look(const Options& options, const ProbeOptions& probe_options, const probe::Plan& plan) {
  if (!probe::available())
    throw BadInput{{{.file = "probe", .message = "this build of the program does not look at real computers", .hint = "build it with -DWMIREACH_PROBE=ON, or compare recorded observations with --replay FILE"}}};
  confirm(plan, probe_options);
  const Passwords passwords(plan, probe_options);
  static std::atomic<bool> stop{false};
  platform::catch_interrupt(stop);
  std::atomic<std::size_t> done{0};
  const std::atomic<std::size_t> all{plan.targets.size()};
  observation::Record record = [&] {
    const ProgressLine line(options.quiet, "connections", done, all);
    return probe::observe(plan, {.password = [&](const std::string& account) { return passwords.of(account); }, .stop = &stop, .finished = &done});
  }();
  if (stop) std::cerr << "interrupted: what follows is what was seen until then\n";
  return record;
}

observation::Record replay(const std::string& file) {
  import::Diagnostics diagnostics;
  auto record = observation::read_record(read_input(file), file == "-" ? "<stdin>" : file, diagnostics);
  if (!record) throw BadInput{std::move(diagnostics)};
  return std::move(*record);
}

// The name by which reports call the observations.
std::string name_of(const ProbeOptions& o, std::string otherwise) { return !o.replay.empty() ? o.replay : !o.from_pcap.empty() ? o.from_pcap : !o.from_nmap.empty() ? o.from_nmap : std::move(otherwise); }

observation::Record evidence(const model::Estate& estate, const std::vector<model::Index>& chosen, const ProbeOptions& o, const rules::FrameOptions& frame) {
  const bool scan = o.from_pcap.empty();
  auto found = evidence_from_file(estate, chosen, {.file = scan ? o.from_nmap : o.from_pcap, .source = scan ? observation::Source::scan : observation::Source::capture, .calls = o.call, .stands_for = o.stands_for}, frame);
  for (const auto& note : found.notes) std::cerr << "note: " << note << '\n';
  return std::move(found.record);
}

void merge(LoadedScenario& loaded, const std::vector<Compared>& compared, const ProbeOptions& probe_options) {
  const std::string name = name_of(probe_options, !probe_options.record.empty() ? probe_options.record : "observations");
  const ObservedMerge merged = merge_observed(loaded, compared, name);
  for (const auto& note : merged.notes) std::cerr << "note: " << note << '\n';
  write_output(probe_options.merge, import::scenario_layout(merged.json));
  std::cerr << fmt::format("{}: {} facts are observed now, {} are unknown now\n", probe_options.merge, merged.facts, merged.unknown);
}

// Keeps the chosen connections, where some are named.
void choose(observation::Record& record, const std::vector<std::string>& connections) {
  if (!connections.empty()) std::erase_if(record.sightings, [&](const auto& s) { return std::ranges::find(connections, s.connection) == connections.end(); });
}

}  // namespace

int probe_connections(const Options& options, const ProbeOptions& probe_options, const std::string& scenario, const std::vector<std::string>& connections) {
  check_second_output(options, "--record", probe_options.record, scenario);
  check_second_output(options, "--merge", probe_options.merge, scenario);
  RuleSet rules(options);
  LoadedScenario loaded = load_with_json(rules.program(), scenario, {.files = options.overlays, .changes = {}, .sets = {}});
  const rules::FrameOptions frame = frame_options(options);
  const auto chosen = chosen_connections(loaded.estate, connections, scenario);
  observation::Record record;
  if (!probe_options.replay.empty()) {
    record = replay(probe_options.replay);
    choose(record, connections);
  } else if (!probe_options.from_pcap.empty() || !probe_options.from_nmap.empty()) {
    record = evidence(loaded.estate, chosen, probe_options, frame);
  } else {
    const PlanOptions plan_options{.stands_for = probe_options.stands_for, .names = probe_options.call, .authenticate = !probe_options.no_auth, .at_once = probe_options.at_once,
                                   .step_milliseconds = probe_options.step_seconds * 1000, .overall_milliseconds = probe_options.overall_seconds * 1000};
    const probe::Plan plan = probe_plan(loaded.estate, chosen, connections.empty(), plan_options, frame, platform::computer_name(), scenario);
    if (probe_options.dry_run) {
      write_text(options, plan_text(plan));
      return as_expected;
    }
    record = look(options, probe_options, plan);
  }
  if (!probe_options.record.empty()) write_output(probe_options.record, import::write_json(observation::record_json(record)));
  const auto compared = compare_record(rules, loaded, record, name_of(probe_options, "the observations"), frame);
  if (!probe_options.merge.empty()) merge(loaded, compared, probe_options);
  if (options.format == "json") write_output(options.output, compared_json(rules.program(), loaded.estate, record, compared));
  else write_text(options, compared_text(text_style(options), rules.program(), loaded.estate, record, compared, options.quiet));
  return exit_code(compared);
}

}  // namespace wmireach::cli
