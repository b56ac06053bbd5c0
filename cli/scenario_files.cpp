// SPDX-License-Identifier: Apache-2.0
#include "cli/scenario_files.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/platform/files.hpp"
#include "cli/session.hpp"
#include "import/cursor.hpp"
#include "model/name_pattern.hpp"

namespace wmireach::cli {
namespace {

namespace fs = std::filesystem;

// The files that an entry of "include" names, sorted; empty where a pattern fits none.
std::vector<std::string> named_by(const std::string& entry, const fs::path& folder) {
  const fs::path path = (folder / platform::as_path(entry)).lexically_normal();
  const auto shown = [&](const fs::path& p) { return platform::in_the_form_of(platform::as_text(folder), platform::as_text(p)); };
  const std::string pattern = platform::as_text(path.filename());
  if (path == "-") return {"./-"};  // a file of that name, and not standard input
  if (pattern.find('*') == std::string::npos) return {shown(path)};
  std::vector<std::string> files;
  std::error_code error;
  const fs::path parent = path.parent_path();
  for (const auto& e : fs::directory_iterator(parent.empty() ? fs::path(".") : parent, error))
    if (model::fits_pattern(pattern, platform::as_text(e.path().filename())) && !e.is_directory(error)) files.push_back(shown(parent / e.path().filename()));
  std::ranges::sort(files);
  return files;
}

class Collector {
 public:
  void read(const std::string& path) {
    files_.push_back({path == "-" ? "<stdin>" : path, {}});
    take(path, read_input(path));
    if (!diagnostics_.empty()) throw BadInput{std::move(diagnostics_)};
  }
  std::vector<ScenarioFile> take_files() { return std::move(files_); }

 private:
  struct Step {
    std::string name, identity;
  };

  // The file is the last of files_.
  void take(const std::string& path, const std::string& text) {
    const std::size_t at = files_.size() - 1;
    const std::string name = files_[at].name;
    chain_.push_back({name, path == "-" ? "-" : platform::file_identity(path)});
    seen_.insert(chain_.back().identity);
    if (auto json = import::parse_json(text, name, diagnostics_)) {
      const auto include = std::ranges::find(json->members, "include", &import::JsonMember::key);
      if (include != json->members.end()) {
        const import::JsonMember copy = *include;  // files_ grows
        files_[at].json = std::move(*json);
        follow(copy, name, path == "-" ? fs::path() : platform::as_path(path).parent_path());
      } else {
        files_[at].json = std::move(*json);
      }
    }
    chain_.pop_back();
  }

  // Entries of another form are told by the reader of the scenario.
  void follow(const import::JsonMember& include, const std::string& name, const fs::path& folder) {
    import::JsonNode root;
    root.kind = import::JsonNode::Kind::object;
    root.members.push_back(include);
    const import::Cursor cursor(root, name, diagnostics_);
    const import::Cursor list = cursor.child(root.members.front());
    const auto entry = [&](const import::Cursor& c) {
      if (c.is(import::JsonNode::Kind::string)) follow_entry(c, folder);
    };
    if (list.is(import::JsonNode::Kind::array)) list.items(entry);
    else entry(list);
  }

  void follow_entry(const import::Cursor& c, const fs::path& folder) {
    const std::string& entry = c.node().text;
    if (entry.empty()) return c.fail("an empty name includes no file", "name a file, relative to this one");
    if (platform::as_text(platform::as_path(entry).parent_path()).find('*') != std::string::npos)
      return c.fail("'" + entry + "' has a '*' in the name of a folder", "'*' may stand in the last part only");
    const auto names = named_by(entry, folder);
    if (names.empty()) return c.fail("no file fits '" + entry + "'", "names are relative to the file that includes them");
    for (const auto& name : names) include(c, name);
  }

  void include(const import::Cursor& c, const std::string& file) {
    const std::string own = platform::file_identity(file);
    if (const auto circle = std::ranges::find(chain_, own, &Step::identity); circle != chain_.end()) {
      std::string way;
      for (auto s = circle; s != chain_.end(); ++s) way += s->name + " -> ";
      return c.fail("files include each other in a circle: " + way + file, "remove one of these entries of 'include'");
    }
    if (!seen_.insert(own).second) return;
    try {
      const std::string text = read_input(file);
      files_.push_back({file, {}});
      take(file, text);
    } catch (const BadInput& unreadable) {
      for (const auto& d : unreadable.diagnostics) c.fail("'" + file + "' cannot be included: " + d.message, d.hint);
    }
  }

  std::vector<ScenarioFile> files_;
  std::vector<Step> chain_;     // from the scenario to the file that is being read
  std::set<std::string> seen_;  // by identity
  import::Diagnostics diagnostics_;
};

// What a file includes, by identity. A file that cannot be read includes nothing; whoever reads it as a scenario tells why.
void add_included(const std::string& file, std::set<std::string>& included) {
  try {
    const std::string text = read_input(file);
    if (text.find("\"include\"") == std::string::npos) return;
    import::Diagnostics ignored;
    const auto json = import::parse_json(text, file, ignored);
    const import::JsonNode* list = json ? json->find("include") : nullptr;
    if (list == nullptr) return;
    const auto add = [&](const import::JsonNode& entry) {
      if (entry.kind != import::JsonNode::Kind::string) return;
      for (const auto& name : named_by(entry.text, platform::as_path(file).parent_path())) included.insert(platform::file_identity(name));
    };
    add(*list);
    for (const auto& entry : list->items) add(entry);
  } catch (const BadInput&) {
    return;
  }
}

}  // namespace

std::vector<ScenarioFile> read_scenario_files(const std::string& path) {
  Collector collector;
  collector.read(path);
  return collector.take_files();
}

std::vector<import::ScenarioText> texts_of(const std::vector<ScenarioFile>& files) {
  std::vector<import::ScenarioText> texts;
  for (const auto& f : files) texts.push_back({f.name, &f.json});
  return texts;
}

std::vector<std::string> scenarios_below(const std::vector<std::string>& paths) {
  std::vector<std::string> files, found;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(platform::as_path(path), error)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(platform::as_path(path), error))
      if (entry.is_regular_file() && entry.path().extension() == ".json") found.push_back(platform::in_the_form_of(path, platform::as_text(entry.path())));
  }
  std::set<std::string> included;
  for (const auto& file : found) add_included(file, included);
  for (auto& file : found)
    if (!included.contains(platform::file_identity(file))) files.push_back(std::move(file));
  std::ranges::sort(files);
  return files;
}

}  // namespace wmireach::cli
