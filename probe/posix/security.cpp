// SPDX-License-Identifier: Apache-2.0
#include "probe/security.hpp"

#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include <algorithm>
#include <array>

namespace wmireach::probe {
namespace {

using dcerpc::AuthLevel;
using dcerpc::AuthType;
using dcerpc::Bytes;
using dcerpc::View;

// Object identifiers of mechanisms, in DER: NTLM 1.3.6.1.4.1.311.2.2.10, Kerberos 1.2.840.113554.1.2.2, SPNEGO 1.3.6.1.5.5.2.
std::array<unsigned char, 10> ntlm_bytes{0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a};
std::array<unsigned char, 9> kerberos_bytes{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02};
std::array<unsigned char, 6> spnego_bytes{0x2b, 0x06, 0x01, 0x05, 0x05, 0x02};

gss_OID_desc mechanism_of(AuthType type) {
  if (type == AuthType::ntlm) return {static_cast<OM_uint32>(ntlm_bytes.size()), ntlm_bytes.data()};
  if (type == AuthType::kerberos) return {static_cast<OM_uint32>(kerberos_bytes.size()), kerberos_bytes.data()};
  return {static_cast<OM_uint32>(spnego_bytes.size()), spnego_bytes.data()};
}

gss_buffer_desc buffer_of(View bytes) { return {bytes.size(), const_cast<std::uint8_t*>(bytes.data())}; }
gss_buffer_desc buffer_of(const std::string& text) { return {text.size(), const_cast<char*>(text.data())}; }

Bytes take(gss_buffer_desc& buffer) {
  const auto* data = static_cast<const std::uint8_t*>(buffer.value);
  Bytes out(data, data + buffer.length);
  OM_uint32 minor = 0;
  gss_release_buffer(&minor, &buffer);
  return out;
}

}  // namespace

struct Security::Context {
  gss_OID_desc mechanism;
  bool ntlm = false;
  AuthLevel level = AuthLevel::integrity;
  std::string principal;
  bool rpc = true;
  Credentials credentials;
  gss_ctx_id_t context = GSS_C_NO_CONTEXT;
  gss_cred_id_t credential = GSS_C_NO_CREDENTIAL;
  gss_name_t target = GSS_C_NO_NAME;
  bool complete = false;
  std::string problem;
  bool without_credentials = false;

  ~Context() {
    OM_uint32 minor = 0;
    if (context != GSS_C_NO_CONTEXT) gss_delete_sec_context(&minor, &context, GSS_C_NO_BUFFER);
    if (credential != GSS_C_NO_CREDENTIAL) gss_release_cred(&minor, &credential);
    if (target != GSS_C_NO_NAME) gss_release_name(&minor, &target);
  }

  bool good(OM_uint32 major, OM_uint32 minor) {
    if (!GSS_ERROR(major)) return true;
    without_credentials = GSS_ROUTINE_ERROR(major) == GSS_S_NO_CRED && !credentials.password;
    problem.clear();
    for (const auto& [status, kind] : {std::pair(major, GSS_C_GSS_CODE), std::pair(minor, GSS_C_MECH_CODE)}) {
      OM_uint32 more = 0;
      do {
        OM_uint32 ignored = 0;
        gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
        if (GSS_ERROR(gss_display_status(&ignored, status, kind, &mechanism, &more, &text))) break;
        const Bytes words = take(text);
        if (!words.empty()) problem += (problem.empty() ? "" : "; ") + std::string(words.begin(), words.end());
      } while (more != 0);
    }
    return false;
  }

