// SPDX-License-Identifier: Apache-2.0
// The path of one connection, stage by stage, with the element at which it fails. Legend and reading: docs/pictures.md.
#pragma once

#include <string>

#include "analyzer/verdict.hpp"
#include "rules/fact_frame.hpp"
#include "viz/dot.hpp"

namespace wmireach::viz {

// What is said of one rule on the element that it marks.
struct RuleText {
  std::uint32_t rule = 0;  // index into the program
  std::string summary;
  Lines errors;            // "0x80070005 E_ACCESSDENIED, at once"; empty: none is documented
  Lines missing;           // facts to be learnt
};

struct ConnectionText {
  Lines title;
  std::vector<RuleText> rules;  // of every rule that blocks, limits, warns or is undetermined
  std::string link;             // the start of an address that ends with the id of a stage; empty: the picture has no links
};

// DOT. The frame must be the one that the verdict was predicted from.
std::string connection_picture(const rules::Program& program, const analyzer::Verdict& verdict, rules::FactFrame& frame,
                               const ConnectionText& text);

}  // namespace wmireach::viz
