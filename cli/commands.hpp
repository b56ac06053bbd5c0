// SPDX-License-Identifier: Apache-2.0
// One function per command; each returns an exit code, writes results to its output and throws BadInput.
#pragma once

#include <string>
#include <vector>

#include "cli/constraints.hpp"
#include "cli/import_directory.hpp"
#include "cli/overlay.hpp"
#include "cli/session.hpp"

namespace wmireach::cli {

int check(const Options& options, const std::string& scenario, const std::vector<std::string>& connections);
int explain(const Options& options, const std::string& scenario, const std::string& connection);
// `view` is of the whole scenario: estate, zones or trusts; empty: estate, or the path of the connection.
int draw(const Options& options, const std::string& view, const std::string& scenario, const std::string& connection);
int report(const Options& options, const std::string& scenario);  // as HTML
struct TestOptions {
  bool list_passes = false;
  bool coverage = false;  // tell which conditions of rules were seen, besides the rules
  bool update = false;  // rewrite golden outputs that differ; expectations are never touched
};
int test(const Options& options, const TestOptions& test_options, const std::vector<std::string>& paths);

int causes(const Options& options, const std::string& scenario, const std::string& connection, const std::string& error);
int timeline(const Options& options, const std::string& scenario, const std::vector<std::string>& connections);
// Which pairs of hosts `diff` and `whatif` hold against each other besides the connections.
struct PairOptions {
  std::string of;        // a connection or requirement, whose request is taken; empty: none
  std::string from, to;  // hosts, see host_selector.hpp; empty: those of the requirement, or every host
};
int changes(const Options& options);  // lists the named changes
int diff(const Options& options, const PairOptions& pairs, const std::string& before, const std::string& after);
int whatif(const Options& options, const PairOptions& pairs, const std::string& scenario, const Overlay& overlay);
struct MatrixOptions {
  std::string from = "*", to = "*";  // hosts: see host_selector.hpp
  unsigned threads = 0;              // 0: one for each core
  std::string nodes = "auto";        // of the picture: zones or classes; auto: zones where the scenario has some
};
int matrix(const Options& options, const MatrixOptions& matrix_options, const std::string& scenario, const std::string& connection);
struct FixOptions {
  Overlay overlay;                  // the scenario is repaired with it
  ConstraintOptions constraints;
  std::size_t alternatives = 0;     // 0: three for one connection, one for several
  std::string patch;                // a file for the JSON patch of the first repair; empty: none
};
// No connection: all that do not work, at once; with an overlay, all that it breaks.
int fix(const Options& options, const FixOptions& fix_options, const std::string& scenario, const std::vector<std::string>& connections);
struct HardenOptions {
  Overlay overlay;
  ConstraintOptions constraints;  // costs play no part
  std::string patch;              // a file for the JSON patch; empty: none
};
// No connection: all that work now have to go on.
int harden(const Options& options, const HardenOptions& harden_options, const std::string& scenario, const std::vector<std::string>& connections);
struct ImportOptions {
  std::vector<std::string> assign;    // FILE=HOSTS
  std::vector<std::string> accounts;  // of whom a connection is to be predicted, DOMAIN\NAME
  std::string from, to, title, as_of;
  std::string report;                 // a file for what was found and what is to be found out; empty: none
  DirectoryOptions directory;         // for addresses of directories among the files
  bool all_accounts = false;
};
// A scenario from exports of other tools.
int import_exports(const Options& options, const ImportOptions& import_options, const std::vector<std::string>& paths);
struct ProbeOptions {
  std::string stands_for;         // the host of the scenario that this computer is
  std::vector<std::string> call;  // HOST=NAME
  std::string replay;             // observations instead of a look
  std::string from_pcap, from_nmap;  // a packet capture or a scan instead of a look; empty: none
  std::string record;             // a file for what was seen; empty: none
  std::string merge;              // a file for the scenario with what was observed; empty: none
  bool no_auth = false, dry_run = false, yes = false, ask_password = false;
  int password_fd = -1;           // negative: none
  unsigned at_once = 8, step_seconds = 4, overall_seconds = 60;
};
// What is seen of connections beside what is predicted; no connection: all that start at this computer.
int probe_connections(const Options& options, const ProbeOptions& probe_options, const std::string& scenario, const std::vector<std::string>& connections);
int format_scenarios(const std::vector<std::string>& paths, bool only_check);
// The scenario with a change applied.
int apply(const Options& options, const std::string& scenario, const Overlay& overlay);
int scorecard(const Options& options, const std::vector<std::string>& paths);

struct RuleFilter {
  std::string error, document, stage;
};
int rules_list(const Options& options, const RuleFilter& filter);
int rules_show(const Options& options, const std::string& name);
int rules_check(const Options& options);
int rules_coverage(const Options& options);
int rules_pages(const Options& options, const std::string& folder);
int rules_collector(const Options& options);

int schema(const Options& options, const std::string& which);

}  // namespace wmireach::cli
