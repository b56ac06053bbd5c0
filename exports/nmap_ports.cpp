// SPDX-License-Identifier: Apache-2.0
#include "exports/nmap_ports.hpp"

#include <algorithm>
#include <charconv>

#include "exports/xml.hpp"

namespace wmireach::exports {
namespace {

constexpr std::size_t most_ports = 200000;  // of one computer, those of its ranges counted one by one

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc() && end.ptr == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

// "1-134,136,1024-65535"
void add_ranges(std::string_view list, ScannedPorts ports, ScannedHost& host, std::size_t& left) {
  while (!list.empty() && left > 0) {
    const auto comma = list.find(',');
    const auto range = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    const auto dash = range.find('-');
    const auto first = number_of<std::uint16_t>(range.substr(0, dash)), last = dash == std::string_view::npos ? first : number_of<std::uint16_t>(range.substr(dash + 1));
    if (!first || !last || *first > *last) continue;
    const std::size_t count = static_cast<std::size_t>(*last - *first) + 1;
    left -= std::min(left, count);
    ports.first = *first;
    ports.last = *last;
    host.tcp.push_back(ports);
  }
}

void read_ports(const XmlElement& list, ScannedHost& host) {
  std::size_t left = most_ports;
  for (const auto& p : list.children) {
    const XmlElement* state = p.child("state");
    const auto number = number_of<std::uint16_t>(p.attribute("portid"));
    if (p.name != "port" || p.attribute("protocol") != "tcp" || state == nullptr || !number || left == 0) continue;
    --left;
    host.tcp.push_back({*number, *number, std::string(state->attribute("state")), std::string(state->attribute("reason")), std::string(state->attribute("reason_ip")), p.line});
  }
  for (const auto& extra : list.children) {
    if (extra.name != "extraports") continue;
    for (const auto& reasons : extra.children)
      if (reasons.name == "extrareasons" && (reasons.attribute("proto").empty() || reasons.attribute("proto") == "tcp"))
        add_ranges(reasons.attribute("ports"), {.state = std::string(extra.attribute("state")), .reason = std::string(reasons.attribute("reason")), .reason_from = {}, .line = reasons.line}, host, left);
  }
}

ScannedHost read_host(const XmlElement& h) {
  ScannedHost host{.line = h.line, .addresses = {}, .names = {}, .tcp = {}};
  if (const XmlElement* status = h.child("status"); status != nullptr) host.is_up = status->attribute("state") == "up";
  for (const auto& a : h.children)
    if (a.name == "address" && a.attribute("addrtype") != "mac") host.addresses.emplace_back(a.attribute("addr"));
  if (const XmlElement* names = h.child("hostnames"); names != nullptr)
    for (const auto& n : names->children)
      if (!n.attribute("name").empty()) host.names.emplace_back(n.attribute("name"));
  if (const XmlElement* ports = h.child("ports"); ports != nullptr) read_ports(*ports, host);
  return host;
}

// Of the root's start tag alone, so that the tree is not kept.
std::optional<std::int64_t> start_of(std::string_view text, const std::string& file) {
  const auto begin = text.find("<nmaprun"), end = begin == std::string_view::npos ? begin : text.find('>', begin);
  if (end == std::string_view::npos) return std::nullopt;
  std::string root(text.substr(begin, end - begin));
  if (root.ends_with('/')) root.pop_back();
  std::optional<std::int64_t> start;
  import::Diagnostics unused;
  parse_xml(root + "></nmaprun>", file, {"nmaprun"}, [&](XmlElement&& e) { start = number_of<std::int64_t>(e.attribute("start")); }, unused);
  return start;
}

}  // namespace

const ScannedPorts* ScannedHost::port(std::uint16_t number) const {
  const auto at = std::ranges::find_if(tcp, [&](const ScannedPorts& p) { return p.first <= number && number <= p.last; });
  return at == tcp.end() ? nullptr : &*at;
}

PortScan read_nmap_ports(std::string_view text, const std::string& file, import::Diagnostics& notes) {
  PortScan scan{.began_at = start_of(text, file), .hosts = {}};
  parse_xml(text, file, {"host", "runstats"}, [&](XmlElement&& e) {
    if (e.name == "host") scan.hosts.push_back(read_host(e));
    else scan.is_whole = true;
  }, notes);
  return scan;
}

}  // namespace wmireach::exports
