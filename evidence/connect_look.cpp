// SPDX-License-Identifier: Apache-2.0
#include "evidence/attempts.hpp"

namespace wmireach::evidence {

using capture::Beginning;
using capture::Unreachable;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Step;

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::uint32_t server_unavailable = 0x800706BA;  // what a caller of DCOM is told

Ending ending_of(Unreachable reason) {
  switch (reason) {
    case Unreachable::prohibited: return Ending::prohibited;
    case Unreachable::port: return Ending::refused;
    default: return Ending::unreachable;
  }
}

}  // namespace

Look connect_look(Step step, const capture::Conversation& c, std::int64_t ended_at) {
  Look look{.step = step, .to = format(c.server.address), .port = c.server.port};
  const auto fail = [&](Ending ending, std::string text) {
    look.result = Result::failed;
    look.ending = ending;
    look.text = std::move(text);
  };
  const auto pass = [&](std::string text) {
    look.result = Result::passed;
    look.ending = Ending::done;
    look.text = std::move(text);
  };
  switch (c.beginning) {
    case Beginning::established: pass({}); break;
    case Beginning::unseen:
      if (c.is_rpc()) pass("the capture begins behind it");
      else look.text = "the capture does not show how the connection began";
      break;
    case Beginning::reset: fail(Ending::refused, "TCP reset"); break;
    case Beginning::no_answer:
      if (ended_at - c.began_at >= second) fail(Ending::dropped, {});
      else look.text = "the capture ends before an answer could come";
      break;
    case Beginning::unreachable:
      fail(c.refusal ? ending_of(c.refusal->reason) : Ending::unreachable, c.refusal ? "ICMP from " + format(c.refusal->from) : "ICMP");
      break;
  }
  if (look.result == Result::failed && (c.server.port == 135 || step == Step::service_port)) look.code = server_unavailable;
  return look;
}

}  // namespace wmireach::evidence