  bool acquire() {
    OM_uint32 minor = 0;
    gss_buffer_desc text = buffer_of(principal);
    if (!good(gss_import_name(&minor, &text, GSS_C_NT_HOSTBASED_SERVICE, &target), minor)) return false;
    gss_OID_set_desc set{1, &mechanism};
    const std::string& user = ntlm ? credentials.ntlm_name : credentials.kerberos_name;
    OM_uint32 major = 0;
    if (credentials.password) {
      gss_buffer_desc name_text = buffer_of(user), password = buffer_of(*credentials.password);
      gss_name_t name = GSS_C_NO_NAME;
      if (!good(gss_import_name(&minor, &name_text, GSS_C_NT_USER_NAME, &name), minor)) return false;
      major = gss_acquire_cred_with_password(&minor, name, &password, GSS_C_INDEFINITE, &set, GSS_C_INITIATE, &credential, nullptr, nullptr);
      OM_uint32 ignored = 0;
      gss_release_name(&ignored, &name);
    } else {
      major = gss_acquire_cred(&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, &set, GSS_C_INITIATE, &credential, nullptr, nullptr);
    }
    if (!good(major, minor)) return false;
    // Whether SPNEGO ends up with Kerberos is to be known: NTLM is asked for by itself.
    if (!ntlm) {
      gss_OID_desc kerberos = mechanism_of(AuthType::kerberos);
      gss_OID_set_desc inner{1, &kerberos};
      if (mechanism.length == spnego_bytes.size() && !good(gss_set_neg_mechs(&minor, credential, &inner), minor)) return false;
    }
    // MIT Kerberos offers confidentiality and integrity unless it is told not to; a peer may hold the calls against what was offered.
    if (!ntlm && level < AuthLevel::privacy) {
      gss_buffer_desc none = GSS_C_EMPTY_BUFFER;
      gss_set_cred_option(&minor, &credential, const_cast<gss_OID>(GSS_KRB5_CRED_NO_CI_FLAGS_X), &none);
    }
    return true;
  }

  std::optional<Bytes> step(View token) {
    if (target == GSS_C_NO_NAME && !acquire()) return std::nullopt;
    OM_uint32 minor = 0, flags = GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG;
    if (rpc) flags |= GSS_C_DCE_STYLE;
    if (level >= AuthLevel::integrity) flags |= GSS_C_INTEG_FLAG;
    if (level >= AuthLevel::privacy) flags |= GSS_C_CONF_FLAG;
    gss_buffer_desc in = buffer_of(token), out = GSS_C_EMPTY_BUFFER;
    const OM_uint32 major = gss_init_sec_context(&minor, credential, &context, target, &mechanism, flags, 0, GSS_C_NO_CHANNEL_BINDINGS, token.empty() ? GSS_C_NO_BUFFER : &in, nullptr, &out, nullptr, nullptr);
    if (!good(major, minor)) return std::nullopt;
    complete = major == GSS_S_COMPLETE;
    return take(out);
  }

