// SPDX-License-Identifier: Apache-2.0
// In a build without libzip.
#include "exports/archive.hpp"

namespace wmireach::exports {

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

void unpack(std::string_view, const std::string& archive, const std::function<void(const std::string&, std::string&&)>&, import::Diagnostics& notes) {
  notes.push_back({.file = archive, .message = "this build opens no archives", .hint = "unpack it, and name the folder"});
}

}  // namespace wmireach::exports
