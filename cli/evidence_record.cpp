// SPDX-License-Identifier: Apache-2.0
#include "cli/evidence_record.hpp"

#include "cli/evidence_hosts.hpp"
#include "evidence/capture_file.hpp"
#include "evidence/scan_record.hpp"
#include "exports/nmap.hpp"
#include "exports/text_encoding.hpp"

namespace wmireach::cli {
namespace {

using evidence::Evidence;

std::string said(const import::Diagnostic& d) { return (d.line == 0 ? "" : "line " + std::to_string(d.line) + ": ") + d.message + (d.hint.empty() ? "" : "; " + d.hint); }

Evidence of_scan(const std::string& bytes, const std::string& name, const std::vector<evidence::Wanted>& wanted) {
  const std::string text = exports::to_utf8(bytes);
  if (!exports::looks_like_nmap(text))
    throw BadInput{{{.file = name, .message = "the file is no scan of nmap in XML", .hint = "write one with nmap -oX FILE, as in: nmap -Pn -p 135,5985,49152-65535 -oX scan.xml TARGET"}}};
  import::Diagnostics problems;
  const auto scan = exports::read_nmap_ports(text, name, problems);
  if (scan.hosts.empty() && !problems.empty()) throw BadInput{std::move(problems)};
  auto out = evidence::scan_record(scan, wanted);
  for (const auto& p : problems) out.notes.push_back(said(p));
  return out;
}

Evidence of_capture(const std::string& bytes, const std::string& name, const std::vector<evidence::Wanted>& wanted) {
  import::Diagnostics problems;
  auto out = evidence::capture_evidence(bytes, name, wanted, problems);
  if (!out) throw BadInput{std::move(problems)};
  return std::move(*out);
}

}  // namespace

FileEvidence evidence_from_file(const model::Estate& estate, const std::vector<model::Index>& chosen, const EvidenceOptions& evidence_options, const rules::FrameOptions& options) {
  auto hosts = evidence_hosts(estate, chosen, evidence_options.calls, evidence_options.stands_for, evidence_options.source, options);
  const std::string bytes = read_input(evidence_options.file), name = evidence_options.file == "-" ? "<stdin>" : evidence_options.file;
  auto found = evidence_options.source == observation::Source::scan ? of_scan(bytes, name, hosts.wanted) : of_capture(bytes, name, hosts.wanted);
  found.record.observer = hosts.observer;
  FileEvidence out{std::move(found.record), std::move(hosts.notes)};
  out.notes.insert(out.notes.end(), std::make_move_iterator(found.notes.begin()), std::make_move_iterator(found.notes.end()));
  return out;
}

}  // namespace wmireach::cli
