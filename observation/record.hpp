// SPDX-License-Identifier: Apache-2.0
// What was seen of real connections, step by step, from one computer. A live probe, a packet capture, a scan and a recorded file fill the
// same form; nothing here knows which.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wmireach::observation {

// In the order in which a client meets them. Over WS-Man: resolve, connect, identify, authenticate.
enum class Step : std::uint8_t {
  resolve,          // the target's name to addresses
  connect,          // TCP 135, or the port of WinRM
  endpoint_mapper,  // bind and listing
  object_resolver,  // ServerAlive2: the bindings by which the target names itself
  identify,         // the anonymous Identify of WS-Man
  authenticate,     // up to the first signed reply; over WS-Man the Identify with credentials
  activate,         // of the WMI login object
  service_port,     // TCP connection to the port that the activation named
  log_in,           // NTLMLogin to the namespace
};
inline constexpr std::size_t step_count = 9;

enum class Result : std::uint8_t { passed, failed, not_tried };
inline constexpr std::size_t result_count = 3;

// How a step ended, as far as it can be told apart.
enum class Ending : std::uint8_t {
  done,
  no_such_name,  // a name service says so
  no_address,    // the name exists, without an address of this family
  no_resolver,   // no name service answered
  refused,       // TCP reset, or ICMP port unreachable, which look alike
  dropped,       // no answer at all before the deadline
  prohibited,    // a firewall said so by ICMP
  unreachable,   // no route, or nobody has the address
  closed,        // the peer ended the connection instead of answering
  silent,        // connected, and no answer before the deadline
  garbled,       // an answer that is not the protocol's
  rejected,      // the peer does not offer this: a bind that was turned down, an HTTP status
  fault,         // an RPC fault; the code says which
  error,         // the call itself returned an error; the code says which
  no_ticket,     // the client's own security library gave up before the peer could judge
  skipped,       // not wanted, or nothing to do it with
  out_of_order,  // an earlier step failed, so this one could not be tried
};
inline constexpr std::size_t ending_count = 17;

struct Look {
  Step step = Step::resolve;
  Result result = Result::not_tried;
  Ending ending = Ending::skipped;
  std::string to;                     // an address, or the name that was looked up
  std::uint16_t port = 0;             // 0: none
  std::optional<std::uint32_t> code;  // as the caller on Windows would be told it: a Win32 error as HRESULT
  std::string text;                   // raw words and codes of the peer or of a library; never a secret
  std::uint32_t milliseconds = 0;
  std::vector<std::pair<std::string, std::string>> found;  // what the step brought: "address", "binding", "mechanism"; a key may repeat
};

// One connection of the scenario.
struct Sighting {
  std::string connection;  // its id
  std::string target;      // the host
  std::vector<Look> looks;
  std::uint32_t line = 0;  // in the file that it was read from; 0: it was not
};

enum class Source : std::uint8_t {
  probe,    // this program was the client, so the settings of the scenario's client program had no part in it
  capture,  // the packets of a real client
  scan,     // of ports, by another program
};
inline constexpr std::size_t source_count = 3;

struct Record {
  std::string observer;  // name of the computer that looked
  std::string seen_at;   // "2026-11-26T15:20:00Z", UTC
  Source source = Source::probe;
  std::vector<Sighting> sightings;
};

std::string_view to_string(Step step);      // "endpoint-mapper"
std::string_view to_string(Result result);  // "not-tried"
std::string_view to_string(Ending ending);  // "no-such-name"
std::string_view to_string(Source source);  // "probe"

const std::array<std::string_view, step_count>& step_names();
const std::array<std::string_view, result_count>& result_names();
const std::array<std::string_view, ending_count>& ending_names();
const std::array<std::string_view, source_count>& source_names();

// A step passed where one of its looks did: a client goes on to the next address. nullopt: no look at it.
std::optional<Result> result_of(const Sighting& sighting, Step step);

// The look that decides a step: the first that passed, else the last that failed, else the last.
const Look* deciding_look(const Sighting& sighting, Step step);

}  // namespace wmireach::observation
