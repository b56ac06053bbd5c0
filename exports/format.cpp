// SPDX-License-Identifier: Apache-2.0
#include "exports/format.hpp"

#include "exports/archive.hpp"
#include "exports/sharphound.hpp"
#include "exports/text_encoding.hpp"

namespace wmireach::exports {
namespace {

// A reader of text gets UTF-8, whatever the file is written in.
struct Format {
  const char* name;
  bool (*fits)(std::string_view text);
  void (*read)(std::string_view text, std::uint32_t file, Survey& survey);
};

constexpr Format formats[] = {
    {"SharpHound (JSON)", looks_like_sharphound, read_sharphound},
};

}  // namespace

bool read_export(const std::string& name, std::string_view bytes, Survey& survey) {
  if (looks_like_zip(bytes)) {
    bool any = false;
    unpack(bytes, name, [&](const std::string& entry, std::string&& content) { any = (!looks_like_zip(content) && read_export(entry, content, survey)) || any; }, survey.notes);
    return any;
  }
  const std::string text = to_utf8(bytes);
  for (const auto& f : formats) {
    if (!f.fits(text)) continue;
    survey.files.push_back(name);
    f.read(text, static_cast<std::uint32_t>(survey.files.size() - 1), survey);
    return true;
  }
  return false;
}

std::string known_formats() {
  std::string all;
  for (const auto& f : formats) all += (all.empty() ? "" : ", ") + std::string(f.name);
  return all;
}

}  // namespace wmireach::exports
