// SPDX-License-Identifier: Apache-2.0
// By SSPI. Where the header speaks of the Kerberos cache, here the session of the user who is logged on has the tickets.
#define SECURITY_WIN32
#include "probe/security.hpp"

#include <windows.h>
#include <security.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "probe/windows/system_text.hpp"

namespace wmireach::probe {
namespace {

using dcerpc::AuthLevel;
using dcerpc::AuthType;
using dcerpc::Bytes;
using dcerpc::View;

const wchar_t* package_of(AuthType type) { return type == AuthType::ntlm ? L"NTLM" : type == AuthType::kerberos ? L"Kerberos" : L"Negotiate"; }

// "host@dc1.corp.example" as Windows writes it: "host/dc1.corp.example".
std::wstring service_name(std::string principal) {
  std::ranges::replace(principal, '@', '/');
  return wide(principal);
}

struct Account {
  std::wstring user, domain;
};

// "CORP\\mon" and "mon@CORP.EXAMPLE". A name of neither form is one without a domain.
Account account_of(const std::string& name) {
  if (const auto at = name.find('\\'); at != std::string::npos) return {wide(name.substr(at + 1)), wide(name.substr(0, at))};
  if (const auto at = name.rfind('@'); at != std::string::npos) return {wide(name.substr(0, at)), wide(name.substr(at + 1))};
  return {wide(name), {}};
}

bool is_ntlm(View token) {
  constexpr std::string_view signature{"NTLMSSP\0", 8};  // MS-NLMP 2.2.1, by itself or within SPNEGO
  return std::ranges::search(token, signature, [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }).begin() != token.end();
}

}  // namespace

struct Security::Context {
  AuthType type = AuthType::ntlm;
  AuthLevel level = AuthLevel::integrity;
  std::wstring target;
  bool rpc = true;
  Credentials credentials;
  CredHandle credential{};
  CtxtHandle context{};
  bool has_credential = false, has_context = false, complete = false;
  std::string problem;

  ~Context() {
    if (has_context) DeleteSecurityContext(&context);
    if (has_credential) FreeCredentialsHandle(&credential);
  }

  bool good(SECURITY_STATUS status) {
    if (status >= 0) return true;  // SEC_I_... are no errors
    problem = system_text(static_cast<std::uint32_t>(status));
    return false;
  }

  bool acquire() {
    Account account;
    std::wstring password;
    SEC_WINNT_AUTH_IDENTITY_W identity{};
    if (credentials.password) {
      account = account_of(type == AuthType::ntlm || credentials.kerberos_name.empty() ? credentials.ntlm_name : credentials.kerberos_name);
      password = wide(*credentials.password);
      identity.User = reinterpret_cast<decltype(identity.User)>(account.user.data());
      identity.UserLength = static_cast<unsigned long>(account.user.size());
      identity.Domain = reinterpret_cast<decltype(identity.Domain)>(account.domain.data());
      identity.DomainLength = static_cast<unsigned long>(account.domain.size());
      identity.Password = reinterpret_cast<decltype(identity.Password)>(password.data());
      identity.PasswordLength = static_cast<unsigned long>(password.size());
      identity.Flags = SEC_WINNT_AUTH_IDENTITY_UNICODE;
    }
    std::wstring package = package_of(type);
    TimeStamp expiry{};
    const auto status = AcquireCredentialsHandleW(nullptr, package.data(), SECPKG_CRED_OUTBOUND, nullptr, credentials.password ? &identity : nullptr, nullptr, nullptr, &credential, &expiry);
    SecureZeroMemory(password.data(), password.size() * sizeof(wchar_t));
    has_credential = status >= 0;
    return good(status);
  }

  unsigned long wanted() const {
    unsigned long flags = ISC_REQ_CONNECTION | ISC_REQ_ALLOCATE_MEMORY;
    if (type != AuthType::ntlm) flags |= ISC_REQ_MUTUAL_AUTH;
    if (rpc) flags |= ISC_REQ_USE_DCE_STYLE;
    // Detection of replays implies signatures, and a peer may hold the calls against what was offered.
    if (level >= AuthLevel::integrity) flags |= ISC_REQ_REPLAY_DETECT | ISC_REQ_SEQUENCE_DETECT | ISC_REQ_INTEGRITY;
    if (level >= AuthLevel::privacy) flags |= ISC_REQ_CONFIDENTIALITY;
    return flags;
  }

