// SPDX-License-Identifier: Apache-2.0
// Tables as text: RFC 4180, and what programs make of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "import/diagnostic.hpp"

namespace wmireach::exports {

struct CsvRow {
  std::uint32_t line = 0;  // where it begins
  std::vector<std::string> fields;
};

struct CsvTable {
  std::vector<std::string> remarks;  // lines in front of the header that begin with '#', without it
  CsvRow header;                     // empty: there is none
  std::vector<CsvRow> rows;          // rows without any text are left out
};

// Fields are separated by commas, semicolons or tabs, whichever the header has most of, or what a line "sep=;" of Excel says. Quotes may stand
// around a field, and two of them for one within. A quote that is never closed is noted; its field goes to the end of its line.
CsvTable parse_csv(std::string_view text, const std::string& file, import::Diagnostics& notes);

// The header alone, for telling tables apart.
CsvTable csv_header(std::string_view text);

// A column's name as it is looked up: lower case, letters and digits only, but for dots, as in paths of the vocabulary.
std::string column_key(std::string_view name);

}  // namespace wmireach::exports
