// SPDX-License-Identifier: Apache-2.0
// Changes of a scenario that must not matter.
#include "tests/generators/scenario_generator.hpp"

namespace wmireach::tests {
namespace {

// H3 becomes "srv-H3~x/y"; "H3\user" becomes "srv-H3~x/y\user".
std::string renamed(const std::string& text) {
  const bool host = text.size() >= 2 && text[0] == 'H' && text[1] >= '0' && text[1] <= '9' && (text.size() == 2 || text[2] == '\\');
  return host ? "srv-" + text.substr(0, 2) + "~x/y" + text.substr(2) : text;
}

Json renamed(const Json& value) {
  if (value.is_string()) return renamed(value.get<std::string>());
  if (value.is_array()) {
    Json list = Json::array();
    for (const auto& v : value) list.push_back(renamed(v));
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& [key, v] : value.items()) object[renamed(key)] = renamed(v);
  return object;
}

Json reversed_members(const Json& value) {
  if (value.is_array()) {
    Json list = Json::array();
    for (const auto& v : value) list.push_back(reversed_members(v));
    return list;
  }
  if (!value.is_object()) return value;
  std::vector<std::string> keys;
  for (const auto& [key, v] : value.items()) keys.push_back(key);
  Json object = Json::object();
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) object[*key] = reversed_members(value.at(*key));
  return object;
}

}  // namespace

Json with_hosts_renamed(const Json& scenario) { return renamed(scenario); }

Json reversed(const Json& scenario) {
  Json r = reversed_members(scenario);
  Json connections = Json::array();
  for (auto c = r["connections"].rbegin(); c != r["connections"].rend(); ++c) connections.push_back(*c);
  r["connections"] = connections;
  return r;
}

Json with_strangers(const Json& scenario) {
  Json s = scenario;
  s["hosts"]["STRANGER"] = {{"os", "windows-7"}, {"workgroup", "W"}, {"namespaces", {{"root\\cimv2", {{"requires_encryption", true}}}}}};
  s["accounts"]["STRANGER\\passer-by"] = {{"kind", "local"}, {"groups", {{"*", {"Administrators"}}}}};
  s["domains"]["stranger.example"] = {{"netbios", "STRANGEDOM"}};
  if (s.contains("zones")) {
    s["zones"]["stranger-zone"] = Json::object();
    s["hosts"]["STRANGER"]["zone"] = "stranger-zone";
  }
  return s;
}

}  // namespace wmireach::tests
