// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>

#include "dcerpc/status.hpp"

using namespace wmireach::dcerpc;

TEST_CASE("tables of status are sorted, complete and written alike") {
  for (const auto table : {fault_statuses(), nak_reasons(), refusal_reasons()}) {
    CHECK(std::ranges::adjacent_find(table, std::ranges::greater_equal{}, &RpcStatus::value) == table.end());
    for (const auto& status : table) {
      INFO(status.symbol);
      CHECK_FALSE(status.source.empty());
      CHECK(status.meaning.ends_with('.'));
      CHECK((status.meaning[0] >= 'A' && status.meaning[0] <= 'Z'));
    }
  }
}

TEST_CASE("names of status") {
  // The names are those of tshark's table for dcerpc.cn_status.
  CHECK(find_fault_status(0x1c010002)->symbol == "nca_op_rng_error");
  CHECK(find_fault_status(0x1c010003)->symbol == "nca_unk_if");
  CHECK(find_fault_status(0x1c01000b)->symbol == "nca_proto_error");
  CHECK(find_fault_status(0x16c9a0d6)->symbol == "ept_s_not_registered");
  CHECK(find_fault_status(5) == nullptr);  // named in model/error_code.hpp
  CHECK(find_nak_reason(8)->symbol == "authentication_type_not_recognized");
  CHECK(find_nak_reason(10) == nullptr);
  CHECK(find_refusal_reason(1)->symbol == "abstract_syntax_not_supported");
}

TEST_CASE("what a caller on Windows sees of a fault") {
  // MS-RPCE 3.1.1.5.5, values of MS-ERREF 2.2.
  CHECK(error_code_of(5) == 0x80070005);
  CHECK(error_code_of(0x721) == 0x80070721);
  CHECK(error_code_of(0x80010108) == 0x80010108);
  CHECK(error_code_of(0x1c010003) == 0x800706b5);
  CHECK(error_code_of(0x1c010014) == 0x800706bb);
  CHECK(error_code_of(0x16c9a0d6) == 0x800706d9);
  CHECK_FALSE(error_code_of(0));
  CHECK_FALSE(error_code_of(0x1c010006));  // "not mapped"
}
