// SPDX-License-Identifier: Apache-2.0
#include "probe/identify.hpp"

#include <algorithm>

namespace wmireach::probe {
namespace {

constexpr std::size_t longest = 120;

// The text behind the first start tag with this local name.
std::string element(std::string_view body, std::string_view name) {
  for (std::size_t at = body.find(name); at != std::string_view::npos; at = body.find(name, at + 1)) {
    const std::size_t behind = at + name.size();
    if (at == 0 || (body[at - 1] != ':' && body[at - 1] != '<') || behind >= body.size() || (body[behind] != '>' && body[behind] != ' ')) continue;
    const std::size_t begin = body.find('>', behind);
    if (begin == std::string_view::npos) return {};
    const std::size_t end = body.find('<', begin);
    if (end == std::string_view::npos) return {};
    std::string value(body.substr(begin + 1, std::min(end - begin - 1, longest)));
    for (char& c : value)
      if (c < ' ' || c > '~') c = '?';
    return value;
  }
  return {};
}

}  // namespace

std::string_view identify_request() {
  return R"(<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><s:Header/><s:Body><i:Identify/></s:Body></s:Envelope>)";
}

std::optional<Identity> read_identity(std::string_view body) {
  Identity out{.protocol = element(body, "ProtocolVersion"), .vendor = element(body, "ProductVendor"), .version = element(body, "ProductVersion")};
  return out.protocol.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace wmireach::probe
