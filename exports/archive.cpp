// SPDX-License-Identifier: Apache-2.0
#include "exports/archive.hpp"

#include <algorithm>
#include <memory>
#include <vector>
#include <zip.h>

namespace wmireach::exports {
namespace {

// JSON of SharpHound packs to a twentieth or a fiftieth. What unpacks to much more is made to fill the memory.
constexpr zip_uint64_t largest_without_doubt = zip_uint64_t{64} << 20;
constexpr zip_uint64_t most_times = 250;
constexpr zip_uint64_t largest_entry = zip_uint64_t{4} << 30;

struct Discard {
  void operator()(zip_t* z) const { zip_discard(z); }
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};

struct Entry {
  std::string name;
  zip_uint64_t index, size, packed;
};

}  // namespace

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04") || bytes.starts_with(std::string_view("PK\x05\x06", 4)); }

void unpack(std::string_view bytes, const std::string& archive, const std::function<void(const std::string&, std::string&&)>& each, import::Diagnostics& notes) {
  const auto note = [&](std::string message, std::string hint) { notes.push_back({.file = archive, .message = std::move(message), .hint = std::move(hint)}); };
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  std::unique_ptr<zip_t, Discard> zip(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (zip == nullptr) {
    note(std::string("the archive cannot be read: ") + zip_error_strerror(&error), "unpack it with another program, and name the files");
    zip_error_fini(&error);
    if (source != nullptr) zip_source_free(source);
    return;
  }
  std::vector<Entry> entries;
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 || stat.name == nullptr) continue;
    const std::string name = stat.name;
    if (name.ends_with('/')) continue;
    entries.push_back({name, static_cast<zip_uint64_t>(i), stat.size, stat.comp_size});
  }
  std::ranges::sort(entries, {}, &Entry::name);
  for (const auto& e : entries) {
    if (e.size > largest_entry || (e.size > largest_without_doubt && e.size / most_times > e.packed)) {
      note("'" + e.name + "' would unpack to " + std::to_string(e.size >> 20) + " MB", "no export packs so well; it was passed over");
      continue;
    }
    std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(zip.get(), e.index, 0));
    std::string content;
    bool whole = file != nullptr;
    // The size in the archive may be a lie: what is read counts, and no more than that is read.
    for (char block[1 << 16]; whole && content.size() <= e.size;) {
      const zip_int64_t n = zip_fread(file.get(), block, sizeof block);
      if (n < 0) whole = false;
      if (n <= 0) break;
      content.append(block, static_cast<std::size_t>(n));
    }
    if (!whole || content.size() != e.size) {
      note("'" + e.name + "' is damaged or encrypted", "it was passed over; the other files are read");
      continue;
    }
    each(archive + "/" + e.name, std::move(content));
  }
  zip_error_fini(&error);
}

}  // namespace wmireach::exports
