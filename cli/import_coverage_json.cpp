// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "cli/import_coverage.hpp"

namespace wmireach::cli {

std::string coverage_json(const ImportCoverage& coverage, const model::Estate& estate, const import::Diagnostics& notes) {
  using Json = nlohmann::ordered_json;
  Json out{{"format", 1}, {"title", estate.title}, {"hosts", estate.hosts.size()}, {"pairs", coverage.pairs}, {"undetermined", coverage.undetermined}, {"cut_short", coverage.cut_short}};
  out["open"] = Json::array();
  for (const auto& o : coverage.open) {
    Json hosts = Json::array();
    for (const auto h : o.hosts) hosts.push_back(estate.hosts[h].name);
    out["open"].push_back({{"fact", rules::slot_name(o.slot)}, {"pairs", o.pairs}, {"alone", o.alone}, {"hosts", std::move(hosts)}, {"observe", rules::slot_info(o.slot).definition->observe}});
  }
  out["facts"] = Json::array();
  for (const auto& f : coverage.facts) out["facts"].push_back({{"name", f.name}, {"found", f.found}, {"default", f.by_default}, {"unknown", f.unknown}, {"files", f.files}});
  out["notes"] = Json::array();
  for (const auto& n : notes) out["notes"].push_back({{"file", n.file}, {"line", n.line}, {"message", n.message}, {"hint", n.hint}});
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wmireach::cli
