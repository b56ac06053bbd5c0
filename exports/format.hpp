// SPDX-License-Identifier: Apache-2.0
// Which reader a file is for, by what it holds.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exports/survey.hpp"

namespace wmireach::exports {

// A reader gets the text in UTF-8, whatever the file is written in, or the bytes as they are where the format is binary. It never fails: what
// it cannot read becomes a note, and the rest is kept.
struct Format {
  std::string_view name;  // for messages
  std::string_view id;    // a word: the folder of its examples in the tests
  bool is_text;
  bool (*fits)(std::string_view content);
  void (*read)(std::string_view content, std::uint32_t file, Survey& survey);  // file: index into survey.files
};

// The first one that fits counts.
std::span<const Format> formats();

// Adds what the file says to the survey. A zip archive counts as the files in it. False: no reader knows the file; then nothing was added.
bool read_export(const std::string& name, std::string_view bytes, Survey& survey);

// Names of the formats, for messages.
std::string known_formats();

}  // namespace wmireach::exports
