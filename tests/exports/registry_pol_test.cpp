// SPDX-License-Identifier: Apache-2.0
// registry.pol after MS-GPREG 2.2; "lines" are ordinals of entries.
#include <catch2/catch.hpp>

#include "tests/exports/examples_of.hpp"
#include "tests/exports/survey_texts.hpp"

using namespace wmireach;
using tests::note_with;
using tests::setting_text;

namespace {

exports::Survey read(const std::string& bytes, const std::string& name = "gpo/kiosk/Machine/registry.pol") {
  exports::Survey survey;
  exports::read_export(name, bytes, survey);
  return survey;
}

}  // namespace

TEST_CASE("entries become settings of a policy") {
  const auto s = tests::read_example("registry-pol/machine.pol");
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies.front().settings;
  CHECK(s.policies.front().rank == exports::Rank::policy);
  CHECK(setting_text(p, "uac/local_account_token_filter_policy") == "true at 1");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/enabled") == "true at 2");
  CHECK(setting_text(p, "windows_firewall/profiles/private/enabled") == "false at 3");
  CHECK(setting_text(p, "windows_firewall/profiles/public/enabled") == "true at 4");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/remote_administration") == "true at 5");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/exception_scope") == "\"local-subnet\" at 6");
  CHECK(setting_text(p, "dcom/launch") == "\"D:(A;;CCDCLCSWRP;;;BA)(A;;CCDCSW;;;WD)\" at 7");
  CHECK(setting_text(p, "rpc/restrict_remote_clients").empty());  // **del.
  CHECK(setting_text(p, "winrm/http_listener") == "true at 9");
  CHECK(setting_text(p, "winrm/listener_filter_matches") == "true at 10");
  CHECK(setting_text(p, "windows_firewall/profiles/domain/outbound") == "\"blocked\" at 12");
  CHECK(setting_text(p, "ntlm/incoming") == "\"unknown\" at 13");
  CHECK(setting_text(p, "rpc/restricted_count") == "200 at 14");
  CHECK(note_with(s, "entries of type OA") == "machine.pol:7");
  CHECK(note_with(s, "'7' is no value of RestrictReceivingNTLMTraffic") == "machine.pol:13");
  CHECK(s.notes.size() == 2);
}

TEST_CASE("what stands before damage is kept") {
  const auto s = tests::read_example("registry-pol/cut.pol");
  REQUIRE(s.policies.size() == 1);
  CHECK(setting_text(s.policies.front().settings, "uac/local_account_token_filter_policy") == "true at 1");
  CHECK(s.policies.front().settings.size() == 1);
  CHECK(note_with(s, "an entry holds 4294967280 bytes, more than are left") == "cut.pol:2");
}

TEST_CASE("a file may end anywhere") {
  const std::string whole = tests::bytes_of(tests::example("registry-pol/machine.pol"));
  std::size_t most = 0;
  for (std::size_t n = 4; n < whole.size(); ++n) {
    const auto s = read(whole.substr(0, n));
    REQUIRE(s.policies.size() <= 1);
    if (!s.policies.empty()) most = std::max(most, s.policies.front().settings.size());
  }
  CHECK(most > 10);
}

TEST_CASE("other versions, no header, and wrong lengths are noted") {
  using namespace std::string_literals;
  CHECK(note_with(read("PReg"s), "has no header") == "gpo/kiosk/Machine/registry.pol:0");
  CHECK(note_with(read("PReg\2\0\0\0"s), "is of a version that is not known") == "gpo/kiosk/Machine/registry.pol:0");
  CHECK(note_with(read("PReg\1\0\0\0x"s), "an entry does not begin with '['") == "gpo/kiosk/Machine/registry.pol:1");
  std::string bytes = tests::bytes_of(tests::example("registry-pol/machine.pol"));
  const auto type = bytes.find("\4\0\0\0;\0\4\0\0\0;\0"s);  // REG_DWORD of four bytes: now a REG_QWORD
  REQUIRE(type != std::string::npos);
  bytes[type] = 11;
  const auto s = read(bytes);
  CHECK(note_with(s, "the data of LocalAccountTokenFilterPolicy do not fit their type") == "gpo/kiosk/Machine/registry.pol:1");
  CHECK(setting_text(s.policies.front().settings, "windows_firewall/profiles/domain/enabled") == "true at 2");
}

TEST_CASE("the part of the users says nothing of the computer") {
  const auto s = read(tests::bytes_of(tests::example("registry-pol/machine.pol")), "{0A1B2C3D-0000-4000-8000-00000000000A}/User/registry.pol");
  CHECK(s.policies.empty());
  CHECK(note_with(s, "holds settings of users") != "none");
}

// Entries counted in the files, with a reader of their own.
TEST_CASE("registry.pol of a real policy") {
  const auto folder = tests::samples();
  if (folder.empty()) {
    WARN("WMIREACH_SAMPLES names no folder with real exports");
    return;
  }
  const auto s = read(tests::bytes_of(folder / "gpo/windows/registry.pol"));
  REQUIRE(s.policies.size() == 1);
  const auto& p = s.policies.front().settings;
  CHECK(setting_text(p, "uac/local_account_token_filter_policy") == "false at 13");
  CHECK(setting_text(p, "credential_guard") == "true at 32");
  CHECK(setting_text(p, "winrm/basic") == "false at 59");
  CHECK(setting_text(p, "rpc/restrict_remote_clients") == "\"authenticated\" at 72");
  CHECK(p.size() == 4);
  const auto f = read(tests::bytes_of(folder / "gpo/windows-firewall/registry.pol"));
  REQUIRE(f.policies.size() == 1);
  const auto& w = f.policies.front().settings;
  CHECK(setting_text(w, "windows_firewall/profiles/domain/enabled") == "true at 2");
  CHECK(setting_text(w, "windows_firewall/profiles/domain/outbound") == "\"allowed\" at 3");
  CHECK(setting_text(w, "windows_firewall/profiles/private/enabled") == "true at 9");
  CHECK(setting_text(w, "windows_firewall/profiles/private/outbound") == "\"allowed\" at 10");
  CHECK(setting_text(w, "windows_firewall/profiles/public/enabled") == "true at 16");
  CHECK(setting_text(w, "windows_firewall/profiles/public/outbound") == "\"allowed\" at 17");
  CHECK(w.size() == 6);
  CHECK(note_with(f, "own firewall rules do not count in the public profile") == "gpo/kiosk/Machine/registry.pol:19");
}
