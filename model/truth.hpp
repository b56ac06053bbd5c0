// SPDX-License-Identifier: Apache-2.0
// Three-valued logic after Kleene: False < Unknown < True; and = min, or = max, not = reflect.
#pragma once

#include <algorithm>
#include <cstdint>

namespace wmireach::model {

enum class Truth : std::int8_t { False = -1, Unknown = 0, True = 1 };

constexpr Truth operator&&(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth operator||(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth operator!(Truth a) { return static_cast<Truth>(-static_cast<std::int8_t>(a)); }
constexpr Truth truth(bool b) { return b ? Truth::True : Truth::False; }

}  // namespace wmireach::model
