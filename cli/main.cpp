// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/schema_text.hpp"
#include "cli/style.hpp"
#include "cli/usage_error.hpp"

namespace {

using namespace wmireach::cli;

constexpr auto footer = R"(Exit codes: 0 all as expected; 1 a connection fails or an expectation is not met;
2 usage or input error; 4 undetermined where that was not expected; 70 internal fault.)";

// The command chosen, to be run once the whole command line is parsed.
struct Chosen {
  Options options;
  Overlay overlay;
  MatrixOptions matrix;
  FixOptions fix;
  HardenOptions harden;
  PairOptions pairs;
  std::string scenario, other, connection, rule, error, which = "scenario";
  std::vector<std::string> connections, paths;
  TestOptions test;
  RuleFilter filter;
  std::function<int()> run;
};

void add_common(CLI::App& command, Options& o) {
  command.add_option("-o,--output", o.output, "Write the result to this file instead of standard output")->capture_default_str();
  command.add_option("--color", o.color, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  command.add_option("--rules", o.rules, "Folder with rules of your own, added to the built-in catalogue; may be repeated");
  command.add_option("--catalogue", o.catalogue, "Folder whose rules replace the built-in catalogue");
}

void add_prediction(CLI::App& command, Options& o) {
  add_common(command, o);
  command.add_flag("!--no-assumptions", o.assumptions, "Treat defaults and planning assumptions as unknown");
  const auto set_date = [&o](const std::string& text) {
    const auto date = wmireach::rules::parse_date(text);
    if (date) o.changes = {{wmireach::rules::slot(wmireach::rules::ConnectionFact::as_of), *date}};
    return date.has_value();
  };
  command.add_option_function<std::string>("--as-of", [set_date](const std::string& text) {
        if (!set_date(text)) throw CLI::ValidationError("--as-of", "'" + text + "' is not a date; write it as yyyy-mm-dd");
      }, "Predict for this date (yyyy-mm-dd) instead of the scenario's");
}

void add_format(CLI::App& command, Options& o, const std::vector<std::string>& formats) {
  command.add_option("--format", o.format, "Form of the result")->check(CLI::IsMember(formats))->capture_default_str();
}

void add_pictures(CLI::App& command, Options& o) {
  command.add_option("--pictures", o.pictures, "How many connections the HTML page draws, those that do not work first; 0: no picture, and no need of Graphviz")
      ->capture_default_str()->check(CLI::Range(0, 10000));
}

void add_overlay(CLI::App& command, Options& o) {
  command.add_option("--overlay", o.overlays, "JSON patch (RFC 6902) or merge patch over the scenario; may be repeated");
}

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const auto& s : named_schemas) names.emplace_back(s.name);
  return names;
}

// A change of the scenario, on top of what its file says.
void add_change(CLI::App& command, Overlay& o) {
  command.add_option("--set", o.sets, "WHERE:FACT=VALUE; WHERE is a host, *, zone=, domain=, os=, name= or baseline=; may be repeated");
  command.add_option("--change", o.changes, "A named change, NAME[@WHERE][=VALUE]; `wmireach changes` lists them; may be repeated");
  command.add_option("--overlay", o.files, "JSON patch (RFC 6902) or merge patch over the scenario; may be repeated");
}

// What a repair or a hardening has to leave alone. What it costs is a matter of repairs only.
void add_constraints(CLI::App& command, ConstraintOptions& o, const std::string& changes) {
  command.add_option("--freeze", o.freeze, "Hosts that may not change: a host, *, zone=, domain=, os=, name= or baseline=; may be repeated");
  command.add_option("--forbid", o.forbid, "Changes that may not be made: " + changes + " and the like; may be repeated");
}

void add_pairs(CLI::App& command, PairOptions& p) {
  auto* pairs = command.add_option("--pairs", p.of, "Also every pair of hosts, with the request of this connection or requirement; id");
  command.add_option("--from", p.from, "Clients of the pairs: a host, *, zone=, domain=, os=, name= or baseline=; left out: those of the requirement, or every host")->needs(pairs);
  command.add_option("--to", p.to, "Targets of the pairs, in the same form")->needs(pairs);
}

