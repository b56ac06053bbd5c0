// SPDX-License-Identifier: Apache-2.0
#include "import/request_reader.hpp"

#include <algorithm>

#include "import/fact_reader.hpp"
#include "model/name_pattern.hpp"

namespace wmireach::import {

Ends read_ends(ScenarioContext& context, const Cursor& c) {
  Ends ends;
  if (c.is(JsonNode::Kind::string)) {
    if (const auto h = context.host(c); h != model::none) ends.hosts.push_back(h);
    return ends;
  }
  ends.several = true;
  if (c.is(JsonNode::Kind::array)) {
    c.items([&](const Cursor& n) {
      if (const auto h = context.host(n); h != model::none) ends.hosts.push_back(h);
    });
    if (c.node().items.empty()) c.fail("no host is named", "name at least one host");
    return ends;
  }
  model::Index zone = model::none, domain = model::none;
  std::optional<std::int64_t> os;
  std::optional<std::string> baseline, pattern;
  bool good = true;
  const bool is_object = c.object({
      {"zone", [&](const Cursor& n) { good = (zone = context.zone(n)) != model::none && good; }},
      {"domain", [&](const Cursor& n) { good = (domain = context.domain(n)) != model::none && good; }},
      {"os", [&](const Cursor& n) { good = (os = read_value(n, rules::types::release())).has_value() && good; }},
      {"baseline", [&](const Cursor& n) { baseline = n.string(); }},
      {"name", [&](const Cursor& n) { pattern = n.string(); }},
  });
  if (!is_object || !good) return ends;
  for (model::Index i = 0; i < context.estate.hosts.size(); ++i) {
    const auto& h = context.estate.hosts[i];
    const auto& release = h.facts[static_cast<std::size_t>(rules::HostFact::os)];
    if ((zone == model::none || h.zone == zone) && (domain == model::none || h.domain == domain) &&
        (!os || (release.known && release.value == *os)) && (!baseline || h.baseline == *baseline) &&
        (!pattern || model::fits_pattern(model::folded(*pattern), model::folded(h.name))))
      ends.hosts.push_back(i);
  }
  if (ends.hosts.empty()) c.fail("no host fits this selector", "check zone, domain, os, baseline and name");
  return ends;
}

model::Connection unstated_request(ScenarioContext& context, const Cursor& c) {
  model::Connection request;
  request.where = context.place(c);
  request.facts.resize(static_cast<std::size_t>(rules::ConnectionFact::count));
  request.wmi_namespace = "root\\cimv2";
  request.namespace_assumed = true;
  return request;
}

std::vector<Cursor::Reader> request_readers(ScenarioContext& context, model::Connection& request) {
  std::vector<Cursor::Reader> readers{
      {"account", [&](const Cursor& n) { request.account = context.account(n); }},
      {"second_hop", [&](const Cursor& n) { request.third = context.host(n); }},
      {"namespace",
       [&](const Cursor& n) {
         request.wmi_namespace = n.string().value_or("");
         std::ranges::replace(request.wmi_namespace, '/', '\\');
         request.namespace_assumed = false;
         if (request.wmi_namespace.empty()) n.fail("the namespace is empty", "write \"root\\\\cimv2\", or leave the key out");
       }},
      {"class", [&](const Cursor& n) { request.wmi_class = n.string().value_or(""); }},
      {"method", [&](const Cursor& n) { request.method = n.string().value_or(""); }},
  };
  constexpr std::string_view prefix = "request.";
  const auto facts = rules::connection_facts();
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].stored() && facts[i].name.starts_with(prefix))
      readers.emplace_back(facts[i].name.substr(prefix.size()), [&context, &request, facts, i](const Cursor& n) {
        request.facts[i] = read_fact(context, n, facts[i].type(), model::OriginKind::stated);
      });
  return readers;
}

}  // namespace wmireach::import
