// SPDX-License-Identifier: Apache-2.0
// Addresses within the HTML report. The page's own script reads them: report/script/30-address.js.
#pragma once

#include <string>
#include <string_view>

namespace wmireach::cli {

std::string connection_link(std::string_view id);                                 // "#connection/mon%2Dkiosk"
std::string filter_link(std::string_view filter, std::string_view value);         // "#connections?zone=dmz"
std::string arrow_link(std::string_view client, std::string_view target, std::string_view verdict);

}  // namespace wmireach::cli