void build(CLI::App& app, Chosen& c) {
  app.require_subcommand(1);
  app.footer(footer);
  app.set_version_flag("--version", WMIREACH_VERSION);

  auto* check_command = app.add_subcommand("check", "Verdict of every connection of a scenario, with the reason");
  check_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  check_command->add_option("--connection", c.connections, "Only this connection; may be repeated");
  add_overlay(*check_command, c.options);
  add_prediction(*check_command, c.options);
  add_format(*check_command, c.options, {"text", "json"});
  check_command->callback([&c] { c.run = [&c] { return check(c.options, c.scenario, c.connections); }; });

  auto* explain_command = app.add_subcommand("explain", "Every stage, rule and fact of one connection, with their sources");
  explain_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  explain_command->add_option("connection", c.connection, "Id of the connection, or REQUIREMENT/CLIENT/TARGET")->required();
  add_overlay(*explain_command, c.options);
  add_prediction(*explain_command, c.options);
  add_format(*explain_command, c.options, {"text", "json"});
  explain_command->callback([&c] { c.run = [&c] { return explain(c.options, c.scenario, c.connection); }; });

  auto* draw_command = app.add_subcommand("draw", "Picture of one connection's path, or of the estate");
  draw_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  draw_command->add_option("connection", c.connection, "Id of the connection, or REQUIREMENT/CLIENT/TARGET; left out: the estate");
  add_prediction(*draw_command, c.options);
  draw_command->add_option("--format", c.options.format, "dot, svg or png; left out: by the name of the output file, else dot")
      ->check(CLI::IsMember({"text", "dot", "svg", "png"}));
  draw_command->callback([&c] { c.run = [&c] { return draw(c.options, c.scenario, c.connection); }; });

  auto* report_command = app.add_subcommand("report", "The whole result as one HTML page that needs no network");
  report_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  add_pictures(*report_command, c.options);
  add_overlay(*report_command, c.options);
  add_prediction(*report_command, c.options);
  report_command->callback([&c] { c.run = [&c] { return report(c.options, c.scenario); }; });

  auto* test_command = app.add_subcommand("test", "Run scenario files as tests of their expectations");
  test_command->add_option("paths", c.paths, "Scenario files, or folders of them")->required();
  test_command->add_flag("--list-passes", c.test.list_passes, "Print passing expectations as well");
  test_command->add_flag("--update", c.test.update, "Rewrite golden outputs (NAME.golden.txt beside NAME.json) that differ; never an expectation");
  add_prediction(*test_command, c.options);
  test_command->callback([&c] { c.run = [&c] { return test(c.options, c.test, c.paths); }; });

  auto* causes_command = app.add_subcommand("causes", "Which causes of an error are possible for a connection, in what order");
  causes_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  causes_command->add_option("connection", c.connection, "Id of the connection")->required();
  causes_command->add_option("--error", c.error, "The code that was seen: hex, unsigned, signed, symbol or Win32 number")->required();
  add_prediction(*causes_command, c.options);
  add_format(*causes_command, c.options, {"text", "json"});
  causes_command->callback([&c] { c.run = [&c] { return causes(c.options, c.scenario, c.connection, c.error); }; });

  auto* timeline_command = app.add_subcommand("timeline", "The dates on which a verdict changes, and why");
  timeline_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  timeline_command->add_option("--connection", c.connections, "Only this connection; may be repeated");
  add_common(*timeline_command, c.options);
  timeline_command->add_flag("!--no-assumptions", c.options.assumptions, "Treat defaults and planning assumptions as unknown");
  add_format(*timeline_command, c.options, {"text", "json"});
  timeline_command->callback([&c] { c.run = [&c] { return timeline(c.options, c.scenario, c.connections); }; });

  auto* diff_command = app.add_subcommand("diff", "Verdicts that differ between two scenarios, and the facts that made the difference");
  diff_command->add_option("before", c.scenario, "Scenario file")->required();
  diff_command->add_option("after", c.other, "Scenario file")->required();
  add_pairs(*diff_command, c.pairs);
  add_prediction(*diff_command, c.options);
  add_pictures(*diff_command, c.options);
  add_format(*diff_command, c.options, {"text", "json", "html"});
  diff_command->callback([&c] { c.run = [&c] { return diff(c.options, c.pairs, c.scenario, c.other); }; });

  auto* whatif_command = app.add_subcommand("whatif", "Verdicts that a change of the scenario would bring, without touching the file");
  whatif_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  add_change(*whatif_command, c.overlay);
  add_pairs(*whatif_command, c.pairs);
  add_prediction(*whatif_command, c.options);
  add_pictures(*whatif_command, c.options);
  add_format(*whatif_command, c.options, {"text", "json", "html"});
  whatif_command->callback([&c] { c.run = [&c] { return whatif(c.options, c.pairs, c.scenario, c.overlay); }; });

  auto* fix_command = app.add_subcommand("fix", "The least changes that make connections work, each proven by predicting again");
  fix_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  fix_command->add_option("connection", c.connections, "Ids of connections to mend together; left out: all that do not work, or all that --set, --change and --overlay break");
  add_constraints(*fix_command, c.fix.constraints, "a fact, open-ports, local-group, trust, unsafe");
  fix_command->add_option("--cost", c.fix.constraints.cost, "NAME=COST: what such a change counts, from 1 to 1000; may be repeated");
  fix_command->add_option("--alternatives", c.fix.alternatives, "How many repairs to show; 0: three for one connection, one for several")->capture_default_str()->check(CLI::Range(0, 20));
  fix_command->add_option("--patch", c.fix.patch, "Write the first repair to this file as a JSON patch, for apply and --overlay");
  add_change(*fix_command, c.fix.overlay);
  add_prediction(*fix_command, c.options);
  add_format(*fix_command, c.options, {"text", "json"});
  fix_command->callback([&c] { c.run = [&c] { return fix(c.options, c.fix, c.scenario, c.connections); }; });

  auto* harden_command = app.add_subcommand("harden", "What can be tightened and closed while the connections that work go on working");
  harden_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  harden_command->add_option("connection", c.connections, "Ids of connections that have to go on working; left out: all that work");
  add_constraints(*harden_command, c.harden.constraints, "a fact, close-ports, leave-group, drop-trust");
  harden_command->add_option("--patch", c.harden.patch, "Write the changes to this file as a JSON patch, for apply and --overlay");
  add_change(*harden_command, c.harden.overlay);
  add_prediction(*harden_command, c.options);
  add_format(*harden_command, c.options, {"text", "json"});
  harden_command->callback([&c] { c.run = [&c] { return harden(c.options, c.harden, c.scenario, c.connections); }; });

  auto* apply_command = app.add_subcommand("apply", "The scenario with patches applied, as a new file");
  apply_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  apply_command->add_option("patch", c.overlay.files, "JSON patches (RFC 6902) and merge patches, applied in order");
  apply_command->add_option("--change", c.overlay.changes, "A named change, NAME[@WHERE][=VALUE], applied after the patches; may be repeated");
  apply_command->add_option("--set", c.overlay.sets, "WHERE:FACT=VALUE, applied last; may be repeated");
  add_common(*apply_command, c.options);
  apply_command->callback([&c] { c.run = [&c] { return apply(c.options, c.scenario, c.overlay); }; });

  auto* changes_command = app.add_subcommand("changes", "The named changes that --change takes");
  add_common(*changes_command, c.options);
  changes_command->callback([&c] { c.run = [&c] { return changes(c.options); }; });

  auto* matrix_command = app.add_subcommand("matrix", "One connection's request, predicted between every client and every target");
  matrix_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->required();
  matrix_command->add_option("connection", c.connection, "Its account, API and options are taken; id")->required();
  matrix_command->add_option("--from", c.matrix.from, "Clients: a host, *, zone=, domain=, os=, name= or baseline=")->capture_default_str();
  matrix_command->add_option("--to", c.matrix.to, "Targets, in the same form")->capture_default_str();
  matrix_command->add_option("--threads", c.matrix.threads, "0: one for each core")->capture_default_str()->check(CLI::Range(0U, 1024U));
  matrix_command->add_option("--nodes", c.matrix.nodes, "What the picture's boxes are: zones, classes, or auto")->capture_default_str()->check(CLI::IsMember({"auto", "zones", "classes"}));
  matrix_command->add_flag("--quiet", c.matrix.quiet, "No progress on a terminal");
  add_overlay(*matrix_command, c.options);
  add_prediction(*matrix_command, c.options);
  matrix_command->add_option("--format", c.options.format, "text or json; every pair as csv, jsonl or bytes; a picture as dot, svg or png; left out: by the name of the output file, else text")
      ->check(CLI::IsMember({"text", "json", "csv", "jsonl", "bytes", "dot", "svg", "png"}))->capture_default_str();
  matrix_command->callback([&c] { c.run = [&c] { return matrix(c.options, c.matrix, c.scenario, c.connection); }; });

  auto* scorecard_command = app.add_subcommand("scorecard", "Predictions beside what was observed in the field");
  scorecard_command->add_option("paths", c.paths, "Scenario files with observations, or folders of them")->required();
  add_prediction(*scorecard_command, c.options);
  scorecard_command->callback([&c] { c.run = [&c] { return scorecard(c.options, c.paths); }; });

  auto* rules_command = app.add_subcommand("rules", "The catalogue of rules");
  rules_command->require_subcommand(1);
  auto* list = rules_command->add_subcommand("list", "Names and summaries");
  list->add_option("--error", c.filter.error, "Only rules that predict this code: hex, decimal, symbol or Win32 number");
  list->add_option("--document", c.filter.document, "Only rules that cite this document (000 to 004, or a statement id)");
  list->add_option("--stage", c.filter.stage, "Only rules of this stage");
  add_common(*list, c.options);
  list->callback([&c] { c.run = [&c] { return rules_list(c.options, c.filter); }; });
  auto* show = rules_command->add_subcommand("show", "One rule: condition, reason, remedies, sources, examples");
  show->add_option("name", c.rule, "Name of the rule")->required();
  add_common(*show, c.options);
  show->callback([&c] { c.run = [&c] { return rules_show(c.options, c.rule); }; });
  auto* check_rules = rules_command->add_subcommand("check", "Read every rule, run its examples and look up its sources");
  add_common(*check_rules, c.options);
  check_rules->callback([&c] { c.run = [&c] { return rules_check(c.options); }; });

  auto* coverage_command = rules_command->add_subcommand("coverage", "How each documented statement is accounted for, by document");
  add_common(*coverage_command, c.options);
  coverage_command->callback([&c] { c.run = [&c] { return rules_coverage(c.options); }; });

  auto* pages_command = rules_command->add_subcommand("pages", "Write the generated pages of the documentation");
  pages_command->add_option("folder", c.scenario, "The documentation's folder")->required();
  add_common(*pages_command, c.options);
  pages_command->callback([&c] { c.run = [&c] { return rules_pages(c.options, c.scenario); }; });

  auto* schema_command = app.add_subcommand("schema", "JSON Schema of an input or of a result");
  schema_command->add_option("which", c.which, "Which one: that of an input, of a command, or result for check and explain")->check(CLI::IsMember(schema_names()))->capture_default_str();
  add_common(*schema_command, c.options);
  schema_command->callback([&c] { c.run = [&c] { return schema(c.options, c.which); }; });
}

// An empty word is a variable of a script that was not set, and never what is meant.
void refuse_empty_words(const CLI::App& app) {
  for (const auto* command : app.get_subcommands()) {
    for (const auto* option : command->get_options())
      for (const auto& word : option->results())
        if (word.empty()) throw CLI::ValidationError(option->get_name(), "the value is empty");
    refuse_empty_words(*command);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Chosen chosen;
  CLI::App app("Predicts offline whether a WMI remote connection will work, why not, and what the caller sees.", "wmireach");
  build(app, chosen);
  try {
    app.parse(argc, argv);
    refuse_empty_words(app);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    std::cerr << usage_error_text(app, e, argc, argv);
    return bad_input;
  }
  try {
    return chosen.run();
  } catch (const BadInput& bad) {
    print_diagnostics(bad.diagnostics, chosen.options);
    return bad_input;
  } catch (const std::exception& e) {
    std::cerr << "wmireach: internal fault: " << e.what() << "\nPlease report it with the input that led to it.\n";
    return internal_fault;
  }
}
