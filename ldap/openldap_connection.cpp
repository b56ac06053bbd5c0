// SPDX-License-Identifier: Apache-2.0
// By OpenLDAP's library, with SASL for Kerberos.
#include <arpa/inet.h>
#include <ldap.h>
#include <netdb.h>
#include <sasl/sasl.h>
#include <sys/time.h>

#include <algorithm>
#include <chrono>

#include "exports/text_encoding.hpp"
#include "ldap/directory_connection.hpp"
#include "ldap/ldap_failure.hpp"

namespace wmireach::ldap {
namespace {

constexpr timeval time_to_connect{10, 0};   // also for the handshake of TLS
constexpr timeval time_to_answer{60, 0};    // between two messages of the server
constexpr std::chrono::minutes time_for_all{15};
constexpr ber_int_t entries_of_a_page = 500;  // a server gives 1000 at most (MS-ADTS 3.1.1.3.4.6)
constexpr std::size_t most_pages = 100'000;
constexpr ber_len_t largest_message = ber_len_t{32} << 20;  // one entry
constexpr ber_len_t least_protection = 56;  // of SASL without TLS: signed and sealed

struct Closes {
  void operator()(LDAP* ld) const { ldap_unbind_ext_s(ld, nullptr, nullptr); }
  void operator()(LDAPMessage* m) const { ldap_msgfree(m); }
  void operator()(LDAPControl* c) const { ldap_control_free(c); }
  void operator()(LDAPControl** c) const { ldap_controls_free(c); }
  void operator()(BerElement* b) const { ber_free(b, 0); }
  void operator()(addrinfo* a) const { freeaddrinfo(a); }
  void operator()(char* text) const { ldap_memfree(text); }
  void operator()(berval** values) const { ldap_value_free_len(values); }
};
template <class T>
using Owned = std::unique_ptr<T, Closes>;

// Kerberos asks for nothing: whatever SASL wants to know has its default.
int answer_with_defaults(LDAP*, unsigned, void*, void* questions) {
  for (auto* q = static_cast<sasl_interact_t*>(questions); q->id != SASL_CB_LIST_END; ++q) {
    q->result = "";
    q->len = 0;
  }
  return LDAP_SUCCESS;
}

// libldap tells of a name that nobody knows no more than that the server is down.
void require_known_host(const std::string& host) {
  const addrinfo hints{.ai_socktype = SOCK_STREAM};
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  const Owned<addrinfo> owner(found);
  if (error != 0) throw DirectoryFailure{"'" + host + "' has no address: " + gai_strerror(error), "name a domain controller by a name that this machine's DNS knows"};
}

class Connection : public DirectoryConnection {
 public:
  Connection(const DirectoryUrl& url, const ConnectOptions& options) : end_(std::chrono::steady_clock::now() + time_for_all) {
    require_known_host(url.host);
    LDAP* ld = nullptr;
    if (const int code = ldap_initialize(&ld, url.server().c_str()); code != LDAP_SUCCESS) throw failure_of(code, "", {});
    ld_.reset(ld);
    context_ = {.host = url.host, .host_is_address = url.names_address(), .kerberos = options.bind == Bind::kerberos, .authorities_named = !options.authorities.empty(), .tls = url.tls || options.start_tls};
    set_options(options);
    if (options.start_tls) {
      context_.during_tls = true;
      require(ldap_start_tls_s(ld, nullptr, nullptr));
      context_.during_tls = false;
    }
    context_.during_tls = url.tls;  // the first request opens the connection
    bind(options);
    context_.during_tls = context_.during_bind = false;
  }

  void search(const Query& query, const std::function<void(exports::DirectoryEntry&&)>& each) override {
    std::vector<char*> names;
    for (const auto& a : query.attributes) names.push_back(const_cast<char*>(a.c_str()));
    names.push_back(nullptr);
    context_.base = query.base;
    std::string cookie;
    for (std::size_t pages = 0; pages < most_pages; ++pages) {
      page(query, names, cookie, each);
      if (cookie.empty()) return;
    }
    throw DirectoryFailure{"the search below '" + query.base + "' does not come to an end", "read a part of the directory, with --base"};
  }

