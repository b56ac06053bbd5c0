// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "dcerpc/fragments.hpp"

using namespace wmireach::dcerpc;
using State = Fragments::State;

namespace {

Header part(std::uint8_t flags, std::uint32_t call_id = 1) { return {.type = PacketType::response, .flags = flags, .call_id = call_id}; }

}  // namespace

TEST_CASE("one fragment is a whole call") {
  Fragments fragments;
  CHECK(fragments.add(part(first_fragment | last_fragment), Bytes{1, 2}) == State::complete);
  CHECK(fragments.take() == Bytes{1, 2});
  CHECK(fragments.state() == State::more);
  CHECK(fragments.take().empty());
}

TEST_CASE("several fragments follow each other") {
  Fragments fragments;
  CHECK(fragments.add(part(first_fragment), Bytes{1}) == State::more);
  CHECK(fragments.add(part(0), Bytes{2, 3}) == State::more);
  CHECK(fragments.add(part(last_fragment), Bytes{4}) == State::complete);
  CHECK(fragments.add(part(last_fragment), Bytes{5}) == State::complete);
  CHECK(fragments.take() == Bytes{1, 2, 3, 4});
}

TEST_CASE("a fragment that does not continue the call is refused") {
  Fragments fragments;
  CHECK(fragments.add(part(last_fragment), Bytes{1}) == State::failed);
  CHECK(fragments.problem() == Problem::fragment_out_of_order);
  fragments.reset();
  fragments.add(part(first_fragment), Bytes{1});
  CHECK(fragments.add(part(first_fragment), Bytes{1}) == State::failed);
  fragments.reset();
  fragments.add(part(first_fragment, 1), Bytes{1});
  CHECK(fragments.add(part(last_fragment, 2), Bytes{1}) == State::failed);
  CHECK(fragments.take().empty());
}

TEST_CASE("fragments are bounded in bytes and in number") {
  Fragments bytes({.bytes = 3, .fragments = 100});
  CHECK(bytes.add(part(first_fragment), Bytes(3)) == State::more);
  CHECK(bytes.add(part(0), Bytes()) == State::more);
  CHECK(bytes.add(part(last_fragment), Bytes(1)) == State::failed);
  CHECK(bytes.problem() == Problem::too_many_fragments);

  Fragments number({.bytes = 100, .fragments = 2});
  CHECK(number.add(part(first_fragment), Bytes()) == State::more);
  CHECK(number.add(part(0), Bytes()) == State::more);
  CHECK(number.add(part(last_fragment), Bytes()) == State::failed);
}
