// SPDX-License-Identifier: Apache-2.0
// The directory at the end of a zip archive (PKWARE's APPNOTE, 4.3); zlib unpacks. A library for archives would bring ciphers and writing
// along, and has no static form for the packages.
#include "exports/archive.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>
#include <zlib.h>

namespace wmireach::exports {
namespace {

// JSON of SharpHound packs to a twentieth or a fiftieth. What unpacks to much more is made to fill the memory.
constexpr std::uint64_t largest_without_doubt = std::uint64_t{64} << 20;
constexpr std::uint64_t most_times = 250;

constexpr std::size_t end_size = 22, entry_size = 46, local_size = 30;

struct Entry {
  std::string name;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0, packed = 0, size = 0, offset = 0;
};

// Numbers of the archive, little end first; nothing behind its end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  std::uint16_t two(std::size_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
  std::uint32_t four(std::size_t at) const { return number(at, 4); }
  bool has(std::size_t at, std::size_t size) const { return at <= bytes_.size() && size <= bytes_.size() - at; }
  std::string_view part(std::size_t at, std::size_t size) const { return has(at, size) ? bytes_.substr(at, size) : std::string_view(); }

 private:
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t n = 0;
    for (std::size_t i = size; i > 0; --i) n = n << 8 | (has(at, size) ? static_cast<unsigned char>(bytes_[at + i - 1]) : 0U);
    return n;
  }

  std::string_view bytes_;
};

std::optional<std::vector<Entry>> directory(std::string_view archive) {
  const Bytes bytes(archive);
  const auto end = archive.rfind("PK\x05\x06");  // a comment may stand behind it
  if (end == std::string_view::npos || !bytes.has(end, end_size)) return std::nullopt;
  const std::size_t count = bytes.two(end + 10);
  std::size_t at = bytes.four(end + 16);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (bytes.part(at, 4) != "PK\x01\x02" || !bytes.has(at, entry_size)) return std::nullopt;
    const std::size_t name = bytes.two(at + 28), extra = bytes.two(at + 30), comment = bytes.two(at + 32);
    entries.push_back({std::string(bytes.part(at + entry_size, name)), bytes.two(at + 8), bytes.two(at + 10), bytes.four(at + 16), bytes.four(at + 20), bytes.four(at + 24), bytes.four(at + 42)});
    at += entry_size + name + extra + comment;
  }
  return entries;
}

// Where the entry says that its bytes are; empty: not within the archive.
std::string_view packed_bytes(std::string_view archive, const Entry& e) {
  const Bytes bytes(archive);
  if (bytes.part(e.offset, 4) != "PK\x03\x04" || !bytes.has(e.offset, local_size)) return {};
  const std::size_t from = std::size_t{e.offset} + local_size + bytes.two(e.offset + 26) + bytes.two(e.offset + 28);
  return bytes.part(from, e.packed);
}

// The size that the archive states may be a lie: no more than that is unpacked, and less is a fault.
std::optional<std::string> unpacked(std::string_view packed, const Entry& e) {
  if (e.method == 0) return packed.size() == e.size ? std::optional(std::string(packed)) : std::nullopt;
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(packed.size());
  int state = Z_OK;
  do {
    constexpr std::size_t block = std::size_t{1} << 20;
    const std::size_t before = out.size(), room = std::min<std::size_t>(block, e.size + std::size_t{1} - before);
    out.resize(before + room);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(before + room - stream.avail_out);
  } while (state == Z_OK && out.size() <= e.size && (stream.avail_in > 0 || stream.avail_out == 0));
  inflateEnd(&stream);
  if (state != Z_STREAM_END || out.size() != e.size) return std::nullopt;
  return out;
}

bool checks(const std::string& content, std::uint32_t crc) {
  return crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(content.data()), content.size()) == crc;
}

}  // namespace

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"); }

void unpack(std::string_view bytes, const std::string& archive, const std::function<void(const std::string&, std::string&&)>& each, import::Diagnostics& notes) {
  const auto note = [&](std::string message, std::string hint) { notes.push_back({.file = archive, .message = std::move(message), .hint = std::move(hint)}); };
  auto entries = directory(bytes);
  if (!entries) return note("the archive has no directory that can be read", "unpack it with another program, and name the folder");
  std::ranges::sort(*entries, {}, &Entry::name);
  for (const auto& e : *entries) {
    if (e.name.ends_with('/')) continue;
    if ((e.flags & 1) != 0 || (e.method != 0 && e.method != 8)) {
      note("'" + e.name + "' is encrypted, or packed in a way that is not known", "it was passed over; the other files are read");
      continue;
    }
    if (e.size > largest_without_doubt && e.size / most_times > e.packed) {
      note("'" + e.name + "' would unpack to " + std::to_string(e.size >> 20) + " MB", "no export packs so well; it was passed over");
      continue;
    }
    auto content = unpacked(packed_bytes(bytes, e), e);
    if (!content || !checks(*content, e.crc)) {
      note("'" + e.name + "' is damaged", "it was passed over; the other files are read");
      continue;
    }
    each(archive + "/" + e.name, std::move(*content));
  }
}

}  // namespace wmireach::exports
