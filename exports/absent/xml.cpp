// SPDX-License-Identifier: Apache-2.0
// In a build without Expat.
#include "exports/xml.hpp"

namespace wmireach::exports {

void parse_xml(std::string_view, const std::string& file, const std::vector<std::string_view>&, const std::function<void(XmlElement&&)>&, import::Diagnostics& notes) {
  notes.push_back({.file = file, .message = "this build reads no XML", .hint = "import the file with a build that has Expat, such as that of the Debian package"});
}

}  // namespace wmireach::exports
