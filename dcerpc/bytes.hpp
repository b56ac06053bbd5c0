// SPDX-License-Identifier: Apache-2.0
// Bytes, and writing and reading them as NDR does (C706 chapter 14): little-endian, a number aligned to its size relative to the start.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace wmireach::dcerpc {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

// Writes behind what is there. Numbers are not aligned by themselves: `align` is called where NDR asks for it.
class Writer {
 public:
  Writer& u8(std::uint8_t value);
  Writer& u16(std::uint16_t value);
  Writer& u32(std::uint32_t value);
  Writer& u64(std::uint64_t value);
  Writer& raw(View bytes);
  Writer& zeros(std::size_t count);
  Writer& align(std::size_t size);  // zeros up to a multiple of size, which is not 0
  // Overwrites what is there; at + 2 or at + 4 is at most size().
  void set_u16(std::size_t at, std::uint16_t value);
  void set_u32(std::size_t at, std::uint32_t value);
  std::size_t size() const { return bytes_.size(); }
  View view() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

// Reads from the front. What is not there reads as 0 or as empty, and from then on everything does: a decoder reads a message through and asks
// `failed` once. A view stays valid as long as the bytes the reader was made of.
class Reader {
 public:
  explicit Reader(View bytes) : bytes_(bytes) {}

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  View take(std::size_t count);
  void skip(std::size_t count) { take(count); }
  void align(std::size_t size);  // size is not 0

  // A count that a peer gave. 0, and the reader has failed, when so many elements of at least `least_size` bytes cannot follow.
  // To be asked before anything is allocated for them.
  std::size_t count(std::uint64_t value, std::size_t least_size);

  std::size_t position() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  View rest() const { return bytes_.subspan(at_); }
  bool failed() const { return failed_; }
  void fail();

 private:
  View bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace wmireach::dcerpc
