// SPDX-License-Identifier: Apache-2.0
// What was seen, beside what is predicted: records, the comparison leg by leg, and what is suspected.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "analyzer/predict.hpp"
#include "analyzer/trial_values.hpp"
#include "import/json_writer.hpp"
#include "observation/inquiry.hpp"
#include "observation/record_json.hpp"
#include "observation/shown_facts.hpp"
#include "rules/builtin.hpp"
#include "rules/derived/proposals.hpp"
#include "tests/generators/estates.hpp"
#include "tests/generators/project_files.hpp"

using namespace wmireach;
using namespace wmireach::observation;
using tests::Json;

namespace {

constexpr std::uint32_t access_denied = 0x80070005, server_unavailable = 0x800706BA, bad_namespace = 0x8004100E;

const rules::Program& program() { return rules::builtin_program(); }

const analyzer::RemedyIndex& remedies() {
  static const analyzer::RemedyIndex index(tests::catalogue());
  return index;
}

const Json open_firewall{{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "allowed"}}}}}}}};

model::Estate estate_with(const Json& patch = Json::object()) {
  Json all = open_firewall;
  all.merge_patch(patch);
  return tests::read_estate(tests::plain_scenario(all).dump());
}

Look passed(Step step) { return {.step = step, .result = Result::passed, .ending = Ending::done, .to = "192.0.2.10", .port = 135}; }
Look failed(Step step, Ending ending, std::optional<std::uint32_t> code) { return {.step = step, .result = Result::failed, .ending = ending, .to = "192.0.2.10", .port = 135, .code = code}; }

// All steps up to the one that fails, or all of them.
Sighting sighting(std::optional<Look> end = {}) {
  Sighting s{.connection = "c", .target = "TARGET", .looks = {}};
  for (const Step step : {Step::connect, Step::endpoint_mapper, Step::authenticate, Step::activate, Step::service_port, Step::log_in}) {
    if (end && end->step == step) break;
    s.looks.push_back(passed(step));
  }
  if (end) s.looks.push_back(std::move(*end));
  return s;
}

struct Judged {
  analyzer::Verdict verdict;
  Comparison comparison;
};

Judged judge(const model::Estate& estate, const Sighting& seen, Source source = Source::probe) {
  rules::FactFrame frame(estate, 0);
  Judged j{analyzer::predict(program(), frame), {}};
  j.comparison = compare(program(), frame, j.verdict, seen, source);
  return j;
}

Inquiry ask(model::Estate& estate, const Sighting& seen, Source source = Source::probe) { return inquire(program(), remedies(), estate, 0, {}, seen, source); }

bool suspects(const Inquiry& found, std::string_view fact, std::string_view value) {
  return std::ranges::any_of(found.suspects, [&](const Suspect& s) { return s.fact && rules::slot_name(*s.fact) == fact && rules::write_value(rules::slot_info(*s.fact).definition->type(), s.value) == value; });
}

bool suspects(const Inquiry& found, model::EditKind kind) {
  return std::ranges::any_of(found.suspects, [&](const Suspect& s) { return s.edit && s.edit->kind == kind; });
}

bool confirms(const Inquiry& found, std::string_view fact) {
  return std::ranges::any_of(found.confirmed, [&](const ConfirmedFact& c) { return rules::slot_name(c.fact) == fact; });
}

}  // namespace

TEST_CASE("a record is written and read back as it was") {
  Record record{.observer = "MON01", .seen_at = "2026-11-26T15:20:00Z", .source = Source::capture, .sightings = {sighting(failed(Step::activate, Ending::error, access_denied))}};
  record.sightings[0].looks[0].found = {{"address", "192.0.2.10"}, {"note", "über"}};
  record.sightings[0].looks[0].milliseconds = 12;
  record.sightings[0].looks[0].text = "raw \"words\"";
  import::Diagnostics diagnostics;
  const std::string text = import::write_json(record_json(record));
  const auto again = read_record(text, "seen.json", diagnostics);
  REQUIRE(diagnostics.empty());
  REQUIRE(again);
  CHECK(import::write_json(record_json(*again)) == text);
  CHECK(again->source == Source::capture);
  CHECK(again->sightings[0].looks.size() == record.sightings[0].looks.size());
  CHECK(again->sightings[0].looks.back().code == access_denied);
}