 private:
  void set(int option, const void* value) {
    if (ldap_set_option(ld_.get(), option, value) != LDAP_OPT_SUCCESS)
      throw DirectoryFailure{"OpenLDAP's library does not take option " + std::to_string(option), "it may be of another version than this program was built with"};
  }

  // Each is set, whatever ldap.conf and the environment say; only where certificates are is left to them.
  void set_options(const ConnectOptions& options) {
    const int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, client = 0;
    set(LDAP_OPT_PROTOCOL_VERSION, &version);
    set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    set(LDAP_OPT_DEREF, &never_);
    set(LDAP_OPT_NETWORK_TIMEOUT, &time_to_connect);
    set(LDAP_OPT_TIMEOUT, &time_to_answer);
    set(LDAP_OPT_X_SASL_NOCANON, LDAP_OPT_ON);  // reverse DNS would choose the name of the service
    // Active Directory takes no second protection inside of TLS (MS-ADTS 5.1.1.1.2).
    // Within TLS the ticket is bound to the certificate instead (RFC 5929 4).
    const int binding = LDAP_OPT_X_SASL_CBINDING_TLS_ENDPOINT;
    const ber_len_t least = context_.tls ? 0 : least_protection, most = context_.tls ? 0 : 256;
    set(LDAP_OPT_X_SASL_SSF_MIN, &least);
    set(LDAP_OPT_X_SASL_SSF_MAX, &most);
    if (context_.tls) {
      set(LDAP_OPT_X_SASL_CBINDING, &binding);
      set(LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
      if (!options.authorities.empty()) set(LDAP_OPT_X_TLS_CACERTFILE, options.authorities.c_str());
      if (ldap_set_option(ld_.get(), LDAP_OPT_X_TLS_NEWCTX, &client) != LDAP_OPT_SUCCESS)
        throw DirectoryFailure{options.authorities.empty() ? "the certificates to trust cannot be read" : "'" + options.authorities + "' holds no certificates that can be read", "name a file in PEM with --ca"};
    }
    Sockbuf* buffer = nullptr;
    ber_len_t largest = largest_message;
    if (ldap_get_option(ld_.get(), LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS && buffer != nullptr) ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &largest);
  }

  void bind(const ConnectOptions& options) {
    context_.during_bind = true;
    if (options.bind == Bind::kerberos) return require(ldap_sasl_interactive_bind_s(ld_.get(), nullptr, "GSSAPI", nullptr, nullptr, LDAP_SASL_QUIET, answer_with_defaults, nullptr));
    const berval password{options.password.size(), const_cast<char*>(options.password.data())};
    require(ldap_sasl_bind_s(ld_.get(), options.name.c_str(), LDAP_SASL_SIMPLE, const_cast<berval*>(&password), nullptr, nullptr, nullptr));
  }

  void require(int code) const {
    if (code == LDAP_SUCCESS) return;
    char* text = nullptr;
    ldap_get_option(ld_.get(), LDAP_OPT_DIAGNOSTIC_MESSAGE, &text);
    const Owned<char> owner(text);
    throw failure_of(code, text == nullptr ? "" : text, context_);
  }

  // RFC 2696. Messages are taken one by one, so that no more than one entry is held here.
  void page(const Query& query, std::vector<char*>& names, std::string& cookie, const std::function<void(exports::DirectoryEntry&&)>& each) {
    LDAPControl* raw = nullptr;
    const bool paged = query.scope != Scope::base;
    berval from{cookie.size(), cookie.data()};
    if (paged) require(ldap_create_page_control(ld_.get(), entries_of_a_page, &from, 1, &raw));
    const Owned<LDAPControl> control(raw);
    LDAPControl* controls[] = {raw, nullptr};
    int id = 0;
    require(ldap_search_ext(ld_.get(), query.base.c_str(), paged ? LDAP_SCOPE_SUBTREE : LDAP_SCOPE_BASE, query.filter.c_str(), names.data(), 0, controls, nullptr, nullptr, LDAP_NO_LIMIT, &id));
    for (;;) {
      if (std::chrono::steady_clock::now() > end_) throw DirectoryFailure{"reading the directory takes longer than " + std::to_string(time_for_all.count()) + " minutes", "read a part of it, with --base"};
      LDAPMessage* message = nullptr;
      timeval wait = time_to_answer;
      const int type = ldap_result(ld_.get(), id, LDAP_MSG_ONE, &wait, &message);
      const Owned<LDAPMessage> owner(message);
      if (type == 0) throw failure_of(LDAP_TIMEOUT, "", context_);
      if (type < 0) {
        int code = LDAP_SERVER_DOWN;
        ldap_get_option(ld_.get(), LDAP_OPT_RESULT_CODE, &code);
        require(code == LDAP_SUCCESS ? LDAP_SERVER_DOWN : code);
      }
      if (type == LDAP_RES_SEARCH_ENTRY) each(entry(message));
      if (type == LDAP_RES_SEARCH_RESULT) return end_of_page(message, cookie);
    }
  }

  void end_of_page(LDAPMessage* message, std::string& cookie) {
    int code = LDAP_OTHER;
    char* text = nullptr;
    LDAPControl** raw = nullptr;
    if (const int parsed = ldap_parse_result(ld_.get(), message, &code, nullptr, &text, nullptr, &raw, 0); parsed != LDAP_SUCCESS) code = parsed;
    const Owned<char> text_owner(text);
    const Owned<LDAPControl*> owner(raw);
    if (code != LDAP_SUCCESS) throw failure_of(code, text == nullptr ? "" : text, context_);
    cookie.clear();
    LDAPControl* control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, raw, nullptr);
    if (control == nullptr) return;
    berval next{0, nullptr};
    ber_int_t estimate = 0;
    if (ldap_parse_pageresponse_control(ld_.get(), control, &estimate, &next) != LDAP_SUCCESS) throw failure_of(LDAP_DECODING_ERROR, "", context_);
    if (next.bv_val != nullptr) cookie.assign(next.bv_val, next.bv_len);
    ber_memfree(next.bv_val);
  }

