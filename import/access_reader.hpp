// SPDX-License-Identifier: Apache-2.0
// Access lists of DCOM and of WMI namespaces: by principal, or as a security descriptor in SDDL.
#pragma once

#include "import/scenario_parts.hpp"

namespace wmireach::import {

const rules::Type& namespace_rights();  // bits as in model::NamespaceRight

enum class DcomList { launch, access };

// The entries of a security descriptor, its rights in the bits of types::dcom_rights(); mistakes are reported.
std::vector<model::Grant> read_dcom_sddl(ScenarioContext& context, const Cursor& text, DcomList list);

// {"CORP\\mon": ["remote-launch"], "CORP\\guest": {"deny": ["remote-launch"]}}: one entry of it. An entry that allows and denies becomes two.
void read_dcom_entry(ScenarioContext& context, const Cursor& entry, std::vector<model::Grant>& grants);

// The rights of a namespace, by principal or in SDDL; the latter is complete.
void read_namespace_rights(ScenarioContext& context, const Cursor& cursor, model::Namespace& into);

}  // namespace wmireach::import
