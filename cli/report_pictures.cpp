// SPDX-License-Identifier: Apache-2.0
#include "cli/report_pictures.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

#include "cli/cores.hpp"
#include "cli/fragment_link.hpp"
#include "cli/picture_output.hpp"
#include "cli/picture_text.hpp"

namespace wmireach::cli {
namespace {

std::vector<std::size_t> chosen(const std::vector<Prediction>& predictions, const std::set<std::string>& first, std::size_t most) {
  std::vector<std::size_t> order(predictions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t i) {
    if (first.contains(predictions[i].frame->connection().id)) return 0;
    return predictions[i].verdict.kind == analyzer::VerdictKind::connects ? 2 : 1;
  };
  std::ranges::stable_sort(order, {}, rank);
  order.resize(std::min(order.size(), most));
  return order;
}

std::string estate_dot(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions) {
  auto text = estate_text(program, estate, predictions);
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const auto& frame = *predictions[i].frame;
    const auto& c = frame.connection();
    text.connections[i].link = connection_link(c.id);
    text.connections[i].shared_link = arrow_link(frame.host(rules::Role::client).name, frame.host(rules::Role::target).name, to_string(predictions[i].verdict.kind));
  }
  for (const auto& h : estate.hosts) text.host_links.push_back(filter_link("host", h.name));
  for (const auto& z : estate.zones) text.zone_links.push_back(filter_link("zone", z.name));
  return viz::estate_picture(estate, text);
}

// The element alone: what stands in front of it, and comments that name the version of Graphviz, are of no use within a page.
std::string element(const std::string& svg) {
  std::string out;
  std::size_t at = svg.find("<svg");
  while (at != std::string::npos) {
    const std::size_t comment = svg.find("<!--", at);
    out += svg.substr(at, comment == std::string::npos ? comment : comment - at);
    if (comment == std::string::npos) break;
    const std::size_t end = svg.find("-->", comment);
    at = end == std::string::npos ? end : svg.find_first_not_of("\r\n", end + 3);
  }
  return out;
}

// In the order of the input, on every core.
std::vector<std::string> all_rendered(const std::vector<std::string>& dots) {
  std::vector<std::string> pictures(dots.size());
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < dots.size(); i = next++) pictures[i] = element(rendered(dots[i], "svg", "use --pictures 0"));
    } catch (...) {
      next = dots.size();
      const std::lock_guard lock(guard);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t t = 1; t < std::min<std::size_t>(cores(), dots.size()); ++t) threads.emplace_back(work);
  work();
  for (auto& t : threads) t.join();
  if (failure) std::rethrow_exception(failure);
  return pictures;
}

}  // namespace

ReportPictures report_pictures(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions,
                               const std::set<std::string>& first, std::size_t most) {
  ReportPictures pictures;
  if (most == 0) return pictures;
  const auto wanted = chosen(predictions, first, most);
  std::vector<std::string> dots{estate_dot(program, estate, predictions)};
  for (const auto i : wanted) {
    auto text = connection_text(program, estate, predictions[i]);
    text.link = connection_link(predictions[i].frame->connection().id) + "/";
    dots.push_back(viz::connection_picture(program, predictions[i].verdict, *predictions[i].frame, text));
  }
  auto rendered_all = all_rendered(dots);
  pictures.estate = std::move(rendered_all.front());
  for (std::size_t i = 0; i < wanted.size(); ++i) pictures.connections[wanted[i]] = std::move(rendered_all[i + 1]);
  return pictures;
}

}  // namespace wmireach::cli
