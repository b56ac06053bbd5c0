// SPDX-License-Identifier: Apache-2.0
#include "evidence/attempts.hpp"

#include <algorithm>
#include <map>

#include "dcerpc/activation.hpp"
#include "dcerpc/endpoint_mapper.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/status.hpp"
#include "dcerpc/wmi_login.hpp"
#include "model/error_code.hpp"

namespace wmireach::evidence {
namespace {

using capture::Conversation;
using capture::RpcEvent;
using capture::RpcEventKind;
using dcerpc::Syntax;
using observation::Ending;
using observation::Look;
using observation::Result;
using observation::Step;

constexpr std::uint16_t endpoint_mapper_port = 135, first_unprivileged = 1024;
constexpr std::uint32_t unknown_interface = 0x800706B5;  // RPC_S_UNKNOWN_IF
constexpr std::int64_t second = 1'000'000;
constexpr std::size_t most_looks = 60;  // of one attempt; a client that tries again for hours needs no more

// Faults by which a security layer speaks, before any call is looked at: access denied, an error of the security package, and what Samba sends.
bool is_of_security(std::uint32_t fault) { return fault == 5 || fault == 0x80070005 || fault == 1825 || fault == 0x1C01000B; }

bool is_interface_of_service(const Syntax& s) {
  return s == dcerpc::wbem_level_1_login || s == dcerpc::wbem_login_client_id || s == dcerpc::wbem_services || s == dcerpc::remote_unknown || s == dcerpc::remote_unknown_2;
}

bool goes_to_service(const Conversation& c) {
  return c.server.port != endpoint_mapper_port && std::ranges::any_of(c.events, [](const RpcEvent& e) { return std::ranges::any_of(e.interfaces, is_interface_of_service); });
}

// What is meant by an interface that is bound, or one that a call is for.
std::optional<Step> step_of(const std::vector<Syntax>& interfaces) {
  const auto has = [&](const Syntax& s) { return std::ranges::find(interfaces, s) != interfaces.end(); };
  if (has(dcerpc::remote_scm_activator) || has(dcerpc::activation_of_nt4)) return Step::activate;
  if (has(dcerpc::endpoint_mapper)) return Step::endpoint_mapper;
  if (has(dcerpc::object_exporter)) return Step::object_resolver;
  if (std::ranges::any_of(interfaces, is_interface_of_service)) return Step::log_in;
  return std::nullopt;
}

bool is_activation(const RpcEvent& e) {
  return step_of(e.interfaces) == Step::activate && e.opnum == dcerpc::opnum_remote_create_instance && (e.sealed || !e.activated_class || *e.activated_class == dcerpc::class_wbem_level_1_login);
}
bool is_login(const RpcEvent& e) { return e.interfaces == std::vector{dcerpc::wbem_level_1_login} && e.opnum == dcerpc::opnum_ntlm_login; }

std::string mechanism_of(dcerpc::AuthType type) {
  switch (type) {
    case dcerpc::AuthType::ntlm: return "NTLM";
    case dcerpc::AuthType::kerberos: return "Kerberos";
    case dcerpc::AuthType::negotiate: return "Negotiate";
    default: return std::string(name_of(type));
  }
}

class Follower {
 public:
  explicit Follower(std::int64_t ended_at) : ended_at_(ended_at) {}

  std::vector<Attempt> follow(const std::vector<const Conversation*>& conversations) {
    struct Sign {
      std::size_t packet, conversation;
      const RpcEvent* event;  // null: the connection begins
    };
    std::vector<Sign> signs;
    for (std::size_t i = 0; i < conversations.size(); ++i) {
      signs.push_back({conversations[i]->first_packet, i, nullptr});
      for (const auto& e : conversations[i]->events) signs.push_back({e.packet, i, &e});
    }
    std::ranges::stable_sort(signs, {}, &Sign::packet);
    lines_.resize(conversations.size());
    for (const auto& s : signs) {
      line_ = &lines_[s.conversation];
      conversation_ = conversations[s.conversation];
      packet_ = s.packet;
      if (s.event == nullptr) begins();
      else if (line_->counts) event(*s.event);
    }
    for (std::size_t i = 0; i < conversations.size(); ++i) {
      line_ = &lines_[i];
      conversation_ = conversations[i];
      if (line_->counts) ends();
    }
    for (auto& a : out_)
      a.is_complete = a.is_complete || std::ranges::any_of(a.looks, [](const Look& l) { return l.result == Result::failed && l.step != Step::object_resolver; });
    return std::move(out_);
  }

