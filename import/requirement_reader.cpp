// SPDX-License-Identifier: Apache-2.0
// What a design wants of its connections: "require" of a scenario.
#include <algorithm>

#include "import/acceptance_reader.hpp"
#include "import/choice.hpp"
#include "import/request_reader.hpp"

namespace wmireach::import {
namespace {

class RequirementReader {
 public:
  explicit RequirementReader(ScenarioContext& context) : context_(context) {}

  void read(const Cursor& c) {
    model::Requirement r;
    r.request = unstated_request(context_, c);
    r.where = r.request.where;
    std::vector<Cursor::Reader> readers = request_readers(context_, r.request);
    bool good = true;
    const auto ends = [&](std::vector<model::Index>& hosts) {
      return [this, &hosts, &good](const Cursor& n) {
        const auto before = n.diagnostics().size();
        hosts = read_ends(context_, n).hosts;
        std::ranges::sort(hosts);
        hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
        good = good && n.diagnostics().size() == before;
      };
    };
    readers.insert(readers.end(), {{"id", [&](const Cursor& n) { read_id(n, r.id); }},
                                   {"from", ends(r.from)},
                                   {"to", ends(r.to)},
                                   {"must",
                                    [&](const Cursor& n) {
                                      using enum model::Must;
                                      r.must = choose<model::Must>(n, {{"connect", connect}, {"not-connect", not_connect}}).value_or(connect);
                                    }},
                                   {"accepted", [&](const Cursor& n) { r.accepted = read_acceptance(context_, n); }},
                                   {"why", [&](const Cursor& n) { r.why = n.string().value_or(""); }}});
    if (!c.object(readers)) return;
    static constexpr std::pair<const char*, const char*> required[] = {
        {"id", "give it a name"}, {"from", "name the hosts"}, {"to", "name the hosts"}, {"must", "say what is wanted: connect or not-connect"}};
    for (const auto& [key, hint] : required)
      if (c.node().find(key) == nullptr) {
        c.fail("the key '" + std::string(key) + "' is missing", hint);
        good = false;
      }
    if (good && r.from.size() == 1 && r.from == r.to) c.fail("the requirement is for no pair of hosts", "name another client or target; a host and itself is no pair");
    r.request.id = r.id;
    context_.estate.requirements.push_back(std::move(r));
  }

 private:
  // "ID/CLIENT/TARGET" names a pair of a requirement, so no connection may be called like that either.
  void read_id(const Cursor& c, std::string& id) const {
    const auto text = c.string();
    if (!text) return;
    if (text->empty()) return c.fail("the id is empty", "give it a name");
    id = *text;
    if (context_.estate.find_requirement(id) != model::none) return c.fail("two requirements have the id '" + id + "'", "give each an \"id\" of its own");
    const auto& connections = context_.estate.connections;
    const auto taken = std::ranges::find_if(connections, [&](const std::string& other) { return other == id || other.starts_with(id + "/"); }, &model::Connection::id);
    if (taken != connections.end()) c.fail("the id '" + id + "' is taken by the connection '" + taken->id + "'", "give the requirement an \"id\" of its own");
  }

  ScenarioContext& context_;
};

}  // namespace

void read_requirements(ScenarioContext& context, const Cursor& cursor) {
  RequirementReader reader(context);
  cursor.items([&](const Cursor& c) { reader.read(c); });
}

}  // namespace wmireach::import
