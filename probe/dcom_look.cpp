// SPDX-License-Identifier: Apache-2.0
#include "probe/dcom_look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "dcerpc/activation.hpp"
#include "dcerpc/endpoint_mapper.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/remote_unknown.hpp"
#include "dcerpc/wmi_login.hpp"
#include "probe/look.hpp"

namespace wmireach::probe {
namespace {

using dcerpc::AuthLevel;
using dcerpc::AuthType;
using dcerpc::Bytes;
using observation::Ending;
using observation::Step;

constexpr std::uint32_t unknown_interface = 0x800706B5;  // RPC_S_UNKNOWN_IF
constexpr std::uint32_t protocol_error = 0x800706C0;     // RPC_S_PROTOCOL_ERROR
constexpr int most_pages = 50;                           // of the listing of the endpoint mapper

dcerpc::Uuid random_uuid() {
  static thread_local std::mt19937_64 numbers{std::random_device{}()};
  dcerpc::Uuid uuid;
  for (auto& byte : uuid.bytes) byte = static_cast<std::uint8_t>(numbers());
  return uuid;
}

// Everything else is as an integrity level from the peer's side: a packet is signed or it is not.
AuthLevel level_of(std::uint8_t level) { return level >= level_privacy ? AuthLevel::privacy : level > level_connect ? AuthLevel::integrity : AuthLevel::connect; }

std::string_view mechanism_name(AuthType type) { return type == AuthType::ntlm ? "NTLM" : type == AuthType::kerberos ? "Kerberos" : "Negotiate with Kerberos"; }

class DcomLook {
 public:
  DcomLook(const Target& target, const Credentials& credentials, const Allowance& allowance, observation::Sighting& sighting)
      : target_(target), credentials_(credentials), allowance_(allowance), sighting_(sighting) {}

  void run(const std::vector<std::string>& addresses, bool authenticate) {
    for (const auto& a : addresses)
      if (!allowance_.over() && reach(a) && address_.empty()) address_ = a;
    if (address_.empty()) return;
    const bool mapper = list_endpoints();
    resolver_ = ask_resolver();
    if (!mapper && !resolver_) return;
    if (!authenticate) {
      LookInMaking(sighting_, Step::authenticate, address_, target_.port).finish(Ending::skipped, {}, "not wanted");
      return;
    }
    if (!allowance_.over() && authenticate_any() && !allowance_.over() && activate() && !allowance_.over() && reach_service() && !allowance_.over()) log_in();
  }

 private:
  bool reach(const std::string& address) {
    TcpStream stream(allowance_);
    LookInMaking look(sighting_, Step::connect, address, target_.port);
    const auto outcome = stream.connect(address, target_.port, allowance_.step());
    return look.finish(outcome.ending, outcome.ok() ? std::nullopt : std::optional(server_unavailable), outcome.text);
  }

  // A new connection to the address, and an association over it.
  struct Line {
    explicit Line(const Allowance& allowance) : stream(allowance), association(stream, allowance) {}
    TcpStream stream;
    Association association;
  };
  Answer open(Line& line, std::uint16_t port, std::span<const dcerpc::Syntax> interfaces, std::shared_ptr<Security> security, Deadline deadline) {
    const auto outcome = line.stream.connect(address_, port, deadline);
    if (!outcome.ok()) return {outcome.ending, server_unavailable, outcome.text, {}};
    return line.association.bind(interfaces, std::move(security), deadline);
  }

  bool list_endpoints() {
    LookInMaking look(sighting_, Step::endpoint_mapper, address_, target_.port);
    const Deadline deadline = allowance_.step();
    Line line(allowance_);
    if (const Answer a = open(line, target_.port, std::array{dcerpc::endpoint_mapper}, nullptr, deadline); !a.ok()) return look.finish(a);
    std::size_t entries = 0;
    std::set<std::uint16_t> ports;
    dcerpc::LookupRequest request;
    for (int page = 0; page < most_pages; ++page) {
      const Answer a = line.association.call(0, dcerpc::opnum_ept_lookup, dcerpc::encode(request), deadline);
      if (!a.ok()) return look.finish(a);
      const auto list = dcerpc::decode_lookup_response(a.stub);
      if (!list) return look.finish(Ending::garbled, {}, std::string(dcerpc::text(list.problem)));
      entries += list->entries.size();
      for (const auto& e : list->entries)
        if (e.tower)
          if (const auto port = e.tower->tcp_port()) ports.insert(*port);
      if (!list->is_ok()) return look.finish(Ending::error, {}, fmt::format("ept_lookup status 0x{:08X}", list->status));
      if (list->is_last()) break;
      request.handle = list->handle;
    }
    look.found("entries", fmt::format("{} entries", entries));
    if (!ports.empty()) look.found("ports", *ports.begin() == *ports.rbegin() ? fmt::format("TCP port {}", *ports.begin()) : fmt::format("TCP ports {} to {}", *ports.begin(), *ports.rbegin()));
    return look.finish(Ending::done);
  }

