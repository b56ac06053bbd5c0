// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.hpp"

#include "cli/command_words.hpp"
#include "cli/completions.hpp"
#include "cli/manual_page.hpp"
#include "cli/run_formats.hpp"
#include "cli/schema_text.hpp"

namespace wmireach::cli {
namespace {

constexpr auto footer = R"(Exit codes: 0 all as expected; 1 a connection fails or an expectation is not met;
2 usage or input error; 4 undetermined where that was not expected; 70 internal fault.)";

// What one would type first, by command.
constexpr std::pair<std::string_view, std::string_view> examples[] = {
    {"check", "wmireach check site.json"},
    {"explain", "wmireach explain site.json inventory-db1"},
    {"draw", "wmireach draw site.json inventory-db1 -o path.svg"},
    {"report", "wmireach report site.json -o report.html"},
    {"test", "wmireach test scenarios/"},
    {"causes", "wmireach causes site.json inventory-db1 --error 0x800706BA"},
    {"timeline", "wmireach timeline site.json"},
    {"diff", "wmireach diff today.json planned.json"},
    {"whatif", "wmireach whatif site.json --change dcom-hardening-enforced"},
    {"fix", "wmireach fix site.json inventory-db1 --patch mend.json"},
    {"harden", "wmireach harden site.json"},
    {"apply", "wmireach apply site.json mend.json -o mended.json"},
    {"import", "wmireach import sharphound.zip gpo/ --assign gpo/=domain=corp.example --account 'CORP\\\\mon' -o estate.json"},
    {"probe", "wmireach probe site.json inventory-db1 --as MON01 --ask-password --record seen.json"},
    {"fmt", "wmireach fmt --check scenarios/*.json"},
    {"matrix", "wmireach matrix site.json inventory-db1 --to zone=plant"},
    {"scorecard", "wmireach scorecard scenarios/field"},
    {"rules", "wmireach rules list --error 0x80070005"},
    {"schema", "wmireach schema scenario -o scenario.schema.json"},
    {"completion", "wmireach completion bash > ~/.local/share/bash-completion/completions/wmireach"},
    {"manual", "wmireach manual | man -l -"}};

void add_output(CLI::App& command, Options& o) {
  command.add_option("-o,--output", o.output, "Write the result to this file instead of standard output")->type_name("FILE")->capture_default_str();
}

int write_generated(const Options& o, const std::string& text) {
  write_output(o.output, text);
  return 0;
}

void add_common(CLI::App& command, Options& o) {
  add_output(command, o);
  command.add_option("--color", o.color, "When to colour the output")->type_name("WHEN")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  command.add_flag("--plain", o.plain, "Text for screen readers: one statement on each line as label: value; no colour, no columns, no arrows");
  command.add_option("--rules", o.rules, "Folder with rules of your own, added to the built-in catalogue; may be repeated")->type_name("FOLDER");
  command.add_option("--catalogue", o.catalogue, "Folder whose rules replace the built-in catalogue")->type_name("FOLDER");
}

// A form other than text is written as ever.
void add_quiet(CLI::App& command, Options& o, const std::string& what_is_printed, const std::string& exit_codes) {
  command.add_flag("-q,--quiet", o.quiet, "Print " + what_is_printed + "; exit code " + exit_codes);
}

void add_prediction(CLI::App& command, Options& o) {
  add_common(command, o);
  command.add_flag_callback("--no-assumptions", [&o] { o.assumptions = false; }, "Treat defaults and planning assumptions as unknown");
  const auto set_date = [&o](const std::string& text) {
    const auto date = wmireach::rules::parse_date(text);
    if (date) o.changes = {{wmireach::rules::slot(wmireach::rules::ConnectionFact::as_of), *date}};
    return date.has_value();
  };
  command.add_option_function<std::string>("--as-of", [set_date](const std::string& text) {
        if (!set_date(text)) throw CLI::ValidationError("--as-of", "'" + text + "' is not a date; write it as yyyy-mm-dd");
      }, "Predict for this date (yyyy-mm-dd) instead of the scenario's")->type_name("DATE");
}

void add_format(CLI::App& command, Options& o, const std::vector<std::string>& formats) {
  command.add_option("--format", o.format, "Form of the result")->type_name("FORM")->check(CLI::IsMember(formats))->capture_default_str();
}

void add_pictures(CLI::App& command, Options& o) {
  command.add_option("--pictures", o.pictures, "How many connections the HTML page draws, those that do not work first; 0: no picture, and no need of Graphviz")
      ->type_name("N")->capture_default_str()->check(CLI::Range(0, 10000));
}

void add_change_picture(CLI::App& command, Options& o) {
  command.add_option("--show", o.shown, "Of a picture, which the name of the output file or --format asks for: the change, or one side of it in the same layout")->type_name("SIDE")
      ->check(CLI::IsMember({"change", "before", "after"}))->capture_default_str();
}

void add_overlay(CLI::App& command, Options& o) {
  command.add_option("--overlay", o.overlays, "JSON patch (RFC 6902) or merge patch over the scenario; may be repeated")->type_name("FILE");
}

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const auto& s : named_schemas) names.emplace_back(s.name);
  return names;
}

