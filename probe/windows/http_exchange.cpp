// SPDX-License-Identifier: Apache-2.0
// By WinHTTP. Its calls have time-outs and no deadline, so an exchange runs in a thread of its own.
//
// WinHTTP dials the name that it calls the host. Over HTTP the address is dialled here, and the header Host says the name. Over HTTPS that cannot be
// done, as the certificate is checked against what was dialled: the name is dialled there, and may lead to another of its addresses.
#include "probe/http_exchange.hpp"

#include <fmt/format.h>
#include <windows.h>
#include <winhttp.h>

#include <algorithm>
#include <array>
#include <memory>

#include "probe/bounded_call.hpp"
#include "probe/windows/system_text.hpp"

namespace wmireach::probe {
namespace {

using observation::Ending;

constexpr std::size_t longest_body = 64 * 1024, most_challenges = 16, longest_challenge = 16 * 1024;

struct Close {
  void operator()(HINTERNET handle) const { WinHttpCloseHandle(handle); }
};
using Internet = std::unique_ptr<void, Close>;

Ending ending_of(DWORD error) {
  switch (error) {
    case ERROR_WINHTTP_CANNOT_CONNECT:  // refused or not reached: WinHTTP does not say
    case ERROR_WINHTTP_NAME_NOT_RESOLVED: return Ending::unreachable;
    case ERROR_WINHTTP_TIMEOUT:
    case ERROR_WINHTTP_OPERATION_CANCELLED: return Ending::silent;
    case ERROR_WINHTTP_CONNECTION_ERROR: return Ending::closed;
    case ERROR_WINHTTP_SECURE_FAILURE:
    case ERROR_WINHTTP_SECURE_CHANNEL_ERROR:
    case ERROR_WINHTTP_SECURE_INVALID_CERT:
    case ERROR_WINHTTP_SECURE_INVALID_CA:
    case ERROR_WINHTTP_SECURE_CERT_CN_INVALID:
    case ERROR_WINHTTP_SECURE_CERT_DATE_INVALID:
    case ERROR_WINHTTP_SECURE_CERT_REVOKED:
    case ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED: return Ending::rejected;
    default: return Ending::garbled;
  }
}

void failed(HttpAnswer& answer) {
  const DWORD error = GetLastError();
  answer.ending = ending_of(error);
  answer.text = system_text(error, L"winhttp.dll");
}

void set(HINTERNET handle, DWORD option, DWORD value) { WinHttpSetOption(handle, option, &value, sizeof value); }

}  // namespace

// What a call works on. It owns everything, should the deadline leave it behind.
struct HttpExchange::Handle {
  // One session dials a target once at a time: the legs of an authentication belong to one connection.
  struct Line {
    Internet session, connection;
  };

  std::string host, address;  // in brackets where it is IPv6
  std::uint16_t port = 0;
  bool https = false;
  std::shared_ptr<Line> line;

  void open() {
    line = std::make_shared<Line>();
    line->session.reset(WinHttpOpen(nullptr, WINHTTP_ACCESS_TYPE_NO_PROXY, WINHTTP_NO_PROXY_NAME, WINHTTP_NO_PROXY_BYPASS, 0));  // the way that is looked at is the direct one
    if (!line->session) return;
    set(line->session.get(), WINHTTP_OPTION_MAX_CONNS_PER_SERVER, 1);
    set(line->session.get(), WINHTTP_OPTION_MAX_CONNS_PER_1_0_SERVER, 1);
    line->connection.reset(WinHttpConnect(line->session.get(), wide(https ? host : address).c_str(), port, 0));
  }

  static void read_challenges(HINTERNET request, HttpAnswer& answer) {
    DWORD index = 0;
    while (answer.challenges.size() < most_challenges) {
      std::wstring value(longest_challenge, L'\0');
      auto size = static_cast<DWORD>(value.size() * sizeof(wchar_t));
      if (!WinHttpQueryHeaders(request, WINHTTP_QUERY_WWW_AUTHENTICATE, WINHTTP_HEADER_NAME_BY_INDEX, value.data(), &size, &index)) return;
      value.resize(size / sizeof(wchar_t));
      const auto first = value.find_first_not_of(L" \t"), last = value.find_last_not_of(L" \t");
      answer.challenges.push_back(first == std::wstring::npos ? std::string{} : narrow(std::wstring_view(value).substr(first, last - first + 1)));
    }
  }