  // A target behind address translation, or with several homes, names addresses that the client did not dial.
  bool ask_resolver() {
    if (allowance_.over()) return false;
    LookInMaking look(sighting_, Step::object_resolver, address_, target_.port);
    const Deadline deadline = allowance_.step();
    Line line(allowance_);
    if (const Answer a = open(line, target_.port, std::array{dcerpc::object_exporter}, nullptr, deadline); !a.ok()) return look.finish(a);
    const Answer a = line.association.call(0, dcerpc::opnum_server_alive_2, dcerpc::server_alive_2_request(), deadline);
    if (!a.ok()) return look.finish(a);
    const auto alive = dcerpc::decode_server_alive_2_response(a.stub);
    if (!alive) return look.finish(Ending::garbled, {}, std::string(dcerpc::text(alive.problem)));
    look.found("version", fmt::format("DCOM {}.{}", alive->version.major, alive->version.minor));
    bool named = false, any_address = false;
    if (alive->bindings) {
      for (const auto& b : alive->bindings->strings) {
        look.found("binding", std::string(b.host()));
        const bool is_address = b.host().find_first_not_of("0123456789.") == std::string_view::npos || b.host().find(':') != std::string_view::npos;
        any_address = any_address || is_address;
        named = named || (is_address && b.host() == address_);
      }
    }
    if (any_address && !named) look.note(fmt::format("the target does not know the address {}: it is behind address translation, or answers by another of its addresses", address_));
    return look.finish(Ending::done);
  }

  std::shared_ptr<Security> security(AuthType type, std::uint8_t level) const {
    AuthLevel wanted = level_of(level);
    if (type == AuthType::ntlm && wanted == AuthLevel::privacy) wanted = AuthLevel::integrity;  // what can be done here
    const std::string& host = target_.principal_host.empty() ? target_.name : target_.principal_host;
    return std::make_shared<Security>(type, wanted, "host@" + host, credentials_);
  }

  bool authenticate_any() {
    std::vector<AuthType> types;
    if (target_.mechanism == Mechanism::kerberos) types = {AuthType::kerberos};
    else if (target_.mechanism == Mechanism::ntlm) types = {AuthType::ntlm};
    else if (!credentials_.password || !credentials_.kerberos_name.empty()) types = {AuthType::negotiate};
    // Negotiate falls back to NTLM where Kerberos finds no way.
    if (target_.mechanism == Mechanism::negotiate && credentials_.password) types.push_back(AuthType::ntlm);
    for (std::size_t i = 0; i < types.size(); ++i) {
      type_ = types[i];
      if (authenticate()) return true;
      if (sighting_.looks.back().ending != Ending::no_ticket) return false;
    }
    return false;
  }

  // The bind proves nothing: who does not trust the account says so at the first call.
  bool authenticate() {
    LookInMaking look(sighting_, Step::authenticate, address_, target_.port);
    const Deadline deadline = allowance_.step();
    const auto context = security(type_, target_.level);
    look.found("mechanism", std::string(mechanism_name(type_)));
    look.found("level", std::string(dcerpc::name_of(context->level())));
    Line line(allowance_);
    const auto& interface_ = resolver_ ? dcerpc::object_exporter : dcerpc::endpoint_mapper;
    if (const Answer a = open(line, target_.port, std::array{interface_}, context, deadline); !a.ok()) return look.finish(a);
    Answer a = resolver_ ? line.association.call(0, dcerpc::opnum_server_alive_2, dcerpc::server_alive_2_request(), deadline)
                               : line.association.call(0, dcerpc::opnum_ept_lookup, dcerpc::encode(dcerpc::LookupRequest{.handle = {}, .max_entries = 1}), deadline);
    if (a.ok())
      if (const std::string account = context->account(); !account.empty()) look.found("account", account);
    if (a.ending == Ending::fault && a.code == protocol_error) {
      a.code.reset();
      look.note("the target broke off at the first call after the authentication, as Samba does where the login fails; of Windows an access-denied fault is expected");
    }
    return look.finish(a);
  }

