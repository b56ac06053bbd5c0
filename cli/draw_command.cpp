// SPDX-License-Identifier: Apache-2.0
// Pictures of a connection and of the estate: what viz is to write on them.
#include "cli/commands.hpp"
#include "cli/pair_request.hpp"
#include "cli/picture_output.hpp"
#include "cli/picture_text.hpp"

namespace wmireach::cli {
namespace {

// A picture is drawn in any case: DOT, where nothing says otherwise.
void write_picture(const Options& options, const std::string& dot) {
  const std::string format = picture_format(options);
  write_picture(options, format.empty() ? "dot" : format, dot);
}

}  // namespace

int draw(const Options& options, const std::string& scenario, const std::string& connection) {
  const RuleSet rules(options);
  const model::Estate estate = load_scenario(rules.program(), scenario);
  if (connection.empty()) {
    std::vector<Prediction> predictions;
    for (model::Index i = 0; i < estate.connections.size(); ++i) predictions.push_back(predict(rules.program(), estate, i, frame_options(options)));
    write_picture(options, viz::estate_picture(estate, estate_text(rules.program(), estate, predictions)));
  } else {
    const Prediction p = predict(rules.program(), estate, find_request(estate, connection, scenario), frame_options(options));
    const auto text = connection_text(rules.program(), estate, p);
    write_picture(options, viz::connection_picture(rules.program(), p.verdict, *p.frame, text));
  }
  return as_expected;
}

}  // namespace wmireach::cli
