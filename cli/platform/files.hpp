// SPDX-License-Identifier: Apache-2.0
// What the C++ library does not say about files: devices, a file that must not outlive the program, and names of one file.
// Paths are UTF-8, files are numbers as of open(); no_file says that it did not work.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace wmireach::cli::platform {

constexpr int no_file = -1;

// To the C++ library and back. Its own conversions take the code page of the machine for what is UTF-8.
std::filesystem::path as_path(const std::string& text);
std::string as_text(const std::filesystem::path& path);

// Standard output, with nothing left behind in the buffer of the C library.
int standard_output();

// Opens a device or a pipe for writing. Empty: the path is a file or a folder, or nothing yet.
std::optional<int> open_device(const std::string& path);

// Makes a file, or empties one. Until forget_unfinished() it is removed when a signal ends the program. One at a time.
int open_unfinished(const std::string& path);
void forget_unfinished();

bool write_all(int file, std::string_view text);
bool close_file(int file);
void remove_file(const std::string& path);

// Puts a closed file in the place of another one, or of none.
bool take_place(const std::string& from, const std::string& to);

// The same text for every name of one file, and for no other file.
std::string file_identity(const std::string& path);

// The path with the separators of `given`, by which the user named it.
std::string in_the_form_of(const std::string& given, std::string path);

}  // namespace wmireach::cli::platform
