// SPDX-License-Identifier: Apache-2.0
// The connections to predict, and what a test expects of them.
#include <algorithm>

#include "import/acceptance_reader.hpp"
#include "import/choice.hpp"
#include "import/request_reader.hpp"
#include "model/error_code.hpp"
#include "rules/suggestion.hpp"

namespace wmireach::import {
namespace {

std::vector<std::string> read_fact_names(const Cursor& c) {
  std::vector<std::string> names;
  c.items([&](const Cursor& n) {
    const auto name = n.string();
    if (!name) return;
    if (!rules::find_slot(*name)) {
      std::vector<std::string> known;
      for (rules::Slot s = 0; s < rules::slot_count; ++s) known.push_back(rules::slot_name(s));
      return n.fail("'" + *name + "' is not a fact", rules::did_you_mean(*name, known));
    }
    names.push_back(*name);
  });
  return names;
}

std::optional<model::Stage> read_stage(const Cursor& c) {
  std::vector<std::pair<std::string_view, model::Stage>> choices;
  for (std::size_t i = 0; i < model::stage_count; ++i) choices.emplace_back(model::stages()[i].id, static_cast<model::Stage>(i));
  return choose(c, choices);
}

std::optional<std::uint32_t> read_error_code(const Cursor& c) {
  const auto text = c.string();
  if (!text) return std::nullopt;
  const auto code = model::parse_error_code(*text);
  if (!code) c.fail("'" + *text + "' is not an error code", "write it as 0x80070005");
  return code;
}

model::Observation read_observation(ScenarioContext& context, const Cursor& c) {
  model::Observation o;
  o.where = context.place(c);
  c.object({
      {"outcome",
       [&](const Cursor& n) {
         using enum model::Outcome;
         o.outcome = choose<model::Outcome>(n, {{"succeeds", succeeds}, {"fails", fails}, {"partial", partial}}).value_or(succeeds);
       }},
      {"stage", [&](const Cursor& n) { o.stage = read_stage(n); }},
      {"rules", [&](const Cursor& n) { o.rules = n.strings(); }},
      {"codes",
       [&](const Cursor& n) {
         n.items([&](const Cursor& code) {
           if (const auto value = read_error_code(code)) o.codes.push_back(*value);
         });
       }},
      {"confidence",
       [&](const Cursor& n) {
         using enum model::Confidence;
         o.confidence = choose<model::Confidence>(n, {{"confirmed", confirmed}, {"vendor-statement", vendor_statement}, {"plausible", plausible}}).value_or(confirmed);
       }},
      {"limit_of_tool", [&](const Cursor& n) { o.limit_of_tool = n.boolean().value_or(false); }},
      {"complete", [&](const Cursor& n) { o.complete = n.boolean().value_or(false); }},
      {"known_mismatch", [&](const Cursor& n) { o.known_mismatch = n.string().value_or(""); }},
  });
  if (c.is(JsonNode::Kind::object) && c.node().find("outcome") == nullptr) c.fail("the key 'outcome' is missing", "say what was seen: succeeds, fails or partial");
  return o;
}

model::Expectation read_expectation(ScenarioContext& context, const Cursor& c) {
  model::Expectation e;
  e.where = context.place(c);
  c.object({
      {"verdict",
       [&](const Cursor& n) {
         e.verdict = choose<std::string>(n, {{"connects", "connects"}, {"fails", "fails"}, {"undetermined", "undetermined"}}).value_or("");
       }},
      {"stage", [&](const Cursor& n) { e.stage = read_stage(n); }},
      {"rule", [&](const Cursor& n) { e.rule = n.string(); }},
      {"error", [&](const Cursor& n) { e.error = read_error_code(n); }},
      {"missing", [&](const Cursor& n) { e.missing = read_fact_names(n); }},
      {"latent", [&](const Cursor& n) { e.latent = n.strings(); }},
      {"limits", [&](const Cursor& n) { e.limits = n.strings(); }},
      {"absent", [&](const Cursor& n) { e.absent = n.strings(); }},
  });
  if (c.is(JsonNode::Kind::object) && c.node().find("verdict") == nullptr) c.fail("the key 'verdict' is missing", "say what is expected: connects, fails, undetermined");
  return e;
}

class ConnectionReader {
 public:
  explicit ConnectionReader(ScenarioContext& context) : context_(context) {}

  void read(const Cursor& c) {
    model::Connection connection = unstated_request(context_, c);
    Ends from, to;
    std::vector<Cursor::Reader> readers = request_readers(context_, connection);
    readers.insert(readers.end(), {{"id", [&](const Cursor& n) { connection.id = n.string().value_or(""); }},
                                   {"from", [&](const Cursor& n) { from = read_ends(context_, n); }},
                                   {"to", [&](const Cursor& n) { to = read_ends(context_, n); }},
                                   {"accepted", [&](const Cursor& n) { connection.accepted = read_acceptance(context_, n); }},
                                   {"expect", [&](const Cursor& n) { connection.expectation = read_expectation(context_, n); }},
                                   {"observed", [&](const Cursor& n) { connection.observation = read_observation(context_, n); }}});
    c.object(readers);
    for (const auto key : {"from", "to"})
      if (c.is(JsonNode::Kind::object) && c.node().find(key) == nullptr) c.fail("the key '" + std::string(key) + "' is missing", "name the host");
    add(c, connection, from, to);
  }

 private:
  // One connection for each pair; a selector on both ends leaves out the pairs of a host with itself.
  void add(const Cursor& c, const model::Connection& connection, const Ends& from, const Ends& to) {
    const bool several = from.several || to.several;
    for (const auto f : from.hosts)
      for (const auto t : to.hosts) {
        if (several && f == t) continue;
        model::Connection one = connection;
        one.from = f;
        one.to = t;
        const std::string pair = context_.estate.hosts[f].name + (several ? "/" : "-") + context_.estate.hosts[t].name;
        one.id = connection.id.empty() ? pair : several ? connection.id + "/" + pair : connection.id;
        const auto [first, is_new] = context_.connection_ids.emplace(one.id, connection.where);
        if (!is_new) {
          const auto* place = context_.estate.location(first->second);
          const bool here = place->file == context_.file;
          c.fail("two connections have the id '" + one.id + "'" + (here ? "" : ", the other one in " + context_.estate.files[place->file] + ", line " + std::to_string(place->line)),
                 "give each an \"id\" of its own");
          return;
        }
        context_.estate.connections.push_back(std::move(one));
      }
  }

  ScenarioContext& context_;
};

}  // namespace

void read_connections(ScenarioContext& context, const Cursor& cursor) {
  ConnectionReader reader(context);
  cursor.items([&](const Cursor& c) { reader.read(c); });
}

}  // namespace wmireach::import
