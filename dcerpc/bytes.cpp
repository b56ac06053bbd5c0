// SPDX-License-Identifier: Apache-2.0
#include "dcerpc/bytes.hpp"

namespace wmireach::dcerpc {

Writer& Writer::u8(std::uint8_t value) {
  bytes_.push_back(value);
  return *this;
}

Writer& Writer::u16(std::uint16_t value) { return u8(static_cast<std::uint8_t>(value)).u8(static_cast<std::uint8_t>(value >> 8)); }
Writer& Writer::u32(std::uint32_t value) { return u16(static_cast<std::uint16_t>(value)).u16(static_cast<std::uint16_t>(value >> 16)); }
Writer& Writer::u64(std::uint64_t value) { return u32(static_cast<std::uint32_t>(value)).u32(static_cast<std::uint32_t>(value >> 32)); }

Writer& Writer::raw(View bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return *this;
}

Writer& Writer::zeros(std::size_t count) {
  bytes_.resize(bytes_.size() + count);
  return *this;
}

Writer& Writer::align(std::size_t size) { return zeros((size - bytes_.size() % size) % size); }

void Writer::set_u16(std::size_t at, std::uint16_t value) {
  bytes_[at] = static_cast<std::uint8_t>(value);
  bytes_[at + 1] = static_cast<std::uint8_t>(value >> 8);
}

void Writer::set_u32(std::size_t at, std::uint32_t value) {
  set_u16(at, static_cast<std::uint16_t>(value));
  set_u16(at + 2, static_cast<std::uint16_t>(value >> 16));
}

void Reader::fail() {
  failed_ = true;
  at_ = bytes_.size();
}

View Reader::take(std::size_t count) {
  if (count > left()) {
    fail();
    return {};
  }
  const View taken = bytes_.subspan(at_, count);
  at_ += count;
  return taken;
}

std::uint8_t Reader::u8() {
  const View byte = take(1);
  return byte.empty() ? std::uint8_t{0} : byte[0];
}

std::uint16_t Reader::u16() {
  const View b = take(2);
  return b.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(b[0] | b[1] << 8);
}

std::uint32_t Reader::u32() {
  const std::uint32_t low = u16(), high = u16();
  return failed_ ? 0 : low | high << 16;
}

std::uint64_t Reader::u64() {
  const std::uint64_t low = u32(), high = u32();
  return failed_ ? 0 : low | high << 32;
}

void Reader::align(std::size_t size) { skip((size - at_ % size) % size); }

std::size_t Reader::count(std::uint64_t value, std::size_t least_size) {
  if (value <= left() / least_size) return static_cast<std::size_t>(value);
  fail();
  return 0;
}

}  // namespace wmireach::dcerpc