TEST_CASE("every problem of a record is told at once") {
  import::Diagnostics diagnostics;
  CHECK_FALSE(read_record(R"({"format": "wmireach-observations-2", "source": "guess", "sightings": [
    {"target": "A", "looks": [{"step": "conect", "result": "passed"}, {"step": "connect", "result": "failed", "ending": "dropped", "port": 70000, "code": "many"}]},
    {"connection": "c", "looks": []}, {"connection": "c", "extra": 1}]})",
                          "seen.json", diagnostics));
  std::set<std::string> at;
  for (const auto& d : diagnostics) at.insert(d.pointer);
  CHECK(at == std::set<std::string>{"/format", "/source", "/sightings/0", "/sightings/0/looks/0", "/sightings/0/looks/0/step", "/sightings/0/looks/1/port", "/sightings/0/looks/1/code", "/sightings/2", "/sightings/2/extra"});
}

TEST_CASE("a step passes where one of its looks does") {
  Sighting s{.connection = "c", .target = "T", .looks = {failed(Step::connect, Ending::dropped, server_unavailable), passed(Step::connect)}};
  CHECK(result_of(s, Step::connect) == Result::passed);
  CHECK_FALSE(result_of(s, Step::activate).has_value());
  s.looks.pop_back();
  CHECK(result_of(s, Step::connect) == Result::failed);
}

TEST_CASE("both agree that it works") {
  auto estate = estate_with();
  const auto j = judge(estate, sighting());
  REQUIRE(j.verdict.kind == analyzer::VerdictKind::connects);
  CHECK(j.comparison.agreement == Agreement::agree);
  CHECK(j.comparison.rows.size() == leg_count);
  const auto found = ask(estate, sighting());
  CHECK(found.suspects.empty());
  CHECK(confirms(found, "target.dcom.enabled"));
  CHECK(confirms(found, "account.password_correct"));
  CHECK_FALSE(confirms(found, "client.dcom.enabled"));  // the probe did not use it
}

TEST_CASE("a failure that is predicted agrees, with its code, and disagrees with another") {
  const auto estate = estate_with({{"accounts", {{"CORP\\admin", {{"groups", {{"*", Json::array()}}}}}}}});
  const auto same = judge(estate, sighting(failed(Step::activate, Ending::error, access_denied)));
  REQUIRE(program().rules()[*same.verdict.first_blocker].name == "account-lacks-remote-launch");
  CHECK(same.comparison.agreement == Agreement::agree);
  CHECK(same.comparison.rows.back().leg == Leg::activation);
  const auto other = judge(estate, sighting(failed(Step::activate, Ending::error, 0x80080005)));
  CHECK(other.comparison.agreement == Agreement::disagree);
  CHECK(other.comparison.difference()->relation == Relation::other_code);
  const auto works = judge(estate, sighting());
  CHECK(works.comparison.agreement == Agreement::disagree);
  CHECK(works.comparison.difference()->leg == Leg::activation);
}

TEST_CASE("the wrong fact of a scenario is found") {
  SECTION("the account is no administrator after all") {
    auto estate = estate_with({{"accounts", {{"CORP\\mon", {{"kind", "domain"}, {"groups", {{"TARGET", Json::array({"Administrators"})}}}}}}}, {"connection", {{"account", "CORP\\mon"}}}});
    const auto found = ask(estate, sighting(failed(Step::activate, Ending::error, access_denied)));
    CHECK(suspects(found, model::EditKind::leave_group));
    CHECK(suspects(found, "target.dcom.enabled", "false"));
    CHECK_FALSE(suspects(found, "client.dcom.enabled", "false"));
  }
  SECTION("the account is one") {
    auto estate = estate_with({{"accounts", {{"CORP\\admin", {{"groups", {{"*", Json::array()}}}}}}}});
    CHECK(suspects(ask(estate, sighting()), model::EditKind::local_group));
  }
  SECTION("the password is another") {
    auto estate = estate_with();
    CHECK(suspects(ask(estate, sighting(failed(Step::authenticate, Ending::fault, access_denied))), "account.password_correct", "false"));
  }
  SECTION("the firewall is not open") {
    auto estate = estate_with();
    const auto found = ask(estate, sighting(failed(Step::connect, Ending::dropped, server_unavailable)));
    CHECK(suspects(found, "target.windows_firewall.wmi_inbound", "blocked"));
    CHECK_FALSE(suspects(found, "target.rpc.restrict_remote_clients", "authenticated-without-exceptions"));  // that shows itself in a bind
  }
  SECTION("the bind is refused") {
    auto estate = estate_with();
    const auto found = ask(estate, sighting(failed(Step::endpoint_mapper, Ending::fault, server_unavailable)));
    CHECK(suspects(found, "target.rpc.restrict_remote_clients", "authenticated-without-exceptions"));
    CHECK_FALSE(suspects(found, "target.ipv4", "false"));  // it answered over IPv4
  }
  SECTION("the namespace does not exist") {
    auto estate = estate_with({{"connections", Json::array({{{"id", "c"}, {"from", "CLIENT"}, {"to", "TARGET"}, {"account", "CORP\\admin"}, {"api", "get-wmiobject"}, {"namespace", "root\\vendor"}}})}});
    CHECK(suspects(ask(estate, sighting(failed(Step::log_in, Ending::error, bad_namespace))), "namespace.exists", "false"));
  }
  SECTION("nothing listens there") {
    auto estate = estate_with();
    const auto found = ask(estate, sighting(failed(Step::connect, Ending::refused, server_unavailable)));
    CHECK(suspects(found, "target.windows_firewall.wmi_inbound", "blocked"));
    for (const auto& s : found.suspects) CHECK(s.other_timing);  // a firewall is predicted to be silent
  }
}

