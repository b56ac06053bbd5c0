// SPDX-License-Identifier: Apache-2.0
// Every decoder of dcerpc under a name, for the tests with damaged input and the fuzzer. Each one also encodes what it decoded and asks what can
// be asked of it.
#pragma once

#include <string_view>
#include <vector>

#include "dcerpc/activation.hpp"
#include "dcerpc/endpoint_mapper.hpp"
#include "dcerpc/fragments.hpp"
#include "dcerpc/object_resolver.hpp"
#include "dcerpc/remote_unknown.hpp"
#include "dcerpc/secured_pdu.hpp"
#include "dcerpc/wmi_login.hpp"

namespace wmireach::tests {

struct Parser {
  std::string_view name;
  void (*run)(dcerpc::View);
};

inline void ask(const dcerpc::Tower& tower) {
  tower.interface_();
  tower.transfer_syntax();
  tower.tcp_port();
  tower.http_port();
  tower.ipv4();
  tower.named_pipe();
}

inline void ask(const dcerpc::DualStringArray& array) {
  for (const auto& binding : array.strings) {
    binding.host();
    binding.port();
  }
  array.tcp_port();
}

// PDU after PDU, as from a stream; their stubs into the fragments of one call.
inline void parse_stream(dcerpc::View bytes) {
  dcerpc::Fragments fragments({.bytes = 4096, .fragments = 8});
  while (const auto pdu = dcerpc::decode_pdu(bytes)) {
    dcerpc::encode(*pdu);
    if (const auto view = dcerpc::secured_view(bytes)) {
      fragments.add(view->header, dcerpc::stub_of(bytes, *view));
      dcerpc::token_of(bytes, *view);
    }
    if (fragments.state() != dcerpc::Fragments::State::more && fragments.take().empty()) fragments.reset();
    bytes = bytes.subspan(pdu->header.fragment_length);
  }
}

inline const std::vector<Parser>& parsers() {
  using namespace dcerpc;
  static const std::vector<Parser> all{
      {"stream", parse_stream},
      {"tower", [](View b) { if (const auto v = decode_tower(b)) ask(*v), encode(*v); }},
      {"lookup_request", [](View b) { if (const auto v = decode_lookup_request(b)) encode(*v); }},
      {"lookup_response", [](View b) {
         const auto v = decode_lookup_response(b);
         if (!v) return;
         for (const auto& entry : v->entries)
           if (entry.tower) ask(*entry.tower);
         encode(*v, most_entries);
       }},
      {"map_request", [](View b) { if (const auto v = decode_map_request(b)) ask(v->tower), encode(*v); }},
      {"map_response", [](View b) { if (const auto v = decode_map_response(b)) encode(*v, most_entries); }},
      {"server_alive_2_response", [](View b) {
         const auto v = decode_server_alive_2_response(b);
         if (!v) return;
         if (v->bindings) ask(*v->bindings);
         encode(*v);
       }},
      {"object_reference", [](View b) { if (const auto v = decode_object_reference(b)) ask(v->resolver), encode(*v); }},
      {"activation_request", [](View b) { decode_activation_request(b); }},
      {"activation_response", [](View b) {
         const auto v = decode_activation_response(b);
         if (!v) return;
         if (v->activated) ask(v->activated->bindings);
         v->reference_to(wbem_level_1_login.uuid);
         encode(*v);
       }},
      {"login_request", [](View b) { if (const auto v = decode_login_request(b)) encode(*v, Uuid{}); }},
      {"login_response", [](View b) { if (const auto v = decode_login_response(b)) encode(*v); }},
      {"release_request", [](View b) { if (const auto v = decode_release_request(b)) encode(*v, Uuid{}); }},
      {"release_response", [](View b) { if (const auto v = decode_release_response(b)) encode(*v); }},
  };
  return all;
}

}  // namespace wmireach::tests
