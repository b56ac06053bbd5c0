// SPDX-License-Identifier: Apache-2.0
// Directories among the files of an import: ldap://dc1.corp.example.
#pragma once

#include <string>
#include <vector>

#include "exports/survey.hpp"

namespace wmireach::cli {

struct DirectoryOptions {
  std::string base;         // distinguished name to begin with; empty: the domain of the server, or what the address says
  std::string bind_name;    // of a simple bind; empty: Kerberos
  int password_file = -1;   // number of an open file whose first line is the password; below 0: it is asked for on the terminal
  bool start_tls = false;
  std::string authorities;  // a file of certificates
};

// Whether the word of the command line is the address of a directory and no file.
bool is_directory_address(const std::string& word);

// Throws BadInput where an option for directories is given and no word names one: it would change nothing.
void require_directory_for(const DirectoryOptions& options, const std::vector<std::string>& words);

// Adds what the directory says, or throws BadInput, and adds nothing. `password` is asked for once and kept for the next directory.
void read_directory(const std::string& address, const DirectoryOptions& options, std::string& password, exports::Survey& survey);

}  // namespace wmireach::cli
