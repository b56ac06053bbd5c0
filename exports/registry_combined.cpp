// SPDX-License-Identifier: Apache-2.0
#include "exports/registry_combined.hpp"

#include <algorithm>
#include <array>

#include "exports/release_name.hpp"
#include "import/json_writer.hpp"
#include "model/estate.hpp"
#include "model/release.hpp"

namespace wmireach::exports {
namespace {

using import::JsonNode;

struct Part {
  std::string_view key, name;
  const char* what;
};

constexpr std::string_view rpc = "software\\microsoft\\rpc\\internet", winrm_policy = "software\\policies\\microsoft\\windows\\winrm\\service", version = "software\\microsoft\\windows nt\\currentversion",
                           tcpip = "system\\currentcontrolset\\services\\tcpip\\parameters", winmgmt = "system\\currentcontrolset\\services\\winmgmt";

constexpr std::array parts{
    Part{rpc, "ports", "ports"}, Part{rpc, "portsinternetavailable", "available"}, Part{rpc, "useinternetports", "use"},
    Part{winrm_policy, "allowautoconfig", "auto"}, Part{winrm_policy, "ipv4filter", "ipv4"}, Part{winrm_policy, "ipv6filter", "ipv6"},
    Part{version, "productname", "product"}, Part{version, "currentbuildnumber", "build"}, Part{version, "currentbuild", "build"}, Part{version, "csdversion", "pack"},
    Part{"system\\currentcontrolset\\control\\computername\\computername", "computername", "computer"}, Part{tcpip, "hostname", "host"}, Part{tcpip, "nv hostname", "host"},
    Part{tcpip, "domain", "suffix"}, Part{tcpip, "nv domain", "suffix"}, Part{"software\\microsoft\\windows\\currentversion\\group policy\\history", "machinedomain", "domain"},
    Part{winmgmt, "type", "type"}, Part{"software\\microsoft\\rpc", "dcom protocols", "protocols"}};

struct Range {
  std::uint64_t first = 0, last = 0;
};

// "5000-5100" or "5000"; nullopt: a mistake, which leaves RPC without ports (B-NET-07).
std::optional<Range> range_of(const std::string& text) {
  const auto dash = text.find('-');
  const auto first = RegistryValue::of_text(text.substr(0, dash)).as_number();
  const auto last = dash == std::string::npos ? first : RegistryValue::of_text(text.substr(dash + 1)).as_number();
  if (!first || !last || *first == 0 || *first > *last || *last > 65535) return std::nullopt;
  return Range{*first, *last};
}

// The ranges as one, where they follow each other without a gap.
std::optional<Range> joined(std::vector<Range> ranges) {
  std::ranges::sort(ranges, {}, &Range::first);
  Range all = ranges.front();
  for (const auto& r : ranges) {
    if (r.first > all.last + 1) return std::nullopt;
    all.last = std::max(all.last, r.last);
  }
  return all;
}

void note(Survey& survey, Place place, std::string message, std::string hint) {
  survey.notes.push_back({.file = survey.files[place.file], .line = place.line, .message = std::move(message), .hint = std::move(hint)});
}

bool is_set(const RegistryValue& v, const char* yes) { return model::folded(v.text) == yes; }

}  // namespace

bool CombinedValues::take(const std::string& key, const std::string& name, const RegistryValue& value, Place place) {
  const auto part = std::ranges::find_if(parts, [&](const Part& p) { return p.key == key && p.name == name; });
  if (part == parts.end()) return false;
  found_[part->what] = {value, place};
  const auto text = [&](const char* what) {
    const Found* f = find(what);
    return f == nullptr ? std::string() : f->value.text;
  };
  computer_.netbios_name = text("computer");
  computer_.domain = text("domain");
  computer_.dns_name = text("host").empty() || text("suffix").empty() ? "" : text("host") + "." + text("suffix");
  return std::string_view(part->what) != "protocols";  // the table looks at it as well
}

const CombinedValues::Found* CombinedValues::find(const char* what) const {
  const auto found = found_.find(what);
  return found == found_.end() ? nullptr : &found->second;
}

std::vector<Setting> CombinedValues::settings(Survey& survey) const {
  std::vector<Setting> out;
  rpc_ports(out, survey);
  winrm(out, survey);
  release(out, survey);
  separate_process(out, survey);
  if (const Found* f = find("protocols"); f != nullptr && f->value.kind == RegistryValue::Kind::texts) {
    const auto at = [&](const char* protocol) { return std::ranges::find_if(f->value.texts, [&](const auto& t) { return model::folded(t) == protocol; }); };
    out.push_back({"dcom/udp_first", import::json_boolean(at("ncadg_ip_udp") < at("ncacn_ip_tcp")), f->place});
  }
  return out;
}

// With both values "Y", RPC keeps to the ports; with both "N", too, as they are then the ports for everything else. One of each means all
// other ports, which is no range.
void CombinedValues::rpc_ports(std::vector<Setting>& out, Survey& survey) const {
  const Found* ports = find("ports");
  if (ports == nullptr) return;
  const Place place = ports->place;
  const Found *available = find("available"), *use = find("use");
  const auto state = [&](const char* path, JsonNode value) { out.push_back({path, std::move(value), place}); };
  const auto unknown_range = [&](std::string why) {
    note(survey, place, "the ports of RPC are " + ports->value.words() + ", " + why, "rpc.restricted_start and rpc.restricted_count are unknown; state them in the scenario");
    state("rpc/restricted", import::json_boolean(true));
    state("rpc/restricted_start", import::json_text("unknown"));
    state("rpc/restricted_count", import::json_text("unknown"));
  };
  std::vector<Range> ranges;
  const std::vector<std::string> lines = ports->value.kind == RegistryValue::Kind::texts ? ports->value.texts : std::vector{ports->value.text};
  for (const auto& line : lines) {
    const auto range = range_of(line);
    if (!range) {
      note(survey, place, "'" + RegistryValue::of_text(line).words() + "' is no range of ports for RPC", "rpc.restriction_valid is false");
      state("rpc/restricted", import::json_boolean(true));
      return state("rpc/restriction_valid", import::json_boolean(false));
    }
    ranges.push_back(*range);
  }
  if (available == nullptr || use == nullptr || ranges.empty()) {
    note(survey, place, "the key of RPC holds ports, and not both of PortsInternetAvailable and UseInternetPorts", "rpc.restriction_valid is unknown; look at the whole key");
    return state("rpc/restriction_valid", import::json_text("unknown"));
  }
  if (is_set(available->value, "y") != is_set(use->value, "y")) return unknown_range("and RPC keeps to all others");
  const auto range = joined(ranges);
  if (!range) return unknown_range("which is no single range");
  if (range->first < 1024) return unknown_range("and begin below 1024");
  state("rpc/restricted", import::json_boolean(true));
  state("rpc/restricted_start", import::json_integer(static_cast<std::int64_t>(range->first)));
  state("rpc/restricted_count", import::json_integer(static_cast<std::int64_t>(range->last - range->first + 1)));
  state("rpc/restriction_valid", import::json_boolean(true));
}

// "Allow remote server management through WinRM" makes an HTTP listener on the addresses of its filters; switched off, WinRM answers nobody.
void CombinedValues::winrm(std::vector<Setting>& out, Survey& survey) const {
  const Found* automatic = find("auto");
  if (automatic == nullptr) return;
  const auto on = automatic->value.as_number();
  if (!on || *on > 1) return note(survey, automatic->place, "'" + automatic->value.words() + "' is no value of AllowAutoConfig that is known", "it states nothing");
  out.push_back({"winrm/http_listener", import::json_boolean(*on == 1), automatic->place});
  if (*on == 0) {
    out.push_back({"winrm/https_listener", import::json_boolean(false), automatic->place});
    return;
  }
  const Found *v4 = find("ipv4"), *v6 = find("ipv6");
  const auto is = [](const Found* f, std::string_view text) { return f != nullptr && f->value.text == text; };
  const auto nothing = [&](const Found* f) { return f == nullptr || f->value.text.empty(); };
  if (nothing(v4) && nothing(v6)) {
    if (v4 != nullptr || v6 != nullptr) out.push_back({"winrm/listener_filter_matches", import::json_boolean(false), (v4 != nullptr ? v4 : v6)->place});
    return;
  }
  const Found& one = is(v4, "*") || nothing(v6) ? *v4 : *v6;
  if (one.value.text == "*") {
    out.push_back({"winrm/listener_filter_matches", import::json_boolean(true), one.place});
    return;
  }
  note(survey, one.place, "WinRM listens on the addresses " + one.value.words() + " only", "winrm.listener_filter_matches is unknown; state it for each computer");
  out.push_back({"winrm/listener_filter_matches", import::json_text("unknown"), one.place});
}

void CombinedValues::release(std::vector<Setting>& out, Survey& survey) const {
  constexpr std::uint64_t first_of_windows_11 = 22000;  // its product name says Windows 10
  const Found *product = find("product"), *build = find("build"), *pack = find("pack");
  const std::uint64_t number = build == nullptr ? 0 : build->value.as_number().value_or(0);
  std::optional<ReleaseName> name;
  if (product != nullptr) {
    name = release_of(product->value.text);
    if (!name) note(survey, product->place, "'" + product->value.words() + "' is no release that is known", "state 'os' in the scenario");
    else {
      if (name->release == "windows-10" && number >= first_of_windows_11) {
        std::string text = product->value.text;
        if (const auto at = text.find("10"); at != std::string::npos) text.replace(at, 2, "11");
        name = release_of(text).value_or(ReleaseName{"windows-11", ""});
      }
      out.push_back({"os", import::json_text(name->release), product->place});
      if (!name->edition.empty()) out.push_back({"edition", import::json_text(name->edition), product->place});
    }
  }
  if (number > 0 && number < 1'000'000) out.push_back({"build", import::json_integer(static_cast<std::int64_t>(number)), build->place});
  if (pack == nullptr || !name) return;
  const std::string& text = pack->value.text;
  constexpr std::string_view before = "service pack ";
  if (!model::folded(text).starts_with(before)) return;
  const std::uint64_t number_of_pack = RegistryValue::of_text(text.substr(before.size())).as_number().value_or(0);
  const auto* release = model::find_release(name->release);
  if (number_of_pack > 0 && release != nullptr && number_of_pack <= static_cast<std::uint64_t>(release->service_packs))
    out.push_back({"service_pack", import::json_integer(static_cast<std::int64_t>(number_of_pack)), pack->place});
}

// The type of the service: winmgmt /standalonehost gives it a process of its own, and so does "sc config", without a fixed port.
void CombinedValues::separate_process(std::vector<Setting>& out, Survey& survey) const {
  constexpr std::uint64_t own_process = 0x10, shared_process = 0x20;
  const Found* type = find("type");
  if (type == nullptr) return;
  const auto n = type->value.as_number();
  if (n && (*n & shared_process) != 0) {
    out.push_back({"wmi/standalone_host", import::json_boolean(false), type->place});
  } else {
    note(survey, type->place, n && (*n & own_process) != 0 ? "WMI runs in a process of its own" : "'" + type->value.words() + "' is no type of a service that is known",
         "wmi.standalone_host is unknown: whether it has a fixed port stands under DCOM Config");
    out.push_back({"wmi/standalone_host", import::json_text("unknown"), type->place});
  }
}

}  // namespace wmireach::exports
