// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/secured_pdu.hpp"

#include <algorithm>

#include "dcerpc/frame.hpp"

namespace wmireach::dcerpc {

std::size_t padded_size(std::size_t stub_size) { return stub_size + stub_padding(stub_size); }

SecuredRequest secured_request(std::uint32_t call_id, const Request& request, const CallSecurity& security) {
  Pdu pdu;
  pdu.header.call_id = call_id;
  pdu.body = request;
  pdu.auth = AuthTrailer{.type = security.type, .level = security.level, .context_id = security.context_id, .token = Bytes(security.token_size)};
  SecuredRequest secured{.pdu = encode(pdu)};
  if (secured.pdu.empty()) return secured;
  secured.stub_at = request.object ? call_header_size + 16 : call_header_size;
  secured.stub_size = padded_size(request.stub.size());
  secured.trailer_at = secured.stub_at + secured.stub_size;
  secured.token_at = secured.trailer_at + trailer_size;
  secured.token_size = security.token_size;
  return secured;
}

bool set_token(SecuredRequest& request, View token) {
  if (request.pdu.empty() || token.size() != request.token_size) return false;
  std::ranges::copy(token, request.pdu.begin() + static_cast<std::ptrdiff_t>(request.token_at));
  return true;
}

Decoded<SecuredView> secured_view(View pdu, std::size_t limit) {
  const auto frame = decode_frame(pdu, limit);
  if (!frame) return frame.problem;
  SecuredView view{.header = frame->header, .stub_at = stub_begin(frame->header)};
  if (view.stub_at == 0) return Problem::unexpected_type;
  if (view.stub_at > frame->trailer_at) return Problem::damaged;
  view.stub_size = frame->trailer_at - view.stub_at;
  view.pad_size = frame->pad_size;
  view.trailer_at = frame->trailer_at;
  view.token_at = frame->token_at;
  view.token_size = frame->header.token_length;
  view.type = frame->type;
  view.level = frame->level;
  view.context_id = frame->context_id;
  return view;
}

View stub_of(View pdu, const SecuredView& view) { return pdu.subspan(view.stub_at, view.stub_size - view.pad_size); }
View token_of(View pdu, const SecuredView& view) { return pdu.subspan(view.token_at, view.token_size); }

}  // namespace wmireach::dcerpc