TEST_CASE("where two things are wrong, what explains the first difference is named, and the next one with it") {
  auto estate = estate_with({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "blocked"}}}}}}}, {"accounts", {{"CORP\\admin", {{"groups", {{"*", Json::array()}}}}}}}});
  const auto found = ask(estate, sighting());
  REQUIRE_FALSE(found.suspects.empty());
  CHECK(suspects(found, "target.windows_firewall.wmi_inbound", "allowed"));
  for (const auto& s : found.suspects) CHECK(s.next == Leg::activation);
}

TEST_CASE("what the scenario leaves open is settled by what was seen") {
  auto estate = estate_with({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "unknown"}}}}}}}});
  const auto j = judge(estate, sighting());
  REQUIRE(j.verdict.kind == analyzer::VerdictKind::undetermined);
  CHECK(j.comparison.settles);
  CHECK(suspects(ask(estate, sighting()), "target.windows_firewall.wmi_inbound", "allowed"));
}

TEST_CASE("a prediction that fails by what a probe has no part in cannot be compared, with a capture it can") {
  const auto estate = estate_with({{"hosts", {{"CLIENT", {{"dcom", {{"enabled", false}}}}}}}});
  CHECK(judge(estate, sighting()).comparison.agreement == Agreement::not_observable);
  CHECK(judge(estate, sighting(), Source::capture).comparison.agreement == Agreement::disagree);
}

TEST_CASE("a name that does not resolve is comparable, as a probe calls the target by the name of the request") {
  const Sighting seen{.connection = "c", .target = "TARGET", .looks = {{.step = Step::resolve, .result = Result::failed, .ending = Ending::no_such_name, .to = "TARGET.corp.example", .code = server_unavailable}}};
  auto estate = estate_with();
  CHECK(judge(estate, seen).comparison.agreement == Agreement::disagree);
  const auto found = ask(estate, seen);
  CHECK(suspects(found, "request.name_resolves", "false"));
  CHECK_FALSE(suspects(found, "request.address_form", "ip"));
  CHECK(judge(estate_with({{"connection", {{"name_resolves", false}}}}), seen).comparison.agreement == Agreement::agree);
}

TEST_CASE("address translation stops the client of a capture, and no probe") {
  const auto estate = estate_with({{"zones", {{"office", Json::object()}, {"plant", Json::object()}}}, {"links", Json::array({{{"from", "office"}, {"to", "plant"}, {"nat", true}, {"default", "allow"}}})},
                                   {"hosts", {{"CLIENT", {{"zone", "office"}}}, {"TARGET", {{"zone", "plant"}}}}}});
  const auto j = judge(estate, sighting());
  REQUIRE(program().rules()[*j.verdict.first_blocker].name == "address-translation-on-path");
  CHECK(j.comparison.agreement == Agreement::not_observable);
  CHECK(judge(estate, sighting(), Source::capture).comparison.agreement == Agreement::disagree);
}

TEST_CASE("who answers something, be it the wrong thing, has no firewall in front of it") {
  auto estate = estate_with();
  const Look silent = failed(Step::connect, Ending::dropped, server_unavailable), other = failed(Step::endpoint_mapper, Ending::garbled, std::nullopt);
  CHECK(suspects(ask(estate, sighting(silent)), "target.windows_firewall.wmi_inbound", "blocked"));
  CHECK_FALSE(suspects(ask(estate, sighting(other)), "target.windows_firewall.wmi_inbound", "blocked"));
  CHECK(judge(estate_with({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "blocked"}}}}}}}}), sighting(other)).comparison.agreement == Agreement::disagree);
}

TEST_CASE("nothing seen agrees with nothing") {
  const auto estate = estate_with();
  CHECK(judge(estate, {.connection = "c", .target = "TARGET", .looks = {}}).comparison.agreement == Agreement::not_observable);
}

