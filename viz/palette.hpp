// SPDX-License-Identifier: Apache-2.0
// The colours of every picture. The first five are Okabe and Ito's, which people with a colour blindness tell apart; each repeats
// what shape, line or word says already. The HTML report has the same ones: report/style/10-colours.css.
#pragma once

namespace wmireach::viz::palette {

inline constexpr auto vermillion = "#D55E00";  // fails
inline constexpr auto blue = "#0072B2";        // undetermined
inline constexpr auto green = "#009E73";       // connects, passed
inline constexpr auto orange = "#E69F00";      // a limit or a warning
inline constexpr auto purple = "#A0487A";      // what a change touches; the callback and the second hop. Theirs is too light for a line.
inline constexpr auto ink = "#222222";
inline constexpr auto quiet_ink = "#555555";   // text of what matters less
inline constexpr auto grey = "#767676";        // frames, and what is not reached
inline constexpr auto faint = "#AAAAAA";       // waits
inline constexpr auto link = "#BBBBBB";        // the broad line between zones
inline constexpr auto paper = "#FFFFFF", failing_paper = "#FBE6D9", unknown_paper = "#E6F1F8", zone_paper = "#F5F5F5";

}  // namespace wmireach::viz::palette
