// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "cli/platform/streams.hpp"

namespace wmireach::cli {
namespace {

constexpr auto first_line_after = std::chrono::milliseconds(500), renewed_every = std::chrono::milliseconds(200);

void to_terminal(std::string_view text) {
  // A line that cannot be written is no reason to fail.
  if (std::fwrite(text.data(), 1, text.size(), stderr) == text.size()) std::fflush(stderr);
}

}  // namespace

std::string progress_text(const std::string& what, std::size_t done, std::size_t all) {
  return all == 0 ? what : fmt::format("{}  {:>3}%  {} of {}", what, static_cast<std::size_t>(100.0 * static_cast<double>(done) / static_cast<double>(all)), done, all);
}

ProgressLine::ProgressLine(bool quiet, std::string what, const std::atomic<std::size_t>& done, const std::atomic<std::size_t>& all) {
  if (quiet || !platform::takes_escapes(stderr)) return;
  writer_ = std::jthread([what = std::move(what), &done, &all](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    bool written = false;
    while (!stop.stop_requested()) {
      wake.wait_for(lock, stop, written ? renewed_every : first_line_after, [] { return false; });
      if (stop.stop_requested()) break;
      to_terminal("\r\x1b[K" + progress_text(what, done, all));
      written = true;
    }
    if (written) to_terminal("\r\x1b[K");
  });
}

}  // namespace wmireach::cli