TEST_CASE("a connection that fails alike, but at once instead of after a time-out, is told") {
  const auto estate = estate_with({{"hosts", {{"TARGET", {{"windows_firewall", {{"wmi_inbound", "blocked"}}}}}}}});
  CHECK_FALSE(judge(estate, sighting(failed(Step::connect, Ending::dropped, server_unavailable))).comparison.rows.back().other_timing);
  CHECK(judge(estate, sighting(failed(Step::connect, Ending::refused, server_unavailable))).comparison.rows.back().other_timing);
}

namespace {

// What a look would meet if the prediction were right, made without the tables of the comparison: nullopt where the prediction is open, or
// fails where no step is.
std::optional<Sighting> made_true(const analyzer::Verdict& v) {
  if (v.kind == analyzer::VerdictKind::connects) return sighting();
  if (v.kind != analyzer::VerdictKind::fails || !v.first_blocker || !v.error_is_certain) return std::nullopt;
  const auto& e = v.errors.front();
  const Ending ending = e.timing == rules::Timing::timeout ? Ending::dropped : Ending::error;
  switch (*v.stage) {
    case model::Stage::network:
    case model::Stage::endpoint_mapper: return sighting(failed(e.timing == rules::Timing::timeout ? Step::connect : Step::endpoint_mapper, ending, e.code));
    case model::Stage::authentication: return sighting(failed(Step::authenticate, ending, e.code));
    case model::Stage::dcom_activation: return sighting(failed(Step::activate, ending, e.code));
    case model::Stage::service_port: return sighting(failed(Step::service_port, ending, e.code));
    case model::Stage::dcom_access:
    case model::Stage::wmi_namespace: return sighting(failed(Step::log_in, ending, e.code));
    default: return std::nullopt;
  }
}

}  // namespace

// The reality is the scenario with one fact changed. What is seen then agrees with the scenario as it is, or the change is among the suspects.
TEST_CASE("whatever single fact is wrong, it is suspected", "[property]") {
  std::mt19937 numbers(20261126);
  std::size_t explained = 0;
  for (const auto& file : tests::files_below("scenarios/topologies", ".json")) {
    auto read = tests::read_estate(tests::text_of(file));
    for (model::Index c = 0; c < read.connections.size(); c += 3) {
      std::vector<std::pair<rules::Slot, model::Edit>> edits;
      {
        rules::FactFrame frame(read, c);
        const auto verdict = analyzer::predict(program(), frame);
        const auto& transport = frame.get(rules::ConnectionFact::transport);
        if (verdict.kind == analyzer::VerdictKind::undetermined || !transport.known || transport.value != rules::parse_value(rules::types::transport(), "dcom")) continue;
        for (rules::Slot s = 0; s < rules::slot_count; ++s) {
          const auto& d = *rules::slot_info(s).definition;
          // Which release a computer has, and what follows from that alone, is not doubted where it is known.
          if (!frame.computed(s) || !d.stored() || !shows_itself(s, Source::probe) || (rules::slot_info(s).scope == rules::Scope::host && d.effort == rules::Effort::fixed && frame.get(s).known)) continue;
          for (const auto value : analyzer::values_to_try(d.type()))
            if (const auto now = frame.get(s); !(now.known && now.value == value) && rules::can_be(frame, s, value))
              if (const auto edit = analyzer::setting_edit(frame, s, value)) edits.emplace_back(s, *edit);
        }
      }
      std::shuffle(edits.begin(), edits.end(), numbers);
      for (std::size_t i = 0; i < std::min<std::size_t>(edits.size(), 12); ++i) {
        std::optional<Sighting> seen;
        bool agrees = false;
        {
          model::EstateEditor editor(read);
          editor.apply(edits[i].second);
          rules::FactFrame frame(read, c);
          const auto verdict = analyzer::predict(program(), frame);
          seen = made_true(verdict);
          // Not every such reality can be told by its looks: the client's own settings decide some.
          if (seen) agrees = compare(program(), frame, verdict, *seen, Source::probe).agreement == Agreement::agree;
        }
        if (!seen || !agrees) continue;
        for (auto& look : seen->looks) look.to.clear();  // of whichever IP version it is
        rules::FactFrame frame(read, c);
        const auto verdict = analyzer::predict(program(), frame);
        const auto now = compare(program(), frame, verdict, *seen, Source::probe);
        if (now.agreement != Agreement::disagree) continue;
        const auto found = inquire(program(), remedies(), read, c, {}, *seen, Source::probe);
        INFO(file << " " << read.connections[c].id << " " << rules::slot_name(edits[i].first) << " = " << edits[i].second.value);
        CHECK(std::ranges::any_of(found.suspects, [&](const Suspect& s) { return s.fact == edits[i].first; }));
        ++explained;
      }
    }
  }
  CHECK(explained > 30);
}
