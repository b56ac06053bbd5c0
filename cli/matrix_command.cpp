// SPDX-License-Identifier: Apache-2.0
// One request between all hosts: a summary, every pair, or a picture.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <thread>

#include "cli/commands.hpp"
#include "cli/cores.hpp"
#include "cli/host_selector.hpp"
#include "cli/matrix_json.hpp"
#include "cli/matrix_pairs.hpp"
#include "cli/matrix_text.hpp"
#include "cli/text_output.hpp"
#include "cli/picture_output.hpp"
#include "cli/progress_line.hpp"
#include "viz/matrix_picture.hpp"
#include "viz/verdict_mix.hpp"

namespace wmireach::cli {
namespace {

using analyzer::VerdictKind;

const std::map<std::string, PairFormat> pair_formats{{"csv", PairFormat::csv}, {"jsonl", PairFormat::jsonl}, {"bytes", PairFormat::bytes}};

analyzer::Matrix evaluate(const rules::Program& program, const model::Estate& estate, analyzer::MatrixRequest& request, const rules::FrameOptions& frame,
                          const MatrixOptions& options, bool quiet) {
  const unsigned threads = options.threads > 0 ? options.threads : cores();
  analyzer::MatrixProgress progress;
  request.progress = &progress;
  const ProgressLine line(quiet, "pairs of classes", progress.done, progress.all);
  analyzer::Matrix result = analyzer::matrix(program, estate, request, frame, threads);
  request.progress = nullptr;
  return result;
}

std::string picture(const MatrixOptions& options, const MatrixResult& r) {
  const bool classes = options.nodes == "classes" || (options.nodes == "auto" && r.estate.zones.empty());
  const auto all = all_pairs(r.matrix);
  viz::Lines title;
  if (!r.estate.title.empty()) title.push_back(r.estate.title);
  title.push_back(request_line(r));
  title.push_back(fmt::format("{} clients, {} targets: {} connect, {} fail, {} undetermined", viz::grouped_digits(r.request.from.size()), viz::grouped_digits(r.request.to.size()),
                              viz::grouped_digits(all.pairs[0]), viz::grouped_digits(all.pairs[1]), viz::grouped_digits(all.pairs[2])));
  return viz::matrix_picture(r.program, r.estate, r.request, r.matrix, classes ? viz::MatrixNodes::classes : viz::MatrixNodes::zones, title);
}

// The name of the output says it where --format does not.
std::string format_of(const Options& options) {
  if (const std::string picture = picture_format(options); !picture.empty()) return picture;
  const std::string extension = model::folded(std::filesystem::path(options.output).extension().string());
  return extension == ".json" || extension == ".jsonl" || extension == ".csv" ? extension.substr(1) : "text";
}

void write_result(const Options& options, const MatrixOptions& matrix_options, const MatrixResult& result) {
  const std::string format = format_of(options);
  if (format == "dot" || format == "svg" || format == "png") return write_picture(options, format, picture(matrix_options, result));
  if (format == "text") return write_text(options, matrix_text(result, {.plain = options.plain, .only_reasons = options.quiet}));
  OutputFile out(options.output);
  if (format == "json") {
    write_matrix_json(result, out);
  } else {
    std::atomic<std::size_t> done = 0;
    const std::atomic<std::size_t> all = result.request.from.size();
    const ProgressLine line(options.quiet || writes_to_terminal(options), "clients written", done, all);
    write_pairs(result, pair_formats.at(format), out, done);
  }
  out.finish();
}

// A statement over selectors makes many connections with one request; its own id names that request.
const model::Connection& request_named(const model::Estate& estate, const std::string& id, const std::string& file) {
  const auto of_statement = std::ranges::find_if(estate.connections, [&](const auto& c) { return c.id == id || c.id.starts_with(id + "/"); });
  return of_statement != estate.connections.end() ? *of_statement : estate.connections[find_connection(estate, id, file)];
}

}  // namespace

int matrix(const Options& options, const MatrixOptions& matrix_options, const std::string& scenario, const std::string& connection) {
  RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  analyzer::MatrixRequest request{request_named(estate, connection, scenario), select_hosts(estate, matrix_options.from, "--from " + matrix_options.from),
                                  select_hosts(estate, matrix_options.to, "--to " + matrix_options.to)};
  const rules::FrameOptions frame = frame_options(options);
  const analyzer::Matrix result = evaluate(rules.program(), estate, request, frame, matrix_options, options.quiet);
  write_result(options, matrix_options, {rules.program(), estate, request, frame, result});
  const auto any = [&](VerdictKind kind) { return std::ranges::any_of(result.cells, [&](const auto& c) { return c.kind == kind; }); };
  return any(VerdictKind::fails) ? not_as_expected : any(VerdictKind::undetermined) ? undetermined : as_expected;
}

}  // namespace wmireach::cli