 private:
  // What is known of one conversation.
  struct Line {
    bool counts = false;             // it belongs to the attempts
    bool to_service = false;
    std::vector<Syntax> asked;       // by the last bind or alter_context
    bool bind_waits = false;
    bool secured = false, proven = false;
    dcerpc::AuthType type = dcerpc::AuthType::none;
    dcerpc::AuthLevel level = dcerpc::AuthLevel::unset;
    std::map<std::uint32_t, const RpcEvent*> waiting;  // requests by call
    std::size_t attempt = 0;
  };

  Attempt& now() {
    if (out_.empty()) open();
    out_.back().last_packet = std::max(out_.back().last_packet, packet_);
    return out_.back();
  }

  void open() {
    out_.push_back({.looks = {}, .first_packet = packet_, .last_packet = packet_});
    activation_asked_ = service_reached_ = false;
    sealed_activation_.reset();
    sealed_login_.reset();
    service_port_.reset();
  }

  void add(Look look) {
    if (now().looks.size() < most_looks) now().looks.push_back(std::move(look));
  }

  Look look(Step step) const { return {.step = step, .to = format(conversation_->server.address), .port = conversation_->server.port}; }

  Look failed(Step step, Ending ending, std::optional<std::uint32_t> code, std::string text) const {
    Look l = look(step);
    l.result = Result::failed;
    l.ending = ending;
    l.code = code;
    l.text = std::move(text);
    secure(l);
    return l;
  }

  Look passed(Step step, std::string text = {}) const {
    Look l = look(step);
    l.result = Result::passed;
    l.ending = Ending::done;
    l.text = std::move(text);
    secure(l);
    return l;
  }

  void secure(Look& l) const {
    if (!line_->secured || l.step < Step::authenticate) return;
    if (auto m = mechanism_of(line_->type); !m.empty()) l.found.emplace_back("mechanism", std::move(m));
    if (const auto level = name_of(line_->level); !level.empty()) l.found.emplace_back("level", std::string(level));
  }

  void begins() {
    const Conversation& c = *conversation_;
    if (c.server.port == endpoint_mapper_port) {
      if (c.beginning == capture::Beginning::unseen && !c.is_rpc()) return;  // the end of something earlier
      line_->counts = true;
      if (activation_asked_ || service_reached_) open();
      add(connect_look(Step::connect, c, ended_at_));
      count_in();
      return;
    }
    const bool named = service_port_ && c.server.port == *service_port_;
    const bool speaks = goes_to_service(c);
    // The port is sealed: what the client tries next is taken for it where nobody answers there.
    const bool next = sealed_activation_ && !service_reached_ && !service_port_ && c.server.port >= first_unprivileged && c.beginning != capture::Beginning::established && c.beginning != capture::Beginning::unseen;
    if (!named && !speaks && !next) return;
    line_->counts = line_->to_service = true;
    reach_service(next ? "the activation is sealed; it is the next port that the client tried" : "");
    count_in();
  }

  void count_in() {
    line_->attempt = out_.size() - 1;
    now().gaps += conversation_->gaps;
  }

  void reach_service(std::string text) {
    unseal(sealed_activation_, "sealed; the client went on to the port of the service");
    Look l = connect_look(Step::service_port, *conversation_, ended_at_);
    if (!text.empty()) l.text += (l.text.empty() ? "" : "; ") + text;
    add(std::move(l));
    service_reached_ = true;
  }

  // What came behind it proves a sealed answer to have been a success.
  void unseal(std::optional<std::size_t>& which, const std::string& text) {
    if (which && *which < now().looks.size()) {
      Look& l = now().looks[*which];
      l.result = Result::passed;
      l.ending = Ending::done;
      l.text = text;
    }
    which.reset();
  }