  bool activate() {
    LookInMaking look(sighting_, Step::activate, address_, target_.port);
    const Deadline deadline = allowance_.step();
    Line line(allowance_);
    if (Answer a = open(line, target_.port, std::array{dcerpc::remote_scm_activator}, security(type_, target_.level), deadline); !a.ok()) {
      if (a.ending == Ending::rejected) a.code = unknown_interface;
      return look.finish(a);
    }
    const Answer a = line.association.call(0, dcerpc::opnum_remote_create_instance, dcerpc::wmi_activation_request(random_uuid()), deadline);
    if (!a.ok()) return look.finish(a);
    const auto response = dcerpc::decode_activation_response(a.stub);
    if (!response) return look.finish(Ending::garbled, {}, std::string(dcerpc::text(response.problem)));
    if (response->result != 0) return look.finish(Ending::error, response->result);
    activated_ = *response->activated;
    const auto* reference = response->reference_to(dcerpc::wbem_level_1_login.uuid);
    const auto port = activated_.bindings.tcp_port();
    if (reference == nullptr || !port) return look.finish(Ending::garbled, {}, reference == nullptr ? "the activation brings no login object" : "the activation names no TCP port");
    login_ = *reference;
    service_port_ = *port;
    look.found("port", fmt::format("the service is at port {}", service_port_));
    return look.finish(Ending::done);
  }

  // At the address that was dialled before: the one that the target names may not lead to it.
  bool reach_service() {
    TcpStream stream(allowance_);
    LookInMaking look(sighting_, Step::service_port, address_, service_port_);
    const auto outcome = stream.connect(address_, service_port_, allowance_.step());
    return look.finish(outcome.ending, outcome.ok() ? std::nullopt : std::optional(server_unavailable), outcome.text);
  }

  void log_in() {
    LookInMaking look(sighting_, Step::log_in, address_, service_port_);
    const Deadline deadline = allowance_.step();
    Line line(allowance_);
    if (const Answer a = open(line, service_port_, std::array{dcerpc::wbem_level_1_login, dcerpc::remote_unknown}, security(type_, target_.call_level), deadline); !a.ok()) {
      look.finish(a);
      return;
    }
    const Answer a = line.association.call(0, dcerpc::opnum_ntlm_login, dcerpc::encode(dcerpc::LoginRequest{.network_resource = "\\\\" + target_.name + "\\" + target_.wmi_namespace, .preferred_locale = {}}, random_uuid()), deadline,
                                           login_.interface_pointer);
    const auto response = a.ok() ? std::optional(dcerpc::decode_login_response(a.stub)) : std::nullopt;
    std::vector<dcerpc::InterfaceReferences> held{{login_.interface_pointer, login_.public_references, 0}};
    if (response && *response && (*response)->namespace_) held.push_back({(*response)->namespace_->interface_pointer, (*response)->namespace_->public_references, 0});
    if (!a.ok()) look.finish(a);
    else if (!*response) look.finish(Ending::garbled, {}, std::string(dcerpc::text(response->problem)));
    else if ((*response)->result != 0) look.finish(Ending::error, (*response)->result);
    else {
      look.found("namespace", target_.wmi_namespace);
      look.finish(Ending::done);
    }
    // What the target does not hear it finds out by itself, by pings that do not come.
    (void)line.association.call(1, dcerpc::opnum_remote_release, dcerpc::encode(dcerpc::ReleaseRequest{held}, random_uuid()), deadline, activated_.remote_unknown_pointer);
  }

  const Target& target_;
  const Credentials& credentials_;
  const Allowance& allowance_;
  observation::Sighting& sighting_;
  std::string address_;
  bool resolver_ = false;
  AuthType type_ = AuthType::negotiate;
  dcerpc::Activated activated_;
  dcerpc::ObjectReference login_;
  std::uint16_t service_port_ = 0;
};

}  // namespace

void look_by_dcom(const Target& target, const std::vector<std::string>& addresses, const Credentials& credentials, bool authenticate, const Allowance& allowance, observation::Sighting& sighting) {
  DcomLook(target, credentials, allowance, sighting).run(addresses, authenticate);
}

}  // namespace wmireach::probe
