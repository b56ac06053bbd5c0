// SPDX-License-Identifier: Apache-2.0
// The stages of a remote WMI connection, in the order in which a real DCOM connection meets them.
// Order source: B-NET-01 (endpoint mapper, activation, dynamic port, namespace login, query).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wmireach::model {

enum class Stage : std::uint8_t {
  support, client, name, network, endpoint_mapper, authentication, dcom_activation,
  service_port, dcom_access, service, wmi_namespace, provider, callback, second_hop
};

inline constexpr std::size_t stage_count = 14;

struct StageInfo {
  std::string_view id;       // as written in scenarios and results
  std::string_view meaning;  // what happens in this stage, one sentence
};

const std::array<StageInfo, stage_count>& stages();

inline std::string_view to_string(Stage s) { return stages()[static_cast<std::size_t>(s)].id; }

// nullopt when `id` names no stage.
std::optional<Stage> parse_stage(std::string_view id);

}  // namespace wmireach::model
