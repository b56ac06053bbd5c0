// SPDX-License-Identifier: Apache-2.0
// A matrix with all that its reports need.
#pragma once

#include <string>
#include <vector>

#include "analyzer/class_differences.hpp"
#include "analyzer/matrix_counts.hpp"

namespace wmireach::cli {

struct MatrixResult {
  const rules::Program& program;
  const model::Estate& estate;
  const analyzer::MatrixRequest& request;
  const rules::FrameOptions& options;
  const analyzer::Matrix& matrix;
};

// Hosts that share a release or a baseline, and what becomes of them.
struct HostGroup {
  std::string name;  // "windows-10", "kiosk"; "release not stated", "no baseline"
  std::size_t hosts = 0;
  analyzer::RoleCounts counts;
};

// In the order of the releases; only those that take part.
std::vector<HostGroup> by_release(const MatrixResult& result);
// By name, hosts without a baseline last; empty where no host has one.
std::vector<HostGroup> by_baseline(const MatrixResult& result);

// "the request of all: MON1 -> WEB1 as CORP\mon, get-wmiobject, root\cimv2".
std::string request_line(const MatrixResult& result);
// "2 clients, 3 targets, 5 pairs, 2 classes of hosts".
std::string size_line(const MatrixResult& result, std::uint64_t pairs);

// "dmz"; "no zone".
std::string zone_text(const model::Estate& estate, model::Index zone);

}  // namespace wmireach::cli
