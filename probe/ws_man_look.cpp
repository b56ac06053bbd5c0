// SPDX-License-Identifier: Apache-2.0
#include "probe/ws_man_look.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "import/base64.hpp"
#include "probe/bounded_call.hpp"
#include "probe/http_exchange.hpp"
#include "probe/identify.hpp"
#include "probe/look.hpp"

namespace wmireach::probe {
namespace {

using dcerpc::AuthLevel;
using dcerpc::AuthType;
using observation::Ending;
using observation::Step;

constexpr int most_legs = 5;
constexpr long ok = 200, unauthorized = 401;
constexpr std::uint32_t destination_unreachable = 0x80338012, network_timed_out = 0x80338126;  // ERROR_WSMAN_DESTINATION_UNREACHABLE, ERROR_WSMAN_NETWORK_TIMEDOUT

class WsManLook {
 public:
  WsManLook(const Target& target, const Credentials& credentials, const Allowance& allowance, observation::Sighting& sighting) : target_(target), credentials_(credentials), allowance_(allowance), sighting_(sighting) {}

  void run(const std::vector<std::string>& addresses, bool authenticate) {
    for (const auto& a : addresses)
      if (!allowance_.over() && reach(a) && address_.empty()) address_ = a;
    if (address_.empty() || allowance_.over()) return;
    if (!identify_anonymously() || allowance_.over()) return;
    if (!authenticate) {
      LookInMaking(sighting_, Step::authenticate, address_, target_.port).finish(Ending::skipped, {}, "not wanted");
      return;
    }
    if (target_.mechanism == Mechanism::ntlm) {
      authenticate_by(AuthType::ntlm);
      return;
    }
    if (authenticate_by(AuthType::negotiate) || allowance_.over() || sighting_.looks.back().ending != Ending::no_ticket) return;
    if (target_.mechanism == Mechanism::negotiate && credentials_.password) authenticate_by(AuthType::ntlm);
  }

 private:
  bool reach(const std::string& address) {
    TcpStream stream(allowance_);
    LookInMaking look(sighting_, Step::connect, address, target_.port);
    const auto outcome = stream.connect(address, target_.port, allowance_.step());
    return look.finish(outcome.ending, code_of(outcome.ending), outcome.text);
  }

  // What the caller is told where nobody listens, and where no answer comes.
  static std::optional<std::uint32_t> code_of(Ending ending) { return ending == Ending::refused ? std::optional(destination_unreachable) : ending == Ending::dropped ? std::optional(network_timed_out) : std::nullopt; }

  // A listener that wants authentication even for this says so with 401, and is one all the same.
  bool identify_anonymously() {
    LookInMaking look(sighting_, Step::identify, address_, target_.port);
    HttpExchange http(target_.name, address_, target_.port, target_.https);
    const auto answer = http.post(std::string(identify_request()), {"WSMANIDENTIFY: unauthenticated"}, allowance_.step(), allowance_);
    if (answer.ending != Ending::done) return look.finish(answer.ending, {}, answer.text);
    offered(look, answer);
    if (answer.status == unauthorized) return look.finish(Ending::done, {}, "HTTP 401: it answers nobody without authentication");
    if (answer.status != ok) return look.finish(Ending::rejected, {}, fmt::format("HTTP {}", answer.status));
    const auto identity = read_identity(answer.body);
    if (!identity) return look.finish(Ending::garbled, {}, "no answer of WS-Man");
    if (!identity->vendor.empty()) look.found("product", identity->vendor + (identity->version.empty() ? "" : " " + identity->version));
    return look.finish(Ending::done);
  }

  static void offered(LookInMaking& look, const HttpAnswer& answer) {
    for (const auto& c : answer.challenges) look.found("offers", c.substr(0, c.find(' ')));
  }

  bool authenticate_by(AuthType type) {
    LookInMaking look(sighting_, Step::authenticate, address_, target_.port);
    look.found("mechanism", type == AuthType::ntlm ? "NTLM" : "Negotiate with Kerberos");
    const Deadline deadline = allowance_.step();
    const auto security = std::make_shared<Security>(type, AuthLevel::connect, "HTTP@" + (target_.principal_host.empty() ? target_.name : target_.principal_host), credentials_, false);
    HttpExchange http(target_.name, address_, target_.port, target_.https);
    dcerpc::Bytes token;
    for (int leg = 0; leg < most_legs; ++leg) {
      const auto next = within(deadline, allowance_, [security, token] { return security->step(token); });
      if (!next) return look.finish(Ending::no_ticket, {}, "the security library of this computer found no end before the deadline");
      if (!*next) return look.finish(security->without_credentials() ? Ending::skipped : Ending::no_ticket, {}, security->problem());
      const auto answer = http.post(std::string(identify_request()), {"Authorization: Negotiate " + import::base64_of(std::string((*next)->begin(), (*next)->end()))}, deadline, allowance_);
      if (answer.ending != Ending::done) return look.finish(answer.ending, {}, answer.text);
      if (answer.status == ok) {
        if (const std::string account = security->account(); !account.empty()) look.found("account", account);
        return look.finish(Ending::done);
      }
      if (answer.status != unauthorized) return look.finish(Ending::rejected, {}, fmt::format("HTTP {}", answer.status));
      token = token_of(answer);
      if (token.empty()) {
        offered(look, answer);
        return look.finish(Ending::rejected, {}, "HTTP 401");
      }
    }
    return look.finish(Ending::garbled, {}, "the authentication does not come to an end");
  }

  static dcerpc::Bytes token_of(const HttpAnswer& answer) {
    constexpr std::string_view scheme = "Negotiate ";
    for (const auto& c : answer.challenges)
      if (c.starts_with(scheme))
        if (const auto bytes = import::bytes_of_base64(std::string_view(c).substr(scheme.size()))) return {bytes->begin(), bytes->end()};
    return {};
  }

  const Target& target_;
  const Credentials& credentials_;
  const Allowance& allowance_;
  observation::Sighting& sighting_;
  std::string address_;
};

}  // namespace

void look_by_ws_man(const Target& target, const std::vector<std::string>& addresses, const Credentials& credentials, bool authenticate, const Allowance& allowance, observation::Sighting& sighting) {
  WsManLook(target, credentials, allowance, sighting).run(addresses, authenticate);
}

}  // namespace wmireach::probe