  std::optional<Bytes> step(View token) {
    if (!has_credential && !acquire()) return std::nullopt;
    SecBuffer in{static_cast<unsigned long>(token.size()), SECBUFFER_TOKEN, const_cast<std::uint8_t*>(token.data())};
    SecBuffer out{0, SECBUFFER_TOKEN, nullptr};
    SecBufferDesc in_list{SECBUFFER_VERSION, 1, &in}, out_list{SECBUFFER_VERSION, 1, &out};
    unsigned long granted = 0;
    TimeStamp expiry{};
    auto status = InitializeSecurityContextW(&credential, has_context ? &context : nullptr, target.data(), wanted(), 0, SECURITY_NATIVE_DREP, token.empty() ? nullptr : &in_list, 0, &context, &out_list, &granted, &expiry);
    if (status >= 0) has_context = true;
    Bytes next;
    const bool to_be_completed = status == SEC_I_COMPLETE_NEEDED || status == SEC_I_COMPLETE_AND_CONTINUE;
    if (to_be_completed)
      if (const auto completed = CompleteAuthToken(&context, &out_list); completed < 0) status = completed;
    if (out.pvBuffer != nullptr) {
      const auto* data = static_cast<const std::uint8_t*>(out.pvBuffer);
      if (status >= 0) next.assign(data, data + out.cbBuffer);
      FreeContextBuffer(out.pvBuffer);
    }
    if (!good(status)) return std::nullopt;
    // Whether SPNEGO ends up with Kerberos is to be known: NTLM is asked for by itself.
    if (type == AuthType::negotiate && is_ntlm(next)) {
      problem = "Negotiate finds no way by Kerberos to " + narrow(target);
      return std::nullopt;
    }
    complete = status == SEC_E_OK || status == SEC_I_COMPLETE_NEEDED;
    return next;
  }

  // The parts of a PDU in the order in which they are signed: header, stub, trailer; then the token.
  static std::array<SecBuffer, 4> parts(std::uint8_t* pdu, std::size_t before, std::size_t stub, std::size_t trailer, std::size_t token) {
    const auto part = [&](std::size_t at, std::size_t size, unsigned long type) { return SecBuffer{static_cast<unsigned long>(size), type, pdu + at}; };
    constexpr unsigned long signed_only = SECBUFFER_DATA | SECBUFFER_READONLY_WITH_CHECKSUM;
    return {part(0, before, signed_only), part(before, stub, SECBUFFER_DATA), part(before + stub, trailer, signed_only), part(before + stub + trailer, token, SECBUFFER_TOKEN)};
  }
};

Security::Security(AuthType type, AuthLevel level, std::string principal, Credentials credentials, bool rpc) : type_(type), level_(level), context_(std::make_unique<Context>()) {
  context_->type = type;
  context_->level = level;
  context_->target = service_name(std::move(principal));
  context_->rpc = rpc;
  context_->credentials = std::move(credentials);
}

Security::~Security() = default;

std::optional<Bytes> Security::step(View token) { return context_->step(token); }
bool Security::complete() const { return context_->complete; }
const std::string& Security::problem() const { return context_->problem; }

std::string Security::account() const {
  SecPkgContext_NamesW names{};
  if (!context_->has_context || QueryContextAttributesW(&context_->context, SECPKG_ATTR_NAMES, &names) < 0 || names.sUserName == nullptr) return {};
  const std::string account = narrow(names.sUserName);
  FreeContextBuffer(names.sUserName);
  return account;
}

std::size_t Security::token_size(std::size_t, std::size_t) {
  SecPkgContext_Sizes sizes{};
  if (!context_->good(QueryContextAttributesW(&context_->context, SECPKG_ATTR_SIZES, &sizes))) return 0;
  return level_ == AuthLevel::privacy ? sizes.cbSecurityTrailer : sizes.cbMaxSignature;
}

bool Security::protect(dcerpc::SecuredRequest& request) {
  auto buffers = Context::parts(request.pdu.data(), request.stub_at, request.stub_size, dcerpc::trailer_size, request.token_size);
  SecBufferDesc list{SECBUFFER_VERSION, static_cast<unsigned long>(buffers.size()), buffers.data()};
  if (!context_->good(level_ == AuthLevel::privacy ? EncryptMessage(&context_->context, 0, &list, 0) : MakeSignature(&context_->context, 0, &list, 0))) return false;
  if (buffers.back().cbBuffer == request.token_size) return true;
  // The header, which is signed, says how long the token is.
  context_->problem = "the token of this call has another size than the package announced: " + std::to_string(buffers.back().cbBuffer) + " instead of " + std::to_string(request.token_size);
  return false;
}

bool Security::unprotect(Bytes& pdu, const dcerpc::SecuredView& view) {
  auto buffers = Context::parts(pdu.data(), view.stub_at, view.stub_size, dcerpc::trailer_size, view.token_size);
  SecBufferDesc list{SECBUFFER_VERSION, static_cast<unsigned long>(buffers.size()), buffers.data()};
  unsigned long quality = 0;
  return context_->good(level_ == AuthLevel::privacy ? DecryptMessage(&context_->context, &list, 0, &quality) : VerifySignature(&context_->context, &list, 0, &quality));
}

}  // namespace wmireach::probe
