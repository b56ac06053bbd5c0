// SPDX-License-Identifier: Apache-2.0
// Dates on which updates and plans change what Windows does, as yyyymmdd.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace wmireach::rules {

// DCOM hardening, KB 5004442: in the first phase there is a switch and it is off, in the second it is on unless turned off,
// in the third it cannot be turned off (B-DCOM-19, B-DCOM-20).
inline constexpr std::int64_t hardening_phase_1 = 20210608, hardening_phase_2 = 20220614, hardening_phase_3 = 20230314;
// From this update on a client raises every activation (B-DCOM-21).
inline constexpr std::int64_t client_raises_every_activation = 20221108;
// Domain controllers were planned to stop assuming RC4 by then (B-AUTH-31).
inline constexpr std::int64_t rc4_no_longer_assumed = 20260701;

struct DateOfChange {
  std::int64_t date;
  std::string_view what;    // one sentence
  std::string_view source;  // statement id
};

// Ascending.
inline constexpr std::array dates_of_change{
    DateOfChange{hardening_phase_1, "the DCOM hardening arrives, switched off; clients raise activations at the default level", "B-DCOM-19"},
    DateOfChange{hardening_phase_2, "the DCOM hardening is on unless it is turned off", "B-DCOM-19"},
    DateOfChange{client_raises_every_activation, "clients raise every activation by themselves", "B-DCOM-21"},
    DateOfChange{hardening_phase_3, "the DCOM hardening cannot be turned off any more", "B-DCOM-19"},
    DateOfChange{rc4_no_longer_assumed, "domain controllers were planned to stop assuming RC4", "B-AUTH-31"}};

}  // namespace wmireach::rules