  // The parts of a PDU in the order in which they are signed: header, stub, trailer; the token in front or behind, as the call wants it.
  static std::array<gss_iov_buffer_desc, 4> parts(bool seal, std::uint8_t* pdu, std::size_t before, std::size_t stub, std::size_t trailer, std::size_t token) {
    std::array<gss_iov_buffer_desc, 4> iov{};
    const std::size_t token_at = seal ? 0 : 3, data_at = seal ? 1 : 0;
    const auto at = [&](std::size_t offset) -> void* { return pdu == nullptr ? nullptr : pdu + offset; };
    iov[token_at] = {static_cast<OM_uint32>(seal ? GSS_IOV_BUFFER_TYPE_HEADER : GSS_IOV_BUFFER_TYPE_MIC_TOKEN), {token, at(before + stub + trailer)}};
    iov[data_at] = {GSS_IOV_BUFFER_TYPE_SIGN_ONLY, {before, at(0)}};
    iov[data_at + 1] = {GSS_IOV_BUFFER_TYPE_DATA, {stub, at(before)}};
    iov[data_at + 2] = {GSS_IOV_BUFFER_TYPE_SIGN_ONLY, {trailer, at(before + stub)}};
    return iov;
  }
};

Security::Security(AuthType type, AuthLevel level, std::string principal, Credentials credentials, bool rpc) : type_(type), level_(level), context_(std::make_unique<Context>()) {
  context_->mechanism = mechanism_of(type);
  context_->ntlm = type == AuthType::ntlm;
  context_->level = level;
  context_->principal = std::move(principal);
  context_->rpc = rpc;
  context_->credentials = std::move(credentials);
}

Security::~Security() = default;

std::optional<Bytes> Security::step(View token) { return context_->step(token); }
bool Security::complete() const { return context_->complete; }
const std::string& Security::problem() const { return context_->problem; }
bool Security::without_credentials() const { return context_->without_credentials; }

std::string Security::account() const {
  OM_uint32 minor = 0;
  gss_name_t name = GSS_C_NO_NAME;
  if (context_->context == GSS_C_NO_CONTEXT || GSS_ERROR(gss_inquire_context(&minor, context_->context, &name, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr)) || name == GSS_C_NO_NAME) return {};
  gss_buffer_desc text = GSS_C_EMPTY_BUFFER;
  const bool known = !GSS_ERROR(gss_display_name(&minor, name, &text, nullptr));
  gss_release_name(&minor, &name);
  if (!known) return {};
  const Bytes words = take(text);
  return {words.begin(), std::ranges::find(words, std::uint8_t{0})};  // gss-ntlmssp counts its NUL
}

std::size_t Security::token_size(std::size_t call_header, std::size_t stub_size) {
  constexpr std::size_t ntlm_signature = 16;  // MS-NLMP 2.2.2.9
  // gss-ntlmssp 1.2 signs, and does not seal in place.
  if (context_->ntlm) return level_ == AuthLevel::integrity ? ntlm_signature : 0;
  OM_uint32 minor = 0;
  const bool seal = level_ == AuthLevel::privacy;
  auto iov = Context::parts(seal, nullptr, call_header, stub_size, dcerpc::trailer_size, 0);
  const OM_uint32 major = seal ? gss_wrap_iov_length(&minor, context_->context, 1, GSS_C_QOP_DEFAULT, nullptr, iov.data(), static_cast<int>(iov.size()))
                               : gss_get_mic_iov_length(&minor, context_->context, GSS_C_QOP_DEFAULT, iov.data(), static_cast<int>(iov.size()));
  return context_->good(major, minor) ? iov[seal ? 0 : 3].buffer.length : 0;
}

bool Security::protect(dcerpc::SecuredRequest& request) {
  OM_uint32 minor = 0;
  if (level_ == AuthLevel::privacy) {
    auto iov = Context::parts(true, request.pdu.data(), request.stub_at, request.stub_size, dcerpc::trailer_size, request.token_size);
    return context_->good(gss_wrap_iov(&minor, context_->context, 1, GSS_C_QOP_DEFAULT, nullptr, iov.data(), static_cast<int>(iov.size())), minor);
  }
  gss_buffer_desc message = buffer_of(View(request.pdu).first(request.token_at)), token = GSS_C_EMPTY_BUFFER;
  if (!context_->good(gss_get_mic(&minor, context_->context, GSS_C_QOP_DEFAULT, &message, &token), minor)) return false;
  return dcerpc::set_token(request, take(token));
}

bool Security::unprotect(Bytes& pdu, const dcerpc::SecuredView& view) {
  OM_uint32 minor = 0;
  if (level_ == AuthLevel::privacy) {
    auto iov = Context::parts(true, pdu.data(), view.stub_at, view.stub_size, dcerpc::trailer_size, view.token_size);
    return context_->good(gss_unwrap_iov(&minor, context_->context, nullptr, nullptr, iov.data(), static_cast<int>(iov.size())), minor);
  }
  gss_buffer_desc message = buffer_of(View(pdu).first(view.token_at)), token = buffer_of(View(pdu).subspan(view.token_at, view.token_size));
  return context_->good(gss_verify_mic(&minor, context_->context, &message, &token, nullptr), minor);
}

}  // namespace wmireach::probe
