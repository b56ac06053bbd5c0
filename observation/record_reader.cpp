// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "import/choice.hpp"
#include "import/cursor.hpp"
#include "model/error_code.hpp"
#include "observation/record_json.hpp"

namespace wmireach::observation {
namespace {

using import::Cursor;

template <class Value, std::size_t n>
std::optional<Value> choose_name(const Cursor& c, const std::array<std::string_view, n>& names) {
  std::vector<std::pair<std::string_view, Value>> choices;
  for (std::size_t i = 0; i < n; ++i) choices.emplace_back(names[i], static_cast<Value>(i));
  return import::choose<Value>(c, choices);
}

void read_text(const Cursor& c, std::string& into) {
  if (auto text = c.string()) into = std::move(*text);
}

template <class Number>
void read_number(const Cursor& c, Number& into) {
  const auto value = c.integer();
  if (!value) return;
  if (*value < 0 || *value > static_cast<std::int64_t>(std::numeric_limits<Number>::max())) c.fail("the number is out of range", "it goes from 0 to " + std::to_string(std::numeric_limits<Number>::max()));
  else into = static_cast<Number>(*value);
}

void read_code(const Cursor& c, std::optional<std::uint32_t>& into) {
  const auto text = c.string();
  if (!text) return;
  into = model::parse_error_code(*text);
  if (!into) c.fail("'" + *text + "' is not an error code", "write it as 0x80070005");
}

void read_found(const Cursor& c, Look& look) {
  c.items([&](const Cursor& item) {
    std::string what, value;
    if (item.object({{"what", [&](const Cursor& n) { read_text(n, what); }}, {"value", [&](const Cursor& n) { read_text(n, value); }}})) look.found.emplace_back(std::move(what), std::move(value));
  });
}

Look read_look(const Cursor& c) {
  Look look;
  bool step = false, result = false, ending = false;
  const bool object = c.object({
      {"step",
       [&](const Cursor& n) {
         step = true;
         look.step = choose_name<Step>(n, step_names()).value_or(look.step);
       }},
      {"result",
       [&](const Cursor& n) {
         result = true;
         look.result = choose_name<Result>(n, result_names()).value_or(look.result);
       }},
      {"ending",
       [&](const Cursor& n) {
         ending = true;
         look.ending = choose_name<Ending>(n, ending_names()).value_or(look.ending);
       }},
      {"to", [&](const Cursor& n) { read_text(n, look.to); }},
      {"port", [&](const Cursor& n) { read_number(n, look.port); }},
      {"code", [&](const Cursor& n) { read_code(n, look.code); }},
      {"text", [&](const Cursor& n) { read_text(n, look.text); }},
      {"milliseconds", [&](const Cursor& n) { read_number(n, look.milliseconds); }},
      {"found", [&](const Cursor& n) { read_found(n, look); }},
  });
  if (object && !(step && result && ending)) c.fail("a look needs 'step', 'result' and 'ending'", "add those that are missing");
  return look;
}

Sighting read_sighting(const Cursor& c) {
  Sighting s;
  s.line = c.line();
  const bool object = c.object({
      {"connection", [&](const Cursor& n) { read_text(n, s.connection); }},
      {"target", [&](const Cursor& n) { read_text(n, s.target); }},
      {"looks", [&](const Cursor& n) { n.items([&](const Cursor& look) { s.looks.push_back(read_look(look)); }); }},
  });
  if (object && s.connection.empty()) c.fail("no connection is named", "add 'connection' with the id of a connection of the scenario");
  return s;
}

}  // namespace

std::optional<Record> read_record(std::string_view text, const std::string& file, import::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  const auto json = import::parse_json(text, file, diagnostics);
  if (!json) return std::nullopt;
  Record record;
  bool format = false;
  const Cursor root(*json, file, diagnostics);
  const bool object = root.object({
      {"format",
       [&](const Cursor& n) {
         format = true;
         if (const auto name = n.string(); name && *name != "wmireach-observations-1") n.fail("'" + *name + "' is no format that is known", "this program reads wmireach-observations-1");
       }},
      {"observer", [&](const Cursor& n) { read_text(n, record.observer); }},
      {"seen_at", [&](const Cursor& n) { read_text(n, record.seen_at); }},
      {"source", [&](const Cursor& n) { record.source = choose_name<Source>(n, source_names()).value_or(record.source); }},
      {"sightings", [&](const Cursor& n) { n.items([&](const Cursor& s) { record.sightings.push_back(read_sighting(s)); }); }},
  });
  if (object && !format) root.fail("the file does not say that it holds observations", "it should begin with \"format\": \"wmireach-observations-1\", as probe --record writes it");
  for (std::size_t i = 0; i < record.sightings.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (!record.sightings[i].connection.empty() && record.sightings[i].connection == record.sightings[k].connection)
        diagnostics.push_back({.file = file, .line = record.sightings[i].line, .pointer = "/sightings/" + std::to_string(i), .message = "the connection '" + record.sightings[i].connection + "' was seen before in this file",
                               .hint = "keep one of the two"});
  return diagnostics.size() == before ? std::optional(std::move(record)) : std::nullopt;
}

}  // namespace wmireach::observation
