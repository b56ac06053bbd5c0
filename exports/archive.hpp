// SPDX-License-Identifier: Apache-2.0
// Zip archives, in memory. Nothing is ever written to disk, so a name in an archive leads nowhere.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "import/diagnostic.hpp"

namespace wmireach::exports {

bool looks_like_zip(std::string_view bytes);

// Hands on the files of an archive one by one, sorted by name: "ARCHIVE/NAME" and its bytes. An entry that is encrypted, damaged, or
// unpacks to far more than an export does, is noted and passed over. Archives within are not opened.
void unpack(std::string_view bytes, const std::string& archive, const std::function<void(const std::string& name, std::string&& bytes)>& each, import::Diagnostics& notes);

}  // namespace wmireach::exports
