// SPDX-License-Identifier: Apache-2.0
#include "probe/http_exchange.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <string_view>

namespace wmireach::probe {
namespace {

using observation::Ending;

constexpr std::size_t longest_body = 64 * 1024, most_challenges = 16, longest_challenge = 16 * 1024;

struct Waiting {
  HttpAnswer answer;
  const Allowance* allowance;
  Deadline deadline;
};

std::size_t take_body(char* data, std::size_t, std::size_t count, void* into) {
  auto& body = static_cast<Waiting*>(into)->answer.body;
  if (body.size() + count > longest_body) return 0;  // ends the transfer
  body.append(data, count);
  return count;
}

std::size_t take_header(char* data, std::size_t, std::size_t count, void* into) {
  auto& challenges = static_cast<Waiting*>(into)->answer.challenges;
  const std::string_view line(data, count);
  constexpr std::string_view name = "www-authenticate:";
  if (line.size() <= name.size() || line.size() > longest_challenge || challenges.size() >= most_challenges) return count;
  if (!std::ranges::equal(line.substr(0, name.size()), name, [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; })) return count;
  std::string_view value = line.substr(name.size());
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front()))) value.remove_prefix(1);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back()))) value.remove_suffix(1);
  challenges.emplace_back(value);
  return count;
}

int keep_on(void* state, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& waiting = *static_cast<Waiting*>(state);
  return waiting.allowance->stopped() || waiting.deadline.passed() ? 1 : 0;
}

Ending ending_of(CURLcode code, long os_error) {
  switch (code) {
    case CURLE_OK: return Ending::done;
    case CURLE_COULDNT_CONNECT: return os_error == ECONNREFUSED ? Ending::refused : Ending::unreachable;
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_ABORTED_BY_CALLBACK: return Ending::silent;
    case CURLE_RECV_ERROR: return os_error == 0 ? Ending::garbled : Ending::closed;  // libcurl's own limit of headers has no error of the system
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE: return Ending::closed;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return Ending::rejected;
    default: return Ending::garbled;
  }
}

}  // namespace

struct HttpExchange::Handle {
  CURL* curl = nullptr;
  curl_slist* connect_to = nullptr;
  std::string url;
};

HttpExchange::HttpExchange(const std::string& name, const std::string& address, std::uint16_t port, bool https) : handle_(std::make_unique<Handle>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const auto bracketed = [](const std::string& host) { return host.find(':') == std::string::npos ? host : "[" + host + "]"; };
  handle_->curl = curl_easy_init();
  handle_->url = fmt::format("{}://{}:{}/wsman", https ? "https" : "http", bracketed(name), port);
  handle_->connect_to = curl_slist_append(nullptr, fmt::format("::{}:{}", bracketed(address), port).c_str());
}

HttpExchange::~HttpExchange() {
  curl_easy_cleanup(handle_->curl);
  curl_slist_free_all(handle_->connect_to);
}

HttpAnswer HttpExchange::post(const std::string& body, const std::vector<std::string>& headers, Deadline deadline, const Allowance& allowance) {
  Waiting waiting{.answer = {}, .allowance = &allowance, .deadline = deadline};
  CURL* curl = handle_->curl;
  if (curl == nullptr) return {Ending::unreachable, "libcurl cannot be set up", 0, {}, {}};
  curl_slist* lines = curl_slist_append(nullptr, "Content-Type: application/soap+xml;charset=UTF-8");
  lines = curl_slist_append(lines, "Expect:");
  for (const auto& h : headers) lines = curl_slist_append(lines, h.c_str());
  curl_easy_setopt(curl, CURLOPT_URL, handle_->url.c_str());
  curl_easy_setopt(curl, CURLOPT_CONNECT_TO, handle_->connect_to);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // the way that is looked at is the direct one
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(deadline.left().count())));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &waiting);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &waiting);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, keep_on);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &waiting);
  const CURLcode code = curl_easy_perform(curl);
  long os_error = 0;
  curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &os_error);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &waiting.answer.status);
  curl_slist_free_all(lines);
  waiting.answer.ending = ending_of(code, os_error);
  if (code != CURLE_OK) waiting.answer.text = curl_easy_strerror(code);
  return std::move(waiting.answer);
}

}  // namespace wmireach::probe