  void event(const RpcEvent& e) {
    if (e.account) now().account = e.account;
    switch (e.kind) {
      case RpcEventKind::bind:
      case RpcEventKind::alter_context: bind(e); break;
      case RpcEventKind::bind_ack:
      case RpcEventKind::alter_context_response: bound(e); break;
      case RpcEventKind::bind_nak: {
        const auto* known = dcerpc::find_nak_reason(e.nak_reason.value_or(0));
        line_->bind_waits = false;
        if (const auto step = meant()) add(failed(line_->secured ? secured_step() : *step, Ending::rejected, {}, "bind_nak " + std::to_string(e.nak_reason.value_or(0)) + (known == nullptr ? "" : " " + std::string(known->symbol))));
        break;
      }
      case RpcEventKind::auth3: break;
      case RpcEventKind::request: request(e); break;
      case RpcEventKind::response:
      case RpcEventKind::fault: answer(e); break;
    }
  }

  std::optional<Step> meant() const { return step_of(line_->asked); }
  Step secured_step() const { return line_->to_service ? Step::log_in : Step::authenticate; }

  void bind(const RpcEvent& e) {
    line_->asked = e.interfaces;
    line_->bind_waits = true;
    if (e.auth_type != dcerpc::AuthType::none) {
      line_->secured = true;
      line_->type = e.auth_type;
      line_->level = e.auth_level;
    }
    if (!line_->to_service) return;
    // The login object gives the namespace's object after a success only.
    if (std::ranges::find(e.interfaces, dcerpc::wbem_services) != e.interfaces.end()) {
      unseal(sealed_login_, "sealed; the client went on with calls to the namespace");
      now();
    }
  }

  void bound(const RpcEvent& e) {
    line_->bind_waits = false;
    const auto step = meant();
    const auto accepted = [](const dcerpc::ContextAnswer& a) { return a.result == dcerpc::ContextResult::acceptance; };
    if (!step || e.answers.empty() || std::ranges::any_of(e.answers, accepted)) return;
    const auto& a = e.answers.front();
    const auto* known = a.result == dcerpc::ContextResult::provider_rejection ? dcerpc::find_refusal_reason(a.reason) : nullptr;
    add(failed(*step, Ending::rejected, *step == Step::activate ? std::optional(unknown_interface) : std::nullopt,
               "the interface is refused, result " + std::to_string(static_cast<int>(a.result)) + (known == nullptr ? "" : " " + std::string(known->symbol))));
  }

  void request(const RpcEvent& e) {
    if (is_activation(e)) {
      if (activation_asked_ || service_reached_) {
        const auto account = now().account;  // of this line: it was authenticated before
        open();
        if (line_->proven) now().account = account;
        add(passed(Step::connect, "over a connection that was open"));
        if (line_->proven) add(passed(Step::authenticate, "over a connection that was open"));
      }
      activation_asked_ = now().asks = true;
    }
    if (is_login(e)) {
      if (!service_reached_) reach_service("over a connection that was open");
      now().asks = true;
      if (e.wmi_namespace) now().wmi_namespace = e.wmi_namespace;
    }
    line_->waiting[e.call_id] = &e;
    line_->attempt = out_.empty() ? 0 : out_.size() - 1;
  }

  void answer(const RpcEvent& e) {
    const auto at = line_->waiting.find(e.call_id);
    if (at == line_->waiting.end()) return;
    const RpcEvent& asked = *at->second;
    line_->waiting.erase(at);
    const bool is_fault = e.kind == RpcEventKind::fault;
    const std::uint32_t status = e.fault.value_or(0);
    if (line_->secured && !line_->proven) {
      if (is_fault && is_of_security(status)) {
        Look l = failed(secured_step(), Ending::fault, dcerpc::error_code_of(status), fault_text(status));
        if (!line_->to_service && is_activation(asked)) l.found.emplace_back("note", "the first call after the authentication was turned down: the packets do not tell whether the account was not accepted, or may not call at all");
        add(std::move(l));
        return;
      }
      line_->proven = true;
      if (!line_->to_service) {
        Look l = passed(Step::authenticate);
        if (now().account) l.found.emplace_back("account", *now().account);
        add(std::move(l));
      }
    }
    if (is_activation(asked)) activated(e, status);
    else if (is_login(asked)) logged_in(e, status);
    else if (is_fault && line_->to_service && is_of_security(status)) add(failed(Step::log_in, Ending::fault, dcerpc::error_code_of(status), fault_text(status) + ", before the login was asked for"));
    else if (const auto step = step_of(asked.interfaces); step == Step::endpoint_mapper && (asked.opnum == dcerpc::opnum_ept_lookup || asked.opnum == dcerpc::opnum_ept_map)) plain(*step, is_fault, status);
    else if (step == Step::object_resolver) plain(*step, is_fault, status);
  }

