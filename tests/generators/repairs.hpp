// SPDX-License-Identifier: Apache-2.0
// What tests of repairs and of hardening do with the edits that were found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/verdict.hpp"
#include "import/json.hpp"
#include "model/edit.hpp"

namespace wmireach::tests {

// By the built-in program, with every missing fact tried.
analyzer::VerdictKind verdict(const model::Estate& estate, model::Index connection);

// The edits of these numbers among the candidates of a Fix or a Hardening.
template <class Found>
std::vector<model::Edit> edits_of(const Found& found, const std::vector<std::uint32_t>& numbers) {
  std::vector<model::Edit> edits;
  for (const auto i : numbers) edits.push_back(found.candidates[i].edit);
  return edits;
}

// A scenario's text with the patch that the edits mean for it, noted for the report of a counterexample. The estate is that of the text.
struct Patched {
  import::JsonNode json;
  std::string problem;  // of the patch, or of what it makes
  std::optional<model::Estate> estate;
};
Patched patched(const std::string& text, model::Estate& estate, const std::vector<model::Edit>& edits);

}  // namespace wmireach::tests