// A change of the scenario, on top of what its file says.
void add_change(CLI::App& command, Overlay& o) {
  command.add_option("--set", o.sets, "WHERE:FACT=VALUE; WHERE is a host, *, zone=, domain=, os=, name= or baseline=; may be repeated")->type_name("CHANGE");
  command.add_option("--change", o.changes, "A named change, NAME[@WHERE][=VALUE]; `wmireach changes` lists them; may be repeated")->type_name("NAME");
  command.add_option("--overlay", o.files, "JSON patch (RFC 6902) or merge patch over the scenario; may be repeated")->type_name("FILE");
}

// What a repair or a hardening has to leave alone. What it costs is a matter of repairs only.
void add_constraints(CLI::App& command, ConstraintOptions& o, const std::string& changes) {
  command.add_option("--freeze", o.freeze, "Hosts that may not change: a host, *, zone=, domain=, os=, name= or baseline=; may be repeated")->type_name("HOSTS");
  command.add_option("--forbid", o.forbid, "Changes that may not be made: " + changes + " and the like; may be repeated")->type_name("CHANGE");
}

void add_pairs(CLI::App& command, PairOptions& p) {
  auto* pairs = command.add_option("--pairs", p.of, "Also every pair of hosts, with the request of this connection or requirement; id")->type_name("ID");
  command.add_option("--from", p.from, "Clients of the pairs: a host, *, zone=, domain=, os=, name= or baseline=; left out: those of the requirement, or every host")->type_name("HOSTS")->needs(pairs);
  command.add_option("--to", p.to, "Targets of the pairs, in the same form")->type_name("HOSTS")->needs(pairs);
}

}  // namespace

