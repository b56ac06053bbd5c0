// SPDX-License-Identifier: Apache-2.0
// Every decoder over damaged recordings: none crashes, where the sanitizers of preset dev watch, and none allocates more than a multiple of its
// input, which is measured without them.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <new>

#include "tests/dcerpc/parsers.hpp"
#include "tests/dcerpc/recorded.hpp"

using namespace wmireach;

namespace {

std::size_t allocated = 0;  // bytes asked for since it was last set to 0; stays 0 with the address sanitizer, which has its own allocation

}  // namespace

#ifndef __SANITIZE_ADDRESS__
void* operator new(std::size_t size) {
  allocated += size;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace {

// A PDU as it is, and its stub, so that the decoders of calls get something that is theirs.
std::vector<dcerpc::Bytes> inputs() {
  std::vector<dcerpc::Bytes> all;
  for (const auto& name : tests::recordings()) {
    all.push_back(tests::recorded(name));
    if (const auto view = dcerpc::secured_view(all.back())) {
      const auto stub = dcerpc::stub_of(all.back(), *view);
      if (!stub.empty()) all.emplace_back(stub.begin(), stub.end());
    }
  }
  for (const auto& entry : {dcerpc::encode(dcerpc::tcp_tower(dcerpc::endpoint_mapper, 135, {})), dcerpc::encode(dcerpc::ObjectReference{})}) all.push_back(entry);
  return all;
}

void parse(dcerpc::View input) {
  for (const auto& parser : tests::parsers()) {
    allocated = 0;
    parser.run(input);
    // A floor of 5 bytes is kept in 48, while its list grows and once more when it is encoded.
    if (allocated > 100 * input.size() + 4096) FAIL(parser.name << " asked for " << allocated << " bytes for an input of " << input.size());
  }
}

}  // namespace

TEST_CASE("every beginning of every recording") {
  for (const auto& input : inputs())
    for (std::size_t size = 0; size <= input.size(); ++size) {
      const dcerpc::Bytes beginning(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(size));  // its own memory: reading past its end is seen
      parse(beginning);
    }
  SUCCEED();
}

TEST_CASE("every byte of every recording changed") {
  for (auto input : inputs())
    for (auto& byte : input) {
      const std::uint8_t before = byte;
      for (const int change : {0x01, 0x80, 0xFF}) {
        byte = static_cast<std::uint8_t>(before ^ change);
        parse(input);
      }
      byte = 0;
      parse(input);
      byte = before;
    }
  SUCCEED();
}

TEST_CASE("every number of every recording set to an extreme") {
  for (const auto& input : inputs())
    for (std::size_t at = 0; at + 4 <= input.size(); at += 2)
      for (const std::uint32_t value : {0xFFFFFFFFu, 0x7FFFFFFFu, 0x80000000u, 0x0000FFFFu, 0xFFFF0000u}) {
        auto changed = input;
        for (std::size_t i = 0; i < 4; ++i) changed[at + i] = static_cast<std::uint8_t>(value >> 8 * i);
        parse(changed);
      }
  SUCCEED();
}
