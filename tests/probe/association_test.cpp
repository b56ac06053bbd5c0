// SPDX-License-Identifier: Apache-2.0
// An association with peers that answer rightly, wrongly, or not at all. Loopback only.
#include "tests/probe/scripted_peer.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "dcerpc/endpoint_mapper.hpp"
#include "dcerpc/object_resolver.hpp"
#include "probe/association.hpp"

using namespace wmireach;
using namespace wmireach::probe;
using dcerpc::Bytes;
using observation::Ending;
using tests::ScriptedPeer;

namespace {

constexpr std::chrono::milliseconds enough{5000}, short_while{150};

Bytes accepted_bind(std::uint32_t call = 1) {
  return dcerpc::encode(dcerpc::Pdu{.header = {.type = dcerpc::PacketType::bind_ack, .call_id = call}, .body = dcerpc::BindAck{.association_group = 7, .secondary_address = "135", .answers = {{.transfer_syntax = dcerpc::ndr}}}, .auth = {}});
}

Bytes response(Bytes stub, std::uint32_t call = 2, std::uint8_t flags = dcerpc::first_fragment | dcerpc::last_fragment) {
  return dcerpc::encode(dcerpc::Pdu{.header = {.type = dcerpc::PacketType::response, .flags = flags, .call_id = call}, .body = dcerpc::Response{.stub = std::move(stub)}, .auth = {}});
}

// Binds the endpoint mapper and makes one call; the answer of the first that fails, else of the call.
Answer ask(std::vector<Bytes> answers, bool stays = false, std::chrono::milliseconds deadline = enough) {
  const ScriptedPeer peer(std::move(answers), stays);
  const Allowance allowance(deadline, deadline * 2, nullptr);
  TcpStream stream(allowance);
  if (const auto open = stream.connect("127.0.0.1", peer.port(), allowance.step()); !open.ok()) return {open.ending, {}, open.text, {}};
  Association association(stream, allowance);
  const std::array interfaces{dcerpc::endpoint_mapper};
  if (Answer a = association.bind(interfaces, nullptr, allowance.step()); !a.ok()) return a;
  return association.call(0, dcerpc::opnum_ept_lookup, dcerpc::encode(dcerpc::LookupRequest{}), allowance.step());
}

Bytes cut(Bytes bytes, std::size_t size) {
  bytes.resize(size);
  return bytes;
}

}  // namespace

TEST_CASE("a call gets its stub, in one piece or in several") {
  CHECK(ask({accepted_bind(), response({1, 2, 3})}).stub == Bytes{1, 2, 3});
  Bytes pieces = response({1, 2}, 2, dcerpc::first_fragment);
  for (const Bytes& more : {response({3}, 2, 0), response({4, 5}, 2, dcerpc::last_fragment)}) pieces.insert(pieces.end(), more.begin(), more.end());
  CHECK(ask({accepted_bind(), pieces}).stub == Bytes{1, 2, 3, 4, 5});
}

TEST_CASE("each way of not answering is told apart") {
  CHECK(ask({}).ending == Ending::closed);
  CHECK(ask({accepted_bind()}).ending == Ending::closed);
  CHECK(ask({}, true, short_while).ending == Ending::silent);
  CHECK(ask({cut(accepted_bind(), 20)}, true, short_while).ending == Ending::silent);
  CHECK(ask({cut(accepted_bind(), 20)}).ending == Ending::closed);
  CHECK(ask({Bytes(64, 'H')}).ending == Ending::garbled);
  CHECK(ask({accepted_bind(), response({1}, 3)}).ending == Ending::garbled);  // the answer to another call
  CHECK(ask({accepted_bind(), accepted_bind()}).ending == Ending::garbled);
  CHECK(ask({accepted_bind(), response({1}, 2, 0)}).ending == Ending::garbled);  // a fragment in the middle, first
}

TEST_CASE("what a peer turns down comes with its code") {
  const auto fault = [](std::uint32_t status) { return dcerpc::encode(dcerpc::Pdu{.header = {.type = dcerpc::PacketType::fault, .call_id = 2}, .body = dcerpc::Fault{.status = status}, .auth = {}}); };
  const Answer denied = ask({accepted_bind(), fault(5)});
  CHECK(denied.ending == Ending::fault);
  CHECK(denied.code == 0x80070005);  // MS-RPCE: a Win32 error in a fault
  const Answer refused = ask({dcerpc::encode(dcerpc::Pdu{
      .header = {.type = dcerpc::PacketType::bind_ack, .call_id = 1}, .body = dcerpc::BindAck{.secondary_address = "135", .answers = {{.result = dcerpc::ContextResult::provider_rejection, .reason = 1}}}, .auth = {}})});
  CHECK(refused.ending == Ending::rejected);
  CHECK(refused.text.find("abstract_syntax_not_supported") != std::string::npos);
  CHECK(ask({dcerpc::encode(dcerpc::Pdu{.header = {.type = dcerpc::PacketType::bind_nak, .call_id = 1}, .body = dcerpc::BindNak{.reason = 4}, .auth = {}})}).ending == Ending::rejected);
}

TEST_CASE("fragments without end are broken off") {
  Bytes endless = response(Bytes(4, 1), 2, dcerpc::first_fragment);
  const Bytes more = response(Bytes(4, 1), 2, 0);
  for (int i = 0; i < 2000; ++i) endless.insert(endless.end(), more.begin(), more.end());
  CHECK(ask({accepted_bind(), endless}).ending == Ending::garbled);
}

TEST_CASE("nothing that a peer sends breaks more than its own connection") {
  std::mt19937 numbers(20261126);
  for (int i = 0; i < 60; ++i) {
    Bytes bind = accepted_bind(), answer = response(Bytes(40, 3));
    for (Bytes* b : {&bind, &answer})
      if (numbers() % 2 == 0) (*b)[numbers() % b->size()] = static_cast<std::uint8_t>(numbers());
    const Answer a = ask({bind, answer}, false, short_while);
    CHECK((a.ok() || a.ending == Ending::garbled || a.ending == Ending::closed || a.ending == Ending::silent || a.ending == Ending::rejected || a.ending == Ending::fault));
  }
}

TEST_CASE("nobody listens") {
  const Allowance allowance(enough, enough, nullptr);
  std::uint16_t port = 0;
  {
    const ScriptedPeer peer({});
    port = peer.port();
  }
  TcpStream stream(allowance);
  CHECK(stream.connect("127.0.0.1", port, allowance.step()).ending == Ending::refused);
}