  static std::string fault_text(std::uint32_t status) {
    const auto* known = dcerpc::find_fault_status(status);
    return "fault " + model::hex(status) + (known == nullptr ? "" : " " + std::string(known->symbol));
  }

  void plain(Step step, bool is_fault, std::uint32_t status) { add(is_fault ? failed(step, Ending::fault, dcerpc::error_code_of(status), fault_text(status)) : passed(step)); }

  void activated(const RpcEvent& e, std::uint32_t status) {
    if (e.kind == RpcEventKind::fault) {
      add(failed(Step::activate, Ending::fault, dcerpc::error_code_of(status), fault_text(status)));
    } else if (e.result && *e.result != 0) {
      add(failed(Step::activate, Ending::error, *e.result, {}));
    } else if (e.result) {
      Look l = passed(Step::activate);
      service_port_ = e.service_port;
      if (service_port_) l.found.emplace_back("port", "the service is at port " + std::to_string(*service_port_));
      add(std::move(l));
    } else {
      sealed_activation_ = unknown(Step::activate, e);
    }
  }

  void logged_in(const RpcEvent& e, std::uint32_t status) {
    if (e.kind == RpcEventKind::fault) {
      add(failed(Step::log_in, Ending::fault, dcerpc::error_code_of(status), fault_text(status)));
    } else if (e.result && *e.result != 0) {
      add(failed(Step::log_in, Ending::error, *e.result, {}));
    } else if (e.result) {
      Look l = passed(Step::log_in);
      if (now().wmi_namespace) l.found.emplace_back("namespace", *now().wmi_namespace);
      add(std::move(l));
    } else {
      sealed_login_ = unknown(Step::log_in, e);
    }
    now().is_complete = true;
  }

  // Answered, and the answer cannot be read.
  std::optional<std::size_t> unknown(Step step, const RpcEvent& e) {
    Look l = look(step);
    l.text = e.sealed ? "it was answered; the answer is sealed, and nothing behind it shows whether it was a success" : "it was answered; the answer cannot be read";
    secure(l);
    add(std::move(l));
    return now().looks.size() - 1;
  }

  // What got no answer until the end.
  void ends() {
    if (out_.empty() || (line_->waiting.empty() && !line_->bind_waits)) return;
    Attempt& attempt = out_[std::min(line_->attempt, out_.size() - 1)];
    std::optional<Step> step = line_->secured && !line_->proven ? std::optional(secured_step()) : line_->waiting.empty() ? meant() : step_of(line_->waiting.rbegin()->second->interfaces);
    if (!step || std::ranges::any_of(attempt.looks, [&](const Look& l) { return l.step == *step; })) return;
    if (conversation_->gaps > 0) return;  // the answer may be among what is missing
    const bool closed = conversation_->reset_by_server || conversation_->ended_by_server, waited = ended_at_ - conversation_->began_at >= second;
    Look l = closed || waited ? failed(*step, closed ? Ending::closed : Ending::silent, {}, conversation_->reset_by_server ? "TCP reset" : closed ? "TCP FIN" : "") : look(*step);
    if (l.result == Result::not_tried) l.text = "the capture ends before an answer could come";
    attempt.looks.push_back(std::move(l));
  }

  std::int64_t ended_at_;
  std::vector<Attempt> out_;
  std::vector<Line> lines_;
  Line* line_ = nullptr;
  const Conversation* conversation_ = nullptr;
  std::size_t packet_ = 0;
  // Of the attempt that goes on:
  bool activation_asked_ = false, service_reached_ = false;
  std::optional<std::size_t> sealed_activation_, sealed_login_;  // looks
  std::optional<std::uint16_t> service_port_;
};

}  // namespace

std::vector<Attempt> attempts(const std::vector<const Conversation*>& conversations, std::int64_t ended_at) { return Follower(ended_at).follow(conversations); }

}  // namespace wmireach::evidence