  static bool read_body(HINTERNET request, Deadline deadline, HttpAnswer& answer) {
    std::array<char, 4096> part{};
    for (;;) {
      DWORD count = 0;
      if (!WinHttpReadData(request, part.data(), static_cast<DWORD>(part.size()), &count)) return false;
      if (count == 0) return true;
      if (deadline.passed() || answer.body.size() + count > longest_body) {
        SetLastError(deadline.passed() ? ERROR_WINHTTP_TIMEOUT : ERROR_WINHTTP_RESPONSE_DRAIN_OVERFLOW);
        return false;
      }
      answer.body.append(part.data(), count);
    }
  }

  static HttpAnswer exchange(const Line& line, bool https, std::string body, const std::vector<std::wstring>& headers, Deadline deadline) {
    HttpAnswer answer;
    const Internet request(WinHttpOpenRequest(line.connection.get(), L"POST", L"/wsman", nullptr, WINHTTP_NO_REFERER, WINHTTP_DEFAULT_ACCEPT_TYPES, https ? WINHTTP_FLAG_SECURE : 0));
    if (!request) {
      failed(answer);
      return answer;
    }
    const int limit = std::max(1, static_cast<int>(deadline.left().count()));
    WinHttpSetTimeouts(request.get(), limit, limit, limit, limit);
    set(request.get(), WINHTTP_OPTION_DISABLE_FEATURE, WINHTTP_DISABLE_REDIRECTS | WINHTTP_DISABLE_AUTHENTICATION | WINHTTP_DISABLE_COOKIES);
    set(request.get(), WINHTTP_OPTION_MAX_RESPONSE_DRAIN_SIZE, static_cast<DWORD>(longest_body));
    const auto size = static_cast<DWORD>(body.size());
    DWORD status = 0, status_size = sizeof status;
    const bool prepared = std::ranges::all_of(headers, [&](const std::wstring& h) { return WinHttpAddRequestHeaders(request.get(), h.c_str(), static_cast<DWORD>(h.size()), WINHTTP_ADDREQ_FLAG_ADD | WINHTTP_ADDREQ_FLAG_REPLACE); });
    if (!prepared || !WinHttpSendRequest(request.get(), WINHTTP_NO_ADDITIONAL_HEADERS, 0, body.data(), size, size, 0) || !WinHttpReceiveResponse(request.get(), nullptr) ||
        !WinHttpQueryHeaders(request.get(), WINHTTP_QUERY_STATUS_CODE | WINHTTP_QUERY_FLAG_NUMBER, WINHTTP_HEADER_NAME_BY_INDEX, &status, &status_size, WINHTTP_NO_HEADER_INDEX)) {
      failed(answer);
      return answer;
    }
    answer.status = static_cast<long>(status);
    read_challenges(request.get(), answer);
    if (!read_body(request.get(), deadline, answer)) failed(answer);
    return answer;
  }
};

HttpExchange::HttpExchange(const std::string& name, const std::string& address, std::uint16_t port, bool https) : handle_(std::make_unique<Handle>()) {
  const auto bracketed = [](const std::string& host) { return host.find(':') == std::string::npos ? host : "[" + host + "]"; };
  *handle_ = {.host = bracketed(name), .address = bracketed(address), .port = port, .https = https, .line = {}};
}

HttpExchange::~HttpExchange() = default;

HttpAnswer HttpExchange::post(const std::string& body, const std::vector<std::string>& headers, Deadline deadline, const Allowance& allowance) {
  if (!handle_->line) handle_->open();
  if (!handle_->line->connection) return {Ending::unreachable, "WinHTTP cannot be set up", 0, {}, {}};
  std::vector<std::wstring> lines{L"Content-Type: application/soap+xml;charset=UTF-8", wide(fmt::format("Host: {}:{}", handle_->host, handle_->port))};
  for (const auto& h : headers) lines.push_back(wide(h));
  auto answer = within(deadline, allowance, [line = handle_->line, https = handle_->https, body, lines, deadline] { return Handle::exchange(*line, https, body, lines, deadline); });
  if (answer) return std::move(*answer);
  handle_->line.reset();  // it is in use still
  return {Ending::silent, "no answer before the deadline", 0, {}, {}};
}

}  // namespace wmireach::probe
