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

// An estate's text with addresses of the page.
viz::EstateText linked_text(const rules::Program& program, const model::Estate& estate, const std::vector<Prediction>& predictions) {
  auto text = estate_text(program, estate, predictions);
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const auto& frame = *predictions[i].frame;
    const auto& c = frame.connection();
    text.connections[i].link = connection_link(c.id);
    text.connections[i].shared_link = arrow_link(frame.host(rules::Role::client).name, frame.host(rules::Role::target).name, to_string(predictions[i].verdict.kind));
  }
  for (const auto& h : estate.hosts) text.host_links.push_back(filter_link("host", h.name));
  for (const auto& z : estate.zones) text.zone_links.push_back(filter_link("zone", z.name));
  return text;
}

std::string trusts_dot(const model::Estate& estate) {
  auto text = trust_map_text(estate);
  for (const auto& d : estate.domains) text.domain_links.push_back(filter_link("domain", d.name));
  return viz::trust_map(estate, text);
}

bool is_attribute_of_no_use(std::string_view name) { return name == "id" || name == "font-family"; }

// Without names that only Graphviz knows, and without the font, which the page sets. `<` stands in no value, so that a line that begins
// with one is an element; values hold no quote.
std::string lean_line(std::string_view line) {
  if (line.starts_with("<title>")) return "";
  std::string out;
  while (true) {
    const std::size_t space = line.find(' '), equals = line.find("=\"", space), end = equals == std::string_view::npos ? equals : line.find('"', equals + 2), close = line.find('>');
    if (space == std::string_view::npos || end == std::string_view::npos || close < space) break;
    out += line.substr(0, space);
    if (!is_attribute_of_no_use(line.substr(space + 1, equals - space - 1))) out += line.substr(space, end + 1 - space);
    line.remove_prefix(end + 1);
  }
  return out + std::string(line) + "\n";
}

std::string lean(const std::string& svg) {
  std::string out;
  for (std::size_t at = 0; at < svg.size();) {
    const std::size_t end = std::min(svg.find('\n', at), svg.size());
    out += lean_line(std::string_view(svg).substr(at, end - at));
    at = end + 1;
  }
  return out;
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
      for (std::size_t i = next++; i < dots.size(); i = next++)
        if (!dots[i].empty()) pictures[i] = lean(element(rendered(dots[i], "svg", "use --pictures 0")));
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
  std::vector<std::string> dots{viz::estate_picture(estate, linked_text(program, estate, predictions)), estate.domains.empty() ? "" : trusts_dot(estate)};
  for (const auto i : wanted) {
    auto text = connection_text(program, estate, predictions[i]);
    text.link = connection_link(predictions[i].frame->connection().id) + "/";
    dots.push_back(viz::connection_picture(program, predictions[i].verdict, *predictions[i].frame, text));
  }
  auto rendered_all = all_rendered(dots);
  pictures.estate = std::move(rendered_all[0]);
  pictures.trusts = std::move(rendered_all[1]);
  for (std::size_t i = 0; i < wanted.size(); ++i) pictures.connections[wanted[i]] = std::move(rendered_all[i + 2]);
  return pictures;
}

ChangePictures change_pictures(const rules::Program& program, const ComparedEstates& estates, const BothPredictions& predictions, const EstateDiff& diff) {
  std::vector<std::string> dots;
  for (const auto shown : {viz::ChangeShown::before, viz::ChangeShown::after, viz::ChangeShown::change}) {
    auto text = change_text(program, estates, predictions, diff, shown);
    text.before = linked_text(program, estates.before, predictions.before);
    text.after = linked_text(program, estates.after, predictions.after);
    dots.push_back(viz::change_picture(estates.before, estates.after, text, shown));
  }
  auto drawn = all_rendered(dots);
  return {std::move(drawn[0]), std::move(drawn[1]), std::move(drawn[2])};
}

}  // namespace wmireach::cli
