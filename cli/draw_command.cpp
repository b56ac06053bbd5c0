// SPDX-License-Identifier: Apache-2.0
// Pictures of a connection and of the estate: what viz is to write on them.
#include "cli/commands.hpp"
#include "cli/overlay.hpp"
#include "cli/pair_request.hpp"
#include "cli/picture_output.hpp"
#include "cli/picture_text.hpp"
#include "viz/estate_summary.hpp"

namespace wmireach::cli {
namespace {

// A picture is drawn in any case: DOT, where nothing says otherwise.
void write_picture(const Options& options, const std::string& dot) {
  const std::string format = picture_format(options);
  write_picture(options, format.empty() ? "dot" : format, dot);
}

}  // namespace

int draw(const Options& options, const std::string& view, const std::string& scenario, const std::string& connection) {
  if (!connection.empty() && !view.empty())
    throw BadInput{{{.file = "draw", .message = "the picture of a connection has no views", .hint = "leave out --view, or the connection"}}};
  const RuleSet rules(options);
  const model::Estate estate = load_scenario_with(rules.program(), scenario, {.files = options.overlays});
  if (!connection.empty()) {
    const Prediction p = predict(rules.program(), estate, find_request(estate, connection, scenario), frame_options(options));
    write_picture(options, viz::connection_picture(rules.program(), p.verdict, *p.frame, connection_text(rules.program(), estate, p)));
  } else if (view == "trusts") {
    write_picture(options, viz::trust_map(estate, trust_map_text(estate)));
  } else {
    std::vector<Prediction> predictions;
    for (model::Index i = 0; i < estate.connections.size(); ++i) predictions.push_back(predict(rules.program(), estate, i, frame_options(options)));
    const auto text = estate_text(rules.program(), estate, predictions);
    write_picture(options, view == "zones" ? viz::estate_summary(estate, text) : viz::estate_picture(estate, text));
  }
  return as_expected;
}

}  // namespace wmireach::cli
