// SPDX-License-Identifier: Apache-2.0
#include "viz/verdict_turn.hpp"

namespace wmireach::viz {

using analyzer::VerdictKind;

Turn turn_of(const Both& connection, const EstateText& before, const EstateText& after) {
  Turn t;
  if (connection.before != model::none) t.before = before.connections[connection.before].kind;
  if (connection.after != model::none) t.after = after.connections[connection.after].kind;
  if (t.before && t.after) t.same_reason = before.connections[connection.before].reason == after.connections[connection.after].reason;
  return t;
}

std::string turn_word(const Turn& t) {
  if (!t.before) return presence_mark(Presence::added);
  if (!t.after) return presence_mark(Presence::removed);
  if (t.same()) return "";
  if (t.before == t.after) return "at another stage";
  if (t.after == VerdictKind::connects) return "opens";
  if (t.before == VerdictKind::connects) return t.after == VerdictKind::fails ? "closes" : "not known any more";
  return t.after == VerdictKind::fails ? "is known now" : "not known any more";
}

Lines turn_lines(const Turn& t) {
  if (t.same()) return {verdict_mark(t.now())};
  if (!t.before || !t.after || t.before == t.after) return {turn_word(t), verdict_mark(t.now())};
  return {turn_word(t), verdict_mark(*t.before) + " \u2192 " + verdict_mark(*t.after)};
}

Attributes turn_look(const Turn& t) {
  if (t.same()) return faded_verdict_look(t.now());
  const Attributes look = verdict_look(t.now()) + Attributes{{"fontname", "Helvetica-Bold"}, {"arrowsize", "1.2"}};
  if (!t.after) return faded_verdict_look(t.now()) + Attributes{{"style", "dashed"}};
  return t.now() == VerdictKind::fails ? look : look + Attributes{{"penwidth", "3.5"}};
}

}  // namespace wmireach::viz
