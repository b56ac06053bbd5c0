// SPDX-License-Identifier: Apache-2.0
// Every pair of a matrix, written as it goes: memory does not grow with the pairs.
#pragma once

#include <atomic>
#include <string_view>

#include "cli/matrix_result.hpp"
#include "cli/output_file.hpp"

namespace wmireach::cli {

enum class PairFormat : std::uint8_t { csv, jsonl, bytes };

// One line for each pair, clients in order, for each the targets in order, as the hosts stand in the file. As bytes: one line for
// each client, with one character for each target: '.' connects, 'x' fails, '?' undetermined, ' ' the host itself.
// `clients_done` counts along.
void write_pairs(const MatrixResult& result, PairFormat format, OutputFile& out, std::atomic<std::size_t>& clients_done);

}  // namespace wmireach::cli