  exports::DirectoryEntry entry(LDAPMessage* message) const {
    exports::DirectoryEntry out;
    const Owned<char> dn(ldap_get_dn(ld_.get(), message));
    if (dn) out.dn = exports::to_utf8(dn.get());
    BerElement* raw = nullptr;
    char* name = ldap_first_attribute(ld_.get(), message, &raw);
    const Owned<BerElement> position(raw);
    for (; name != nullptr; name = ldap_next_attribute(ld_.get(), message, raw)) {
      const Owned<char> name_owner(name);
      auto& into = out.attribute(name);
      const Owned<berval*> values(ldap_get_values_len(ld_.get(), message, name));
      for (berval** v = values.get(); v != nullptr && *v != nullptr; ++v) into.values.push_back({.bytes = std::string((*v)->bv_val, (*v)->bv_len)});
    }
    return out;
  }

  static constexpr int never_ = LDAP_DEREF_NEVER;
  Owned<LDAP> ld_;
  FailureContext context_;
  const std::chrono::steady_clock::time_point end_;
};

}  // namespace

DirectoryFailure cannot_connect() { return {}; }

std::unique_ptr<DirectoryConnection> connect(const DirectoryUrl& url, const ConnectOptions& options) {
  require_protection(url, options);
  if (options.bind == Bind::simple && (options.name.empty() || options.password.empty())) throw DirectoryFailure{"a simple bind needs a name and a password", "a server takes an empty one for nobody's"};
  return std::make_unique<Connection>(url, options);
}

}  // namespace wmireach::ldap
