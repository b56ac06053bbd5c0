// SPDX-License-Identifier: Apache-2.0
#include "probe/association.hpp"

#include <fmt/format.h>

#include "dcerpc/fragments.hpp"
#include "dcerpc/secured_pdu.hpp"
#include "dcerpc/status.hpp"
#include "probe/bounded_call.hpp"

namespace wmireach::probe {
namespace {

using dcerpc::AuthTrailer;
using dcerpc::AuthType;
using dcerpc::Bytes;
using dcerpc::PacketType;
using dcerpc::View;
using observation::Ending;

constexpr std::uint32_t security_context = 1;
constexpr int most_legs = 6;  // of an authentication; Kerberos and NTLM take three

Answer garbled(std::string text) { return {Ending::garbled, {}, std::move(text), {}}; }
Answer garbled(dcerpc::Problem problem) { return garbled(std::string(dcerpc::text(problem))); }

Answer fault(std::uint32_t status) {
  const auto* known = dcerpc::find_fault_status(status);
  return {Ending::fault, dcerpc::error_code_of(status), fmt::format("fault 0x{:08X}{}", status, known == nullptr ? "" : fmt::format(" {}", known->symbol)), {}};
}

Answer nak(std::uint16_t reason) {
  const auto* known = dcerpc::find_nak_reason(reason);
  return {Ending::rejected, {}, fmt::format("bind_nak {}{}", reason, known == nullptr ? "" : fmt::format(" {}", known->symbol)), {}};
}

Answer refusal(const dcerpc::ContextAnswer& a) {
  const auto* known = a.result == dcerpc::ContextResult::provider_rejection ? dcerpc::find_refusal_reason(a.reason) : nullptr;
  return {Ending::rejected, {}, fmt::format("the interface is refused, result {}, reason {}{}", static_cast<int>(a.result), a.reason, known == nullptr ? "" : fmt::format(" {}", known->symbol)), {}};
}

}  // namespace

Answer Association::write(const Bytes& pdu, Deadline deadline) {
  if (pdu.empty()) return {Ending::skipped, {}, "the call is too long for one fragment", {}};
  const auto sent = stream_.send(pdu, deadline);
  return {sent.ending, {}, sent.text, {}};
}

Answer Association::read(Bytes& pdu, Deadline deadline) {
  pdu.assign(dcerpc::header_size, 0);
  if (const auto got = stream_.receive(pdu, deadline); !got.ok()) return {got.ending, {}, got.text, {}};
  const auto header = dcerpc::decode_header(pdu);
  if (!header) return garbled(header.problem);
  pdu.resize(header->fragment_length);
  const auto got = stream_.receive(std::span(pdu).subspan(dcerpc::header_size), deadline);
  return {got.ending, {}, got.text, {}};
}

// What the target says to a bind or to a further leg of it.
Answer Association::accepted(const Bytes& bytes, std::size_t contexts, Bytes& token) {
  const auto pdu = dcerpc::decode_pdu(bytes);
  if (!pdu) return garbled(pdu.problem);
  if (const auto* no = std::get_if<dcerpc::BindNak>(&pdu->body)) return nak(no->reason);
  if (const auto* f = std::get_if<dcerpc::Fault>(&pdu->body)) return fault(f->status);
  const auto* yes = std::get_if<dcerpc::BindAck>(&pdu->body);
  if (yes == nullptr) return garbled(fmt::format("{} instead of an answer to the bind", name_of(pdu->header.type)));
  if (yes->answers.size() != contexts) return garbled("the answer to the bind is about another number of interfaces");
  for (const auto& a : yes->answers)
    if (a.result != dcerpc::ContextResult::acceptance) return refusal(a);
  token = pdu->auth ? pdu->auth->token : Bytes{};
  return {};
}

Answer Association::authenticate(const dcerpc::Bind& bind, Deadline deadline) {
  Bytes token, pdu;
  for (int leg = 0; leg < most_legs; ++leg) {
    // The library owns what it works on, should it not come back in time.
    const auto next = within(deadline, allowance_, [security = security_, token] { return security->step(token); });
    if (!next) return {Ending::no_ticket, {}, "the security library of this computer found no end before the deadline", {}};
    if (!*next) return {security_->without_credentials() ? Ending::skipped : Ending::no_ticket, {}, security_->problem(), {}};
    if (leg > 0 && (*next)->empty()) return security_->complete() ? Answer{} : garbled("the authentication does not come to an end");
    const AuthTrailer trailer{.type = security_->type(), .level = security_->level(), .pad_length = 0, .context_id = security_context, .token = **next};
    // Kerberos and NTLM end with a message that is not answered; SPNEGO wants every one answered.
    if (leg > 0 && security_->type() != AuthType::negotiate) return write(dcerpc::encode(dcerpc::auth3_of(call_id_, trailer)), deadline);
    dcerpc::Pdu out{.header = {.type = leg == 0 ? PacketType::bind : PacketType::alter_context, .call_id = leg == 0 ? call_id_ : ++call_id_}, .body = bind, .auth = trailer};
    out.header.flags |= dcerpc::header_signing;
    if (auto sent = write(dcerpc::encode(out), deadline); !sent.ok()) return sent;
    if (auto got = read(pdu, deadline); !got.ok()) return got;
    if (auto yes = accepted(pdu, bind.contexts.size(), token); !yes.ok()) return yes;
    if (security_->complete()) return {};
    if (token.empty()) return garbled("the target accepts the bind and says nothing of the authentication");
  }
  return garbled("the authentication does not come to an end");
}

Answer Association::bind(std::span<const dcerpc::Syntax> interfaces, std::shared_ptr<Security> security, Deadline deadline) {
  dcerpc::Bind bind;
  for (std::size_t i = 0; i < interfaces.size(); ++i) bind.contexts.push_back({static_cast<std::uint16_t>(i), interfaces[i], {dcerpc::ndr}});
  security_ = std::move(security);
  if (security_) return authenticate(bind, deadline);
  if (auto sent = write(dcerpc::encode(dcerpc::Pdu{.header = {.type = PacketType::bind, .call_id = call_id_}, .body = bind, .auth = {}}), deadline); !sent.ok()) return sent;
  Bytes pdu, token;
  if (auto got = read(pdu, deadline); !got.ok()) return got;
  return accepted(pdu, interfaces.size(), token);
}

Answer Association::call(std::uint16_t context, std::uint16_t opnum, const Bytes& stub, Deadline deadline, std::optional<dcerpc::Uuid> object) {
  const dcerpc::Request request{.allocation_hint = 0, .context_id = context, .opnum = opnum, .object = object, .stub = stub};
  const bool secured = security_ && security_->signs();
  ++call_id_;
  Bytes out;
  if (secured) {
    const std::size_t call_header = dcerpc::call_header_size + (object ? sizeof(dcerpc::Uuid) : 0);
    const std::size_t token = security_->token_size(call_header, dcerpc::padded_size(stub.size()));
    if (token == 0) return {Ending::skipped, {}, "this mechanism cannot protect a call at this level here", {}};
    auto protected_call = dcerpc::secured_request(call_id_, request, {.type = security_->type(), .level = security_->level(), .context_id = security_context, .token_size = token});
    if (!security_->protect(protected_call)) return {Ending::no_ticket, {}, security_->problem(), {}};
    out = std::move(protected_call.pdu);
  } else {
    out = dcerpc::encode(dcerpc::Pdu{.header = {.type = PacketType::request, .call_id = call_id_}, .body = request, .auth = {}});
  }
  if (auto sent = write(out, deadline); !sent.ok()) return sent;
  dcerpc::Fragments fragments;
  while (fragments.state() == dcerpc::Fragments::State::more) {
    Bytes pdu;
    if (auto got = read(pdu, deadline); !got.ok()) return got;
    const auto view = dcerpc::secured_view(pdu);
    if (!view) return garbled(view.problem);
    // A fault comes before anybody is sure of anybody, so it may be unsigned.
    if (view->header.type == PacketType::fault) {
      const auto decoded = dcerpc::decode_pdu(pdu);
      const auto* f = decoded ? std::get_if<dcerpc::Fault>(&decoded->body) : nullptr;
      return f == nullptr ? garbled(decoded.problem) : fault(f->status);
    }
    if (view->header.type != PacketType::response || view->header.call_id != call_id_) return garbled("the answer is not one to this call");
    if (secured && (view->token_size == 0 || view->level != security_->level())) return garbled("the answer is not protected as the call was");
    if (secured && !security_->unprotect(pdu, *view)) return garbled("the signature of the answer is wrong: " + security_->problem());
    fragments.add(view->header, dcerpc::stub_of(pdu, *view));
  }
  if (fragments.state() == dcerpc::Fragments::State::failed) return garbled(fragments.problem());
  return {Ending::done, {}, {}, fragments.take()};
}

}  // namespace wmireach::probe
