// SPDX-License-Identifier: Apache-2.0
#include "cli/matrix_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "cli/csv_text.hpp"
#include "cli/json_text.hpp"

namespace wmireach::cli {
namespace {

using analyzer::MatrixCell;
using analyzer::VerdictKind;
using model::Index;

char byte_of(VerdictKind kind) { return kind == VerdictKind::connects ? '.' : kind == VerdictKind::fails ? 'x' : '?'; }

// What each class of targets means for the clients of one class, looked up once for a row of clients of the same class.
class PairWriter {
 public:
  PairWriter(const MatrixResult& r, PairFormat format, OutputFile& out)
      : r_(r), format_(format), out_(out), row_(r.matrix.classes.members.size()) {
    if (format == PairFormat::bytes) return;
    for (const Index t : r.request.to) targets_.push_back({target_text(r.estate.hosts[t].name), r.matrix.classes.of_host[t]});
  }

  void write(std::atomic<std::size_t>& clients_done) {
    if (format_ == PairFormat::csv) out_.write("client,target,verdict,stage,rule,error\n");
    for (const Index client : r_.request.from) {
      take_row(r_.matrix.classes.of_host[client]);
      if (format_ == PairFormat::bytes) write_bytes(client);
      else write_lines(client);
      ++clients_done;
    }
  }

 private:
  struct Target {
    std::string text;
    Index host_class;
  };

  void take_row(Index from_class) {
    if (from_class == row_of_) return;
    row_of_ = from_class;
    for (Index to_class = 0; to_class < row_.size(); ++to_class)
      if (const auto c = r_.matrix.find(from_class, to_class)) row_[to_class] = {format_ == PairFormat::bytes ? nullptr : &ending_of(*c), byte_of(c->kind)};
    if (format_ != PairFormat::bytes) return;
    line_.clear();
    for (const Index t : r_.request.to) line_ += row_[r_.matrix.classes.of_host[t]].byte;
    line_ += '\n';
  }

  void write_bytes(Index client) {
    const auto self = std::ranges::lower_bound(r_.request.to, client);
    if (self == r_.request.to.end() || *self != client) return out_.write(line_);
    char& own = line_[static_cast<std::size_t>(self - r_.request.to.begin())];
    const char kept = own;
    own = ' ';
    out_.write(line_);
    own = kept;
  }

  void write_lines(Index client) {
    const std::string start = client_text(r_.estate.hosts[client].name);
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      if (r_.request.to[i] == client) continue;
      out_.write(start);
      out_.write(targets_[i].text);
      out_.write(*row_[targets_[i].host_class].ending);
    }
  }

  std::string client_text(const std::string& name) const { return format_ == PairFormat::csv ? csv_field(name) + "," : "{\"from\":" + json_text(name) + ",\"to\":"; }
  std::string target_text(const std::string& name) const { return format_ == PairFormat::csv ? csv_field(name) : json_text(name); }

  // There are few different ones, however many cells there are.
  const std::string& ending_of(const MatrixCell& c) {
    const auto [found, is_new] = endings_.try_emplace({c.kind, c.first_blocker, c.error});
    if (!is_new) return found->second;
    const auto* rule = c.first_blocker ? &r_.program.rules()[*c.first_blocker] : nullptr;
    const std::string stage = rule ? std::string(to_string(rule->stage)) : "", name = rule ? std::string(rule->name) : "", error = c.error ? fmt::format("0x{:08X}", *c.error) : "";
    const auto value = [](const std::string& text) { return text.empty() ? "null" : json_text(text); };
    found->second = format_ == PairFormat::csv ? fmt::format(",{},{},{},{}\n", to_string(c.kind), stage, name, error)
                                               : fmt::format(",\"verdict\":\"{}\",\"stage\":{},\"rule\":{},\"error\":{}}}\n", to_string(c.kind), value(stage), value(name), value(error));
    return found->second;
  }

  struct Outcome {
    const std::string* ending = nullptr;
    char byte = ' ';  // also of a class that has no pair in this row: the client itself
  };

  const MatrixResult& r_;
  PairFormat format_;
  OutputFile& out_;
  std::vector<Outcome> row_;             // by class of targets, for the clients of row_of_
  Index row_of_ = model::none;
  std::string line_;                     // the row as bytes
  std::vector<Target> targets_;
  std::map<std::tuple<VerdictKind, std::optional<std::uint32_t>, std::optional<std::uint32_t>>, std::string> endings_;
};

}  // namespace

void write_pairs(const MatrixResult& result, PairFormat format, OutputFile& out, std::atomic<std::size_t>& clients_done) {
  PairWriter(result, format, out).write(clients_done);
}

}  // namespace wmireach::cli
