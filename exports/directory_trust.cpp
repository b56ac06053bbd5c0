// SPDX-License-Identifier: Apache-2.0
#include "exports/directory_trust.hpp"

#include "exports/distinguished_name.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// MS-ADTS 6.1.6.7.12. Inbound: the other domain trusts this one.
constexpr std::uint32_t inbound = 1, outbound = 2;

// MS-ADTS 6.1.6.7.15.
enum TrustType : std::int64_t { downlevel = 1, uplevel = 2, mit = 3 };

// MS-ADTS 6.1.6.7.9.
constexpr std::uint32_t non_transitive = 0x1, quarantined_domain = 0x4, forest_transitive = 0x8, cross_organization = 0x10, within_forest = 0x20, treat_as_external = 0x40;

// A domain directly above or below. Any other trust within a forest is a shortcut, or leads to the root of another tree, which acts alike.
bool is_child(const std::string& child, const std::string& parent) {
  const auto dot = child.find('.');
  return dot != std::string::npos && folded(child.substr(dot + 1)) == folded(parent);
}

std::string kind_of(std::int64_t type, std::uint32_t attributes, const std::string& one, const std::string& other) {
  if (type == mit) return "realm";
  if ((attributes & within_forest) != 0) return is_child(one, other) || is_child(other, one) ? "parent-child" : "shortcut";
  return (attributes & forest_transitive) != 0 ? "forest" : "external";
}

// SIDs of other domains are removed on a trust to a quarantined domain, and on one to a forest, unless that was relaxed to the rules of an
// external trust (MS-PAC 4.1.2.2).
bool filters_sids(std::uint32_t attributes) {
  const bool to_forest = (attributes & forest_transitive) != 0 && (attributes & within_forest) == 0;
  return (attributes & quarantined_domain) != 0 || (to_forest && (attributes & treat_as_external) == 0);
}

}  // namespace

void read_directory_trust(const DirectoryEntry& e, std::uint32_t file, Survey& survey) {
  const auto note = [&](std::string_view attribute, std::string message, std::string hint) {
    survey.notes.push_back({.file = survey.files[file], .line = e.line_of(attribute), .message = std::move(message), .hint = std::move(hint)});
  };
  const std::string recorded_by = dns_name_of(e.dn), partner = e.text("trustpartner"), flat_name = e.text("flatname"), other = partner.empty() ? flat_name : partner;
  const std::string who = "the trust of " + recorded_by + " with " + other;
  if (recorded_by.empty() || other.empty()) return note("", "a trust does not name its two domains", "it was left out; the others are kept");
  const auto type = e.number("trusttype"), direction = e.number("trustdirection");
  if (!type || (*type != downlevel && *type != uplevel && *type != mit))
    return note("trusttype", who + " is of no type that is known", "it was left out; state it in the scenario");
  if (!direction || *direction < 0 || *direction > (inbound | outbound))
    return note("trustdirection", who + " has no direction that is known", "it was left out; state it in the scenario");
  const auto stated = e.number("trustattributes");
  const auto attributes = static_cast<std::uint32_t>(stated.value_or(0));
  const bool is_trusted = (*direction & inbound) != 0, trusts = (*direction & outbound) != 0;
  Trust t{.recorded_by = recorded_by, .trusting = trusts ? recorded_by : other, .trusted = trusts ? other : recorded_by, .kind = kind_of(*type, attributes, recorded_by, other), .two_way = is_trusted && trusts,
          .disabled = *direction == 0, .filters_sids = "unknown", .selective = "unknown", .place = {file, e.line}};
  if (!stated) {
    note("", who + " has no trustAttributes", "it is taken as " + t.kind + ", and what they tell stays unknown");
  } else {
    // What an external trust is without it as well; of a realm, it alone tells.
    if (t.kind == "realm") t.transitive = (attributes & non_transitive) != 0 ? "false" : "true";
    else if ((attributes & non_transitive) != 0) t.transitive = "false";
    if (trusts) {
      t.filters_sids = filters_sids(attributes) ? "true" : "false";
      t.selective = (attributes & cross_organization) != 0 ? "true" : "false";
    }
  }
  survey.domains.push_back({.dns_name = recorded_by, .place = t.place});
  survey.domains.push_back({.dns_name = other, .netbios_name = *type == uplevel ? flat_name : "", .sid = e.sid("securityidentifier"), .place = t.place});
  survey.trusts.push_back(std::move(t));
}

}  // namespace wmireach::exports
