// SPDX-License-Identifier: Apache-2.0
// Work on a list, spread over threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace wmireach::analyzer {

// Calls `work(worker, i)` for each i below `count`, on as many threads as there are workers; none works on two at once.
template <class Worker, class Work>
void for_each_in_parallel(const std::vector<Worker>& workers, std::size_t count, std::size_t step, Work work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](Worker worker) {
    for (std::size_t begin = next.fetch_add(step); begin < count; begin = next.fetch_add(step))
      for (std::size_t i = begin; i < std::min(count, begin + step); ++i) work(worker, i);
  };
  std::vector<std::jthread> pool;
  const std::size_t threads = std::min(workers.size(), (count + step - 1) / step);
  for (std::size_t t = 1; t < threads; ++t) pool.emplace_back([&, t] { run(workers[t]); });
  run(workers.front());
}

}  // namespace wmireach::analyzer
