// SPDX-License-Identifier: Apache-2.0
#include "cli/look_words.hpp"

#include <fmt/format.h>

#include "cli/foreign_text.hpp"
#include "cli/sentences.hpp"

namespace wmireach::cli {
namespace {

using observation::Ending;
using observation::Look;
using observation::Step;

std::string_view subject(Step step) {
  switch (step) {
    case Step::resolve: return "name";
    case Step::connect: return "connection";
    case Step::endpoint_mapper: return "endpoint mapper";
    case Step::object_resolver: return "object resolver";
    case Step::identify: return "Identify";
    case Step::authenticate: return "authentication";
    case Step::activate: return "activation of the WMI login object";
    case Step::service_port: return "port of the WMI service";
    case Step::log_in: return "login to the namespace";
  }
  return "";
}

std::string_view ending(Step step, Ending e) {
  switch (e) {
    case Ending::done: return step == Step::resolve ? "" : step == Step::connect || step == Step::service_port ? "open" : "ok";
    case Ending::no_such_name: return "no such name";
    case Ending::no_address: return "the name has no address of this family";
    case Ending::no_resolver: return "no name service answered";
    case Ending::refused: return "refused";
    case Ending::dropped: return "no answer at all";
    case Ending::prohibited: return "prohibited, says a firewall on the way";
    case Ending::unreachable: return "no route, or nobody has this address";
    case Ending::closed: return "the target ended the connection";
    case Ending::silent: return "connected, and no answer";
    case Ending::garbled: return "an answer that is not the protocol's";
    case Ending::rejected: return "not offered";
    case Ending::fault: return "fault";
    case Ending::error: return "error";
    case Ending::no_ticket: return "the security library of this computer gave up";
    case Ending::skipped: return "not tried";
    case Ending::out_of_order: return "not tried, as an earlier step failed";
  }
  return "";
}

}  // namespace

std::string look_text(const Look& look) {
  std::string text(subject(look.step));
  if (!look.to.empty()) text += " " + (look.step == Step::resolve ? look.to : "to " + look.to);
  if (look.port != 0) text += fmt::format(", port {}", look.port);
  std::string what(ending(look.step, look.ending));
  if (look.code) what += ", " + error_text(*look.code);
  if (look.ending == Ending::done)
    for (const auto& [key, value] : look.found)
      if (key != "note") what += (what.empty() ? "" : ", ") + value;
  text += ": " + what;
  if (look.milliseconds > 0) text += fmt::format(", {} ms", look.milliseconds);
  if (!look.text.empty()) text += " (" + look.text + ")";
  return for_terminal(std::move(text));
}

bool is_silence(const Look& look) { return look.ending == Ending::dropped || look.ending == Ending::silent || look.ending == Ending::no_resolver; }

std::string_view other_explanation(const Look& look) {
  switch (look.ending) {
    case Ending::refused: return "nothing listens there, or a firewall answers in its place: is it the right computer, and does the service run?";
    case Ending::prohibited: return "a firewall on the way refuses it; the links between the scenario's zones are where to say so";
    case Ending::dropped: return "a firewall drops it, on the way or on the target, or nobody has the address";
    case Ending::unreachable: return "no route leads there, or nobody has the address: is it the right one?";
    case Ending::garbled: return "what answers there is not what the scenario says: is it the right computer and port?";
    case Ending::rejected: return "what answers there does not offer it: is it a computer with Windows?";
    default: return "";
  }
}

}  // namespace wmireach::cli