void add_commands(CLI::App& app, CommandLine& c) {
  app.require_subcommand(1);
  app.footer(footer);
  app.set_version_flag("--version", WMIREACH_VERSION);

  auto* check_command = app.add_subcommand("check", "Verdict of every connection of a scenario, with the reason");
  check_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  check_command->add_option("--connection", c.connections, "Only this connection; may be repeated")->type_name("ID");
  add_overlay(*check_command, c.options);
  add_prediction(*check_command, c.options);
  add_quiet(*check_command, c.options, "only the connections and requirements that are not as they should be", "0: all are, 1: one is not, 4: one is undetermined");
  add_format(*check_command, c.options, with_run_formats({"text", "json"}));
  check_command->callback([&c] { c.run = [&c] { return check(c.options, c.scenario, c.connections); }; });

  auto* explain_command = app.add_subcommand("explain", "Every stage, rule and fact of one connection, with their sources");
  explain_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  explain_command->add_option("connection", c.connection, "Id of the connection, or REQUIREMENT/CLIENT/TARGET")->type_name("ID")->required();
  add_overlay(*explain_command, c.options);
  add_prediction(*explain_command, c.options);
  add_format(*explain_command, c.options, {"text", "json"});
  explain_command->callback([&c] { c.run = [&c] { return explain(c.options, c.scenario, c.connection); }; });

  auto* draw_command = app.add_subcommand("draw", "Picture of one connection's path, of the estate, or of its trusts");
  draw_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  draw_command->add_option("connection", c.connection, "Id of the connection, or REQUIREMENT/CLIENT/TARGET; left out: the estate")->type_name("ID");
  draw_command->add_option("--view", c.view, "Of the scenario: estate, zones (counts instead of computers) or trusts (domains and forests)")->type_name("VIEW")
      ->check(CLI::IsMember({"estate", "zones", "trusts"}));
  add_overlay(*draw_command, c.options);
  add_prediction(*draw_command, c.options);
  draw_command->add_option("--format", c.options.format, "dot, svg or png; left out: by the name of the output file, else dot")->type_name("FORM")
      ->check(CLI::IsMember({"text", "dot", "svg", "png"}));
  draw_command->callback([&c] { c.run = [&c] { return draw(c.options, c.view, c.scenario, c.connection); }; });

  auto* report_command = app.add_subcommand("report", "The whole result as one HTML page that needs no network");
  report_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  add_pictures(*report_command, c.options);
  add_overlay(*report_command, c.options);
  add_prediction(*report_command, c.options);
  add_quiet(*report_command, c.options, "nothing but the page", "0: it is written");
  report_command->callback([&c] { c.run = [&c] { return report(c.options, c.scenario); }; });

  auto* test_command = app.add_subcommand("test", "Run scenario files as tests of their expectations");
  test_command->add_option("paths", c.paths, "Scenario files, or folders of them")->type_name("FILE")->required();
  test_command->add_flag("--list-passes", c.test.list_passes, "Print passing expectations as well");
  test_command->add_flag("--update", c.test.update, "Rewrite golden outputs (NAME.golden.txt beside NAME.json) that differ; never an expectation");
  test_command->add_flag("--coverage", c.test.coverage, "Tell which conditions of which rules the scenarios exercise; with --format json as JSON");
  add_prediction(*test_command, c.options);
  add_quiet(*test_command, c.options, "only the tests that do not pass", "0: all pass, 1: one does not");
  add_format(*test_command, c.options, with_run_formats({"text", "json"}));
  test_command->callback([&c] { c.run = [&c] { return test(c.options, c.test, c.paths); }; });

  auto* causes_command = app.add_subcommand("causes", "Which causes of an error are possible for a connection, in what order");
  causes_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  causes_command->add_option("connection", c.connection, "Id of the connection")->type_name("ID")->required();
  causes_command->add_option("--error", c.error, "The code that was seen: hex, unsigned, signed, symbol or Win32 number")->type_name("CODE")->required();
  add_prediction(*causes_command, c.options);
  add_format(*causes_command, c.options, {"text", "json"});
  causes_command->callback([&c] { c.run = [&c] { return causes(c.options, c.scenario, c.connection, c.error); }; });

  auto* timeline_command = app.add_subcommand("timeline", "The dates on which a verdict changes, and why");
  timeline_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  timeline_command->add_option("--connection", c.connections, "Only this connection; may be repeated")->type_name("ID");
  add_common(*timeline_command, c.options);
  timeline_command->add_flag_callback("--no-assumptions", [&c] { c.options.assumptions = false; }, "Treat defaults and planning assumptions as unknown");
  add_format(*timeline_command, c.options, {"text", "json"});
  timeline_command->callback([&c] { c.run = [&c] { return timeline(c.options, c.scenario, c.connections); }; });

  auto* diff_command = app.add_subcommand("diff", "Verdicts that differ between two scenarios, and the facts that made the difference");
  diff_command->add_option("before", c.scenario, "Scenario file")->type_name("FILE")->required();
  diff_command->add_option("after", c.other, "Scenario file")->type_name("FILE")->required();
  add_pairs(*diff_command, c.pairs);
  add_prediction(*diff_command, c.options);
  add_quiet(*diff_command, c.options, "only what worked before and does not surely any more", "0: nothing changes, 1: something does");
  add_pictures(*diff_command, c.options);
  add_change_picture(*diff_command, c.options);
  add_format(*diff_command, c.options, {"text", "json", "html", "dot", "svg", "png"});
  diff_command->callback([&c] { c.run = [&c] { return diff(c.options, c.pairs, c.scenario, c.other); }; });

  auto* whatif_command = app.add_subcommand("whatif", "Verdicts that a change of the scenario would bring, without touching the file");
  whatif_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  add_change(*whatif_command, c.overlay);
  add_pairs(*whatif_command, c.pairs);
  add_prediction(*whatif_command, c.options);
  add_quiet(*whatif_command, c.options, "only what works now and would not surely any more", "0: nothing changes, 1: something does");
  add_pictures(*whatif_command, c.options);
  add_change_picture(*whatif_command, c.options);
  add_format(*whatif_command, c.options, {"text", "json", "html", "dot", "svg", "png"});
  whatif_command->callback([&c] { c.run = [&c] { return whatif(c.options, c.pairs, c.scenario, c.overlay); }; });

  auto* fix_command = app.add_subcommand("fix", "The least changes that make connections work, each proven by predicting again");
  fix_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  fix_command->add_option("connection", c.connections, "Ids of connections to mend together; left out: all that do not work, or all that --set, --change and --overlay break")->type_name("ID");
  add_constraints(*fix_command, c.fix.constraints, "a fact, open-ports, local-group, trust, unsafe");
  fix_command->add_option("--cost", c.fix.constraints.cost, "NAME=COST: what such a change counts, from 1 to 1000; may be repeated")->type_name("NAME=COST");
  fix_command->add_option("--alternatives", c.fix.alternatives, "How many repairs to show; 0: three for one connection, one for several")->type_name("N")->capture_default_str()->check(CLI::Range(0, 20));
  fix_command->add_option("--patch", c.fix.patch, "Write the first repair to this file as a JSON patch, for apply and --overlay")->type_name("FILE");
  add_change(*fix_command, c.fix.overlay);
  add_prediction(*fix_command, c.options);
  add_quiet(*fix_command, c.options, "only the connections that no change mends", "0: all are mended, 1: one is not, 4: one stays undetermined");
  add_format(*fix_command, c.options, {"text", "json"});
  fix_command->callback([&c] { c.run = [&c] { return fix(c.options, c.fix, c.scenario, c.connections); }; });

  auto* harden_command = app.add_subcommand("harden", "What can be tightened and closed while the connections that work go on working");
  harden_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  harden_command->add_option("connection", c.connections, "Ids of connections that have to go on working; left out: all that work")->type_name("ID");
  add_constraints(*harden_command, c.harden.constraints, "a fact, close-ports, leave-group, drop-trust");
  harden_command->add_option("--patch", c.harden.patch, "Write the changes to this file as a JSON patch, for apply and --overlay")->type_name("FILE");
  add_change(*harden_command, c.harden.overlay);
  add_prediction(*harden_command, c.options);
  add_quiet(*harden_command, c.options, "nothing, unless the search is cut short", "0: searched to the end, 1: cut short");
  add_format(*harden_command, c.options, {"text", "json"});
  harden_command->callback([&c] { c.run = [&c] { return harden(c.options, c.harden, c.scenario, c.connections); }; });

  auto* apply_command = app.add_subcommand("apply", "The scenario with patches applied, as a new file");
  apply_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  apply_command->add_option("patch", c.overlay.files, "JSON patches (RFC 6902) and merge patches, applied in order")->type_name("FILE");
  apply_command->add_option("--change", c.overlay.changes, "A named change, NAME[@WHERE][=VALUE], applied after the patches; may be repeated")->type_name("NAME");
  apply_command->add_option("--set", c.overlay.sets, "WHERE:FACT=VALUE, applied last; may be repeated")->type_name("CHANGE");
  add_common(*apply_command, c.options);
  apply_command->callback([&c] { c.run = [&c] { return apply(c.options, c.scenario, c.overlay); }; });

  auto* fmt_command = app.add_subcommand("fmt", "Scenario files rewritten in one layout; nothing that they say changes");
  fmt_command->add_option("paths", c.paths, "Scenario files, or - for standard input")->type_name("FILE")->required();
  fmt_command->add_flag("--check", c.only_check, "Write nothing, and name the files that would change");
  fmt_command->callback([&c] { c.run = [&c] { return format_scenarios(c.paths, c.only_check); }; });

  auto* changes_command = app.add_subcommand("changes", "The named changes that --change takes");
  add_common(*changes_command, c.options);
  changes_command->callback([&c] { c.run = [&c] { return changes(c.options); }; });

  auto* matrix_command = app.add_subcommand("matrix", "One connection's request, predicted between every client and every target");
  matrix_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  matrix_command->add_option("connection", c.connection, "Its account, API and options are taken; id")->type_name("ID")->required();
  matrix_command->add_option("--from", c.matrix.from, "Clients: a host, *, zone=, domain=, os=, name= or baseline=")->type_name("HOSTS")->capture_default_str();
  matrix_command->add_option("--to", c.matrix.to, "Targets, in the same form")->type_name("HOSTS")->capture_default_str();
  matrix_command->add_option("--threads", c.matrix.threads, "0: one for each core")->type_name("N")->capture_default_str()->check(CLI::Range(0U, 1024U));
  matrix_command->add_option("--nodes", c.matrix.nodes, "What the picture's boxes are: zones, classes, or auto")->type_name("WHAT")->capture_default_str()->check(CLI::IsMember({"auto", "zones", "classes"}));
  add_quiet(*matrix_command, c.options, "only why pairs fail, and no progress", "0: all connect, 1: a pair fails, 4: a pair is undetermined");
  add_overlay(*matrix_command, c.options);
  add_prediction(*matrix_command, c.options);
  matrix_command->add_option("--format", c.options.format, "text or json; every pair as csv, jsonl or bytes; a picture as dot, svg or png; left out: by the name of the output file, else text")->type_name("FORM")
      ->check(CLI::IsMember({"text", "json", "csv", "jsonl", "bytes", "dot", "svg", "png"}))->capture_default_str();
  matrix_command->callback([&c] { c.run = [&c] { return matrix(c.options, c.matrix, c.scenario, c.connection); }; });

  auto* scorecard_command = app.add_subcommand("scorecard", "Predictions beside what was observed in the field");
  scorecard_command->add_option("paths", c.paths, "Scenario files with observations, or folders of them")->type_name("FILE")->required();
  add_prediction(*scorecard_command, c.options);
  scorecard_command->callback([&c] { c.run = [&c] { return scorecard(c.options, c.paths); }; });

  auto* rules_command = app.add_subcommand("rules", "The catalogue of rules");
  rules_command->require_subcommand(1);
  auto* list = rules_command->add_subcommand("list", "Names and summaries");
  list->add_option("--error", c.filter.error, "Only rules that predict this code: hex, decimal, symbol or Win32 number")->type_name("CODE");
  list->add_option("--document", c.filter.document, "Only rules that cite this document (000 to 004, or a statement id)")->type_name("DOCUMENT");
  list->add_option("--stage", c.filter.stage, "Only rules of this stage")->type_name("STAGE");
  add_common(*list, c.options);
  list->callback([&c] { c.run = [&c] { return rules_list(c.options, c.filter); }; });
  auto* show = rules_command->add_subcommand("show", "One rule: condition, reason, remedies, sources, examples");
  show->add_option("name", c.rule, "Name of the rule")->type_name("NAME")->required();
  add_common(*show, c.options);
  show->callback([&c] { c.run = [&c] { return rules_show(c.options, c.rule); }; });
  auto* check_rules = rules_command->add_subcommand("check", "Read every rule, run its examples and look up its sources");
  add_common(*check_rules, c.options);
  add_quiet(*check_rules, c.options, "only the problems", "0: there is none, 2: there is one");
  check_rules->callback([&c] { c.run = [&c] { return rules_check(c.options); }; });

  auto* coverage_command = rules_command->add_subcommand("coverage", "How each documented statement is accounted for, by document");
  add_common(*coverage_command, c.options);
  coverage_command->callback([&c] { c.run = [&c] { return rules_coverage(c.options); }; });

  auto* pages_command = rules_command->add_subcommand("pages", "Write the generated pages of the documentation");
  pages_command->add_option("folder", c.scenario, "The documentation's folder")->type_name("FOLDER")->required();
  add_common(*pages_command, c.options);
  pages_command->callback([&c] { c.run = [&c] { return rules_pages(c.options, c.scenario); }; });

  auto* collector_command = rules_command->add_subcommand("collector", "Write the script that collects facts on a Windows computer");
  add_common(*collector_command, c.options);
  collector_command->callback([&c] { c.run = [&c] { return rules_collector(c.options); }; });

  auto* import_command = app.add_subcommand("import", "A scenario from exports of other tools, with the file and line of every fact");
  import_command->add_option("files", c.paths, "Files, zip archives, or folders of them, whose format is seen; and directories, by address: ldap://HOST, ldaps://HOST")->type_name("FILE")->required();
  import_command->add_option("--assign", c.imports.assign, "FILE=HOSTS: computers to which the settings of a file or folder belong: a name, *, domain=, os= or name=; may be repeated")->type_name("FILE=HOSTS");
  import_command->add_option("--account", c.imports.accounts, "Write a connection of this account, DOMAIN\\NAME; may be repeated")->type_name("ACCOUNT");
  import_command->add_option("--from", c.imports.from, "Clients of these connections, in the form of HOSTS")->type_name("HOSTS");
  import_command->add_option("--to", c.imports.to, "Targets of these connections, in the form of HOSTS")->type_name("HOSTS");
  import_command->add_option("--report", c.imports.report, "Write to this file which facts were found, where, and which to find out first; as JSON where it ends in .json")->type_name("FILE");
  import_command->add_option("--title", c.imports.title, "Title of the scenario")->type_name("TEXT");
  import_command->add_option("--as-of", c.imports.as_of, "Date that the scenario is about, yyyy-mm-dd")->type_name("DATE");
  auto& d = c.imports.directory;
  import_command->add_option("--base", d.base, "Of a directory: where to begin; left out, the domain of the server")->type_name("DN");
  auto* bind_name = import_command->add_option("--bind-dn", d.bind_name, "Of a directory: bind with this name and a password, through TLS; left out, with the Kerberos tickets that you have")->type_name("NAME");
  import_command->add_option("--password-fd", d.password_file, "Of a directory: read the password from this open file; left out, it is asked for on the terminal")->type_name("N")->check(CLI::Range(0, 1023))->needs(bind_name);
  import_command->add_flag("--start-tls", d.start_tls, "Of a directory: begin TLS on ldap://");
  import_command->add_option("--ca", d.authorities, "Of a directory: a file in PEM of the authorities that may have signed its certificate; left out, those of the system")->type_name("FILE");
  import_command->add_flag("--all-accounts", c.imports.all_accounts, "Write every account and group, not only those that rights name");
  add_common(*import_command, c.options);
  import_command->callback([&c] { c.run = [&c] { return import_exports(c.options, c.imports, c.paths); }; });

  auto* probe_command = app.add_subcommand("probe", "What really happens from this computer to the targets, step by step, beside what is predicted");
  probe_command->add_option("scenario", c.scenario, "Scenario file, or - for standard input")->type_name("FILE")->required();
  probe_command->add_option("connection", c.connections, "Ids of connections; left out: all that start at this computer")->type_name("ID");
  probe_command->add_option("--as", c.probe.stands_for, "The host of the scenario that this computer stands for; left out: the one with its name")->type_name("HOST");
  probe_command->add_option("--call", c.probe.call, "HOST=NAME: call a host by this name or address instead of as the scenario says; may be repeated")->type_name("HOST=NAME");
  probe_command->add_flag("--dry-run", c.probe.dry_run, "Say what would be contacted, and contact nothing");
  probe_command->add_flag("--no-auth", c.probe.no_auth, "Stop before authentication");
  probe_command->add_flag("--ask-password", c.probe.ask_password, "Ask on the terminal for the passwords of the accounts; without it and --password-fd the Kerberos cache is used");
  probe_command->add_option("--password-fd", c.probe.password_fd, "Read the passwords from this file descriptor, one line for each account in the order of their names")->type_name("N")->check(CLI::Range(0, 1023));
  probe_command->add_flag("--yes", c.probe.yes, "Do not ask before more than five hosts are contacted");
  probe_command->add_option("--at-once", c.probe.at_once, "Most connections looked at together")->type_name("N")->capture_default_str()->check(CLI::Range(1U, 64U));
  probe_command->add_option("--step-seconds", c.probe.step_seconds, "Deadline of a step; below 4, an address that nobody has looks like a firewall that drops packets")->type_name("N")->capture_default_str()->check(CLI::Range(1U, 600U));
  probe_command->add_option("--seconds", c.probe.overall_seconds, "Deadline of a connection with all its steps")->type_name("N")->capture_default_str()->check(CLI::Range(1U, 3600U));
  probe_command->add_option("--record", c.probe.record, "Write what was seen to this file, for --replay")->type_name("FILE");
  auto* replay = probe_command->add_option("--replay", c.probe.replay, "Compare with recorded observations and contact nothing")->type_name("FILE");
  auto* from_pcap = probe_command->add_option("--from-pcap", c.probe.from_pcap, "Compare with what this packet capture shows and contact nothing; --call says further addresses, --as whose packets they are")->type_name("FILE");
  auto* from_nmap = probe_command->add_option("--from-nmap", c.probe.from_nmap, "Compare with the ports that this scan (nmap -oX) shows and contact nothing; --as says where it was made")->type_name("FILE");
  for (auto* option : {replay, from_pcap, from_nmap})
    for (const char* live : {"--dry-run", "--no-auth", "--ask-password", "--password-fd", "--yes", "--at-once", "--step-seconds", "--seconds"}) option->excludes(probe_command->get_option(live));
  from_pcap->excludes(replay);
  from_nmap->excludes(replay)->excludes(from_pcap);
  probe_command->add_option("--merge", c.probe.merge, "Write the scenario with the observed facts to this file")->type_name("FILE");
  add_overlay(*probe_command, c.options);
  add_prediction(*probe_command, c.options);
  add_quiet(*probe_command, c.options, "only the connections that disagree, and no progress", "0: all agree, 1: one disagrees, 4: one cannot be compared from here");
  add_format(*probe_command, c.options, {"text", "json"});
  probe_command->callback([&c] { c.run = [&c] { return probe_connections(c.options, c.probe, c.scenario, c.connections); }; });

  auto* schema_command = app.add_subcommand("schema", "JSON Schema of an input or of a result");
  schema_command->add_option("which", c.which, "Which one: that of an input, of a command, or result for check and explain")->type_name("NAME")->check(CLI::IsMember(schema_names()))->capture_default_str();
  add_common(*schema_command, c.options);
  schema_command->callback([&c] { c.run = [&c] { return schema(c.options, c.which); }; });

  auto* completion_command = app.add_subcommand("completion", "Script by which a shell completes this program's command lines");
  completion_command->add_option("shell", c.which, "Which shell")->type_name("NAME")->check(CLI::IsMember(std::vector<std::string>(shells.begin(), shells.end())))->required();
  add_output(*completion_command, c.options);
  completion_command->callback([&c, &app] { c.run = [&c, &app] { return write_generated(c.options, completion_script(command_words(app), c.which)); }; });

  auto* manual_command = app.add_subcommand("manual", "The manual page, for man");
  add_output(*manual_command, c.options);
  manual_command->callback([&c, &app] { c.run = [&c, &app] { return write_generated(c.options, manual_page(command_words(app))); }; });

  for (const auto& [name, line] : examples) app.get_subcommand(std::string(name))->footer("Example:\n  " + std::string(line) + "\n\n" + footer);
}

namespace {

void refuse_empty_words(const CLI::App& app) {
  for (const auto* command : app.get_subcommands()) {
    for (const auto* option : command->get_options())
      for (const auto& word : option->results())
        if (word.empty()) throw CLI::ValidationError(option->get_name(), "the value is empty");
    refuse_empty_words(*command);
  }
}

}  // namespace

void parse(CLI::App& app, int argc, const char* const* argv) {
  app.parse(argc, argv);
  refuse_empty_words(app);
}

}  // namespace wmireach::cli
