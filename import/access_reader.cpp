// SPDX-License-Identifier: Apache-2.0
#include "import/access_reader.hpp"

#include "import/fact_reader.hpp"
#include "import/sddl.hpp"

namespace wmireach::import {
namespace {

std::vector<SddlEntry> read_sddl(const Cursor& c) {
  const SddlList list = parse_sddl(c.node().text);
  if (list.error)
    c.fail_at(c.node().text, list.error->offset, list.error->length, list.error->message,
              "write a security descriptor such as O:BAG:BAD:(A;;CCDCLCSWRP;;;BA), or rights by account");
  return list.entries;
}

// COM_RIGHTS_EXECUTE without any of the others grants all of them, as lists older than XP SP2 have it (B-DCOM-07).
std::int64_t dcom_rights(std::uint32_t mask, DcomList list) {
  enum ComRight : std::uint32_t { execute = 1, execute_local = 2, execute_remote = 4, activate_local = 8, activate_remote = 16, all = 31, generic_all = 0x10000000 };
  using enum rules::DcomRight;
  if ((mask & all) == execute || (mask & generic_all) != 0) mask |= all;
  std::int64_t rights = 0;
  const auto add = [&](std::uint32_t bit, std::int64_t right) { rights |= (mask & bit) != 0 ? right : 0; };
  if (list == DcomList::access) {
    add(execute_local, local_access);
    add(execute_remote, remote_access);
    return rights;
  }
  add(execute_local, local_launch);
  add(execute_remote, remote_launch);
  add(activate_local, local_activation);
  add(activate_remote, remote_activation);
  return rights;
}

// WBEM_FULL_WRITE_REP and the like stand in the low bits (B-WMI-08).
std::int64_t wmi_rights(std::uint32_t mask) {
  constexpr std::uint32_t all = 0x3f, generic_all = 0x10000000;
  return static_cast<std::int64_t>((mask & generic_all) != 0 ? all : mask & all);
}

// {"allow": [...], "deny": [...], "subnamespaces": true}, or a list alone.
void read_entry(ScenarioContext& context, const Cursor& c, const rules::Type& type, bool inheritable, std::vector<model::Grant>& grants) {
  std::optional<std::int64_t> allow, deny;
  bool subnamespaces = false;
  const auto into = [&](std::optional<std::int64_t>& rights) { return [&](const Cursor& r) { rights = read_value(r, type); }; };
  if (c.is(JsonNode::Kind::object)) {
    std::vector<Cursor::Reader> readers{{"allow", into(allow)}, {"deny", into(deny)}};
    if (inheritable) readers.emplace_back("subnamespaces", [&](const Cursor& s) { subnamespaces = s.boolean().value_or(false); });
    c.object(readers);
  } else {
    allow = read_value(c, type);
  }
  const std::string principal = context.principal(std::string(c.key()));
  if (deny) grants.push_back({principal, *deny, subnamespaces, true, context.place(c)});
  if (allow) grants.push_back({principal, *allow, subnamespaces, false, context.place(c)});
}

}  // namespace

const rules::Type& namespace_rights() {
  static constexpr rules::EnumValue v[] = {{"enable-account", ""}, {"execute-methods", ""}, {"full-write", ""},
                                           {"partial-write", ""}, {"provider-write", ""}, {"remote-enable", ""}};
  static constexpr rules::Type t{.name = "namespace-rights", .kind = rules::TypeKind::flags, .values = v};
  return t;
}

std::vector<model::Grant> read_dcom_sddl(ScenarioContext& context, const Cursor& c, DcomList list) {
  std::vector<model::Grant> grants;
  for (const auto& e : read_sddl(c))
    if (!e.inherit_only) grants.push_back({context.principal(e.principal), dcom_rights(e.mask, list), false, e.deny, context.place(c)});
  return grants;
}

void read_dcom_entry(ScenarioContext& context, const Cursor& entry, std::vector<model::Grant>& grants) {
  read_entry(context, entry, rules::types::dcom_rights(), false, grants);
}

void read_namespace_rights(ScenarioContext& context, const Cursor& c, model::Namespace& into) {
  into.rights_unknown = c.is_text("unknown");
  if (into.rights_unknown) return;
  if (!c.is(JsonNode::Kind::string)) {
    c.members([&](const Cursor& entry) { read_entry(context, entry, namespace_rights(), true, into.rights); });
    return;
  }
  into.rights_complete = true;
  for (const auto& e : read_sddl(c)) into.rights.push_back({context.principal(e.principal), wmi_rights(e.mask), e.container_inherit, e.deny, context.place(c), e.inherit_only});
}

}  // namespace wmireach::import
