// SPDX-License-Identifier: Apache-2.0
// What is known of the class or method that a request names.
#include <algorithm>
#include <array>

#include "rules/derived/derived.hpp"

namespace wmireach::rules {
namespace {

// "UAC Effect on WMI Data Returned to Scripts or Applications" (B-UAC-12), both lists whole.
constexpr std::array filtered_instances{"win32_bus", "win32_printer", "win32_componentcategory", "win32_logicalprogramgroupitem",
                                        "win32_logicalprogramgroup", "win32_networkconnection", "win32_useraccount", "win32_printerdriver",
                                        "win32_portresource", "win32_devicememoryaddress"};
constexpr std::array filtered_properties{"win32_networkadapterconfiguration", "win32_dcomapplicationsetting", "win32_dcomapplication",
                                         "win32_baseboard", "win32_computersystem", "win32_networkadapter", "win32_motherboarddevice",
                                         "win32_diskdrive", "win32_pnpentity", "win32_videocontroller", "win32_parallelport",
                                         "win32_logicaldisk", "win32_systemdriver", "win32_irqresource", "win32_networkprotocol"};
// Classes whose instances come from the service control manager (B-WMI-26, general knowledge).
constexpr std::array services{"win32_service", "win32_systemdriver", "win32_baseservice"};
// Win32_ComputerSystem (B-WMI-14).
constexpr std::array methods_with_password{"joindomainorworkgroup", "unjoindomainorworkgroup", "rename"};

// Where the request names nothing, it is taken to ask for something ordinary.
template <std::size_t N>
Derived among(FactFrame& f, const std::string& stated, const std::array<const char*, N>& names) {
  if (stated.empty()) return f.assumptions() ? Derived::of(0) : Derived::unknown();
  return Derived::of(std::ranges::find(names, model::folded(stated)) != names.end() ? 1 : 0);
}

}  // namespace

Derived derive_filtered_instances(FactFrame& f, Role) { return among(f, f.connection().wmi_class, filtered_instances); }
Derived derive_filtered_properties(FactFrame& f, Role) { return among(f, f.connection().wmi_class, filtered_properties); }
Derived derive_needs_service_control(FactFrame& f, Role) { return among(f, f.connection().wmi_class, services); }
Derived derive_method_carries_password(FactFrame& f, Role) { return among(f, f.connection().method, methods_with_password); }

}  // namespace wmireach::rules
