// SPDX-License-Identifier: Apache-2.0
#include "exports/registry_pol.hpp"

#include <optional>
#include <string>

#include "exports/policy_files.hpp"
#include "exports/registry_facts.hpp"
#include "exports/text_encoding.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

constexpr std::string_view signature = "PReg", version_1{"\1\0\0\0", 4};

class Reader {
 public:
  Reader(std::string_view bytes, std::uint32_t file, Survey& survey) : bytes_(bytes), file_(file), survey_(survey), facts_(survey) {}

  void read() {
    constexpr std::size_t header = 8;
    if (bytes_.size() < header || !bytes_.starts_with(signature)) return fault("has no header");
    if (bytes_.substr(4, 4) != version_1) fault("is of a version that is not known");
    else
      for (at_ = header; at_ < bytes_.size();) {
        ++ordinal_;
        if (!entry()) break;
      }
    if (is_user_part(survey_.files[file_])) {
      survey_.notes.push_back({.file = survey_.files[file_], .message = "holds settings of users", .hint = "they were left out: WMI depends on those of the computer"});
      return;
    }
    Policy policy = policy_of_file(survey_.files[file_], file_);
    policy.settings = facts_.take();
    survey_.policies.push_back(std::move(policy));
  }

 private:
  // "[key;value;type;size;data]", everything but the data in UTF-16 or in little-endian numbers of 32 bits.
  bool entry() {
    if (!mark('[')) return fault("an entry does not begin with '['"), false;
    const auto key = text();
    const bool first = key && mark(';');
    const auto name = first ? text() : std::nullopt;
    const auto type = name && mark(';') ? number() : std::nullopt;
    const auto size = type && mark(';') ? number() : std::nullopt;
    if (!size || !mark(';')) return fault("an entry ends too early, or is damaged"), false;
    if (*size > bytes_.size() - at_) return fault("an entry holds " + std::to_string(*size) + " bytes, more than are left"), false;
    const std::string_view data = bytes_.substr(at_, *size);
    at_ += *size;
    if (!mark(']')) return fault("an entry does not end with ']'"), false;
    const Place place{file_, ordinal_};
    if (name->starts_with("**")) return true;  // takes values or keys away (MS-GPREG 3.2.5.1)
    if (const auto value = RegistryValue::of_stored(*type, data)) facts_.add(*key, *name, *value, place);
    else survey_.notes.push_back({.file = survey_.files[file_], .line = ordinal_, .message = "the data of " + *name + " do not fit their type", .hint = "the entry was left out; the others are kept"});
    return true;
  }

  bool mark(char c) {
    if (bytes_.size() - at_ < 2 || bytes_[at_] != c || bytes_[at_ + 1] != '\0') return false;
    at_ += 2;
    return true;
  }

  std::optional<std::string> text() {
    for (std::size_t end = at_; bytes_.size() - end >= 2; end += 2)
      if (bytes_[end] == '\0' && bytes_[end + 1] == '\0') {
        std::string units = "\xFF\xFE" + std::string(bytes_.substr(at_, end - at_));
        at_ = end + 2;
        return to_utf8(units);
      }
    return std::nullopt;
  }

  std::optional<std::uint32_t> number() {
    if (bytes_.size() - at_ < 4) return std::nullopt;
    std::uint32_t n = 0;
    for (std::size_t i = 4; i > 0; --i) n = n << 8 | static_cast<unsigned char>(bytes_[at_ + i - 1]);
    at_ += 4;
    return n;
  }

  // Nothing tells where the next entry begins.
  void fault(std::string what) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = ordinal_, .message = std::move(what), .hint = ordinal_ > 1 ? "the entries before it were read; nothing behind them was" : "nothing of it was read"});
  }

  std::string_view bytes_;
  std::uint32_t file_, ordinal_ = 0;
  std::size_t at_ = 0;
  Survey& survey_;
  RegistryFacts facts_;
};

}  // namespace

bool looks_like_registry_pol(std::string_view bytes) { return bytes.starts_with(signature); }

void read_registry_pol(std::string_view bytes, std::uint32_t file, Survey& survey) { Reader(bytes, file, survey).read(); }

}  // namespace wmireach::exports
