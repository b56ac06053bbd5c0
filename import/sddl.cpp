// SPDX-License-Identifier: Apache-2.0
#include "import/sddl.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace wmireach::import {
namespace {

struct WellKnown {
  std::string_view code, sid, name;  // `code` may be empty, and so may `sid` where it depends on the domain
};

// MS-DTYP 2.4.2.4 and 2.5.1.1; names as Windows shows them, without BUILTIN and NT AUTHORITY.
constexpr std::array well_known{
    WellKnown{"WD", "S-1-1-0", "Everyone"}, WellKnown{"AN", "S-1-5-7", "ANONYMOUS LOGON"}, WellKnown{"AU", "S-1-5-11", "Authenticated Users"},
    WellKnown{"NU", "S-1-5-2", "NETWORK"}, WellKnown{"IU", "S-1-5-4", "INTERACTIVE"}, WellKnown{"SU", "S-1-5-6", "SERVICE"},
    WellKnown{"SY", "S-1-5-18", "SYSTEM"}, WellKnown{"LS", "S-1-5-19", "LOCAL SERVICE"}, WellKnown{"NS", "S-1-5-20", "NETWORK SERVICE"},
    WellKnown{"BA", "S-1-5-32-544", "Administrators"}, WellKnown{"BU", "S-1-5-32-545", "Users"}, WellKnown{"BG", "S-1-5-32-546", "Guests"},
    WellKnown{"PU", "S-1-5-32-547", "Power Users"}, WellKnown{"AO", "S-1-5-32-548", "Account Operators"},
    WellKnown{"SO", "S-1-5-32-549", "Server Operators"}, WellKnown{"PO", "S-1-5-32-550", "Print Operators"},
    WellKnown{"BO", "S-1-5-32-551", "Backup Operators"}, WellKnown{"RD", "S-1-5-32-555", "Remote Desktop Users"},
    WellKnown{"NO", "S-1-5-32-556", "Network Configuration Operators"}, WellKnown{"MU", "S-1-5-32-558", "Performance Monitor Users"},
    WellKnown{"LU", "S-1-5-32-559", "Performance Log Users"}, WellKnown{"", "S-1-5-32-562", "Distributed COM Users"},
    WellKnown{"RE", "S-1-5-32-552", "Replicator"}, WellKnown{"RU", "S-1-5-32-554", "Pre-Windows 2000 Compatible Access"},
    WellKnown{"IS", "S-1-5-32-568", "IIS_IUSRS"}, WellKnown{"CY", "S-1-5-32-569", "Cryptographic Operators"},
    WellKnown{"CD", "S-1-5-32-574", "Certificate Service DCOM Access"}, WellKnown{"HA", "S-1-5-32-578", "Hyper-V Administrators"},
    WellKnown{"AA", "S-1-5-32-579", "Access Control Assistance Operators"}, WellKnown{"CO", "S-1-3-0", "CREATOR OWNER"},
    WellKnown{"CG", "S-1-3-1", "CREATOR GROUP"}, WellKnown{"OW", "S-1-3-4", "OWNER RIGHTS"}, WellKnown{"ED", "S-1-5-9", "ENTERPRISE DOMAIN CONTROLLERS"},
    WellKnown{"PS", "S-1-5-10", "SELF"}, WellKnown{"RC", "S-1-5-12", "RESTRICTED"}, WellKnown{"WR", "S-1-5-33", "WRITE RESTRICTED"},
    WellKnown{"ER", "S-1-5-32-573", "Event Log Readers"}, WellKnown{"RM", "S-1-5-32-580", "Remote Management Users"},
    WellKnown{"DA", "", "Domain Admins"}, WellKnown{"DU", "", "Domain Users"}, WellKnown{"DG", "", "Domain Guests"},
    WellKnown{"DC", "", "Domain Computers"}, WellKnown{"DD", "", "Domain Controllers"}, WellKnown{"EA", "", "Enterprise Admins"},
    WellKnown{"LA", "", "Administrator"}, WellKnown{"LG", "", "Guest"}, WellKnown{"AC", "S-1-15-2-1", "ALL APPLICATION PACKAGES"}, WellKnown{"", "S-1-5-113", "Local account"},
    WellKnown{"", "S-1-5-114", "Local account and member of Administrators group"}};

struct Right {
  std::string_view code;
  std::uint32_t mask;
};
constexpr std::array rights{Right{"CC", 0x1}, Right{"DC", 0x2}, Right{"LC", 0x4}, Right{"SW", 0x8}, Right{"RP", 0x10}, Right{"WP", 0x20},
                            Right{"DT", 0x40}, Right{"LO", 0x80}, Right{"CR", 0x100}, Right{"SD", 0x10000}, Right{"RC", 0x20000},
                            Right{"WD", 0x40000}, Right{"WO", 0x80000}, Right{"GA", 0x10000000}, Right{"GX", 0x20000000},
                            Right{"GW", 0x40000000}, Right{"GR", 0x80000000},
                            // Of files and of keys of the registry; a descriptor may be written with them whatever it is for.
                            Right{"FA", 0x1F01FF}, Right{"FR", 0x120089}, Right{"FW", 0x120116}, Right{"FX", 0x1200A0},
                            Right{"KA", 0xF003F}, Right{"KR", 0x20019}, Right{"KW", 0x20006}, Right{"KX", 0x20019}};

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return std::toupper(static_cast<unsigned char>(x)) == std::toupper(static_cast<unsigned char>(y)); });
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  SddlList parse() {
    const auto start = list_start();
    if (start == std::string_view::npos) {
      fail(0, text_.size(), "there is no discretionary list (D:)");
      return std::move(list_);
    }
    std::size_t i = start;
    while (i < text_.size() && text_[i] != '(' && text_[i] != 'S') ++i;  // flags such as PAI
    while (!list_.error && i < text_.size() && text_[i] == '(') {
      const auto close = text_.find(')', i);
      if (close == std::string_view::npos) {
        fail(i, text_.size() - i, "this entry is not closed");
        break;
      }
      entry(i + 1, close);
      i = close + 1;
      while (i < text_.size() && text_[i] == ' ') ++i;
    }
    if (!list_.error && i < text_.size() && !text_.substr(i).starts_with("S:")) fail(i, text_.size() - i, "an entry or the end was expected");
    return std::move(list_);
  }

 private:
  // Behind "D:", which stands at the start or behind the owner and group.
  std::size_t list_start() const {
    for (std::size_t i = 0, depth = 0; i + 1 < text_.size(); ++i) {
      if (text_[i] == '(') ++depth;
      if (text_[i] == ')' && depth > 0) --depth;
      if (depth == 0 && text_[i] == 'D' && text_[i + 1] == ':') return i + 2;
    }
    return std::string_view::npos;
  }

  void fail(std::size_t offset, std::size_t length, std::string message) {
    if (!list_.error) list_.error = SddlError{offset, length, std::move(message)};
  }

  // type;flags;rights;object;inherited object;SID
  void entry(std::size_t begin, std::size_t end) {
    std::array<std::string_view, 6> parts;
    std::array<std::size_t, 6> at{};
    std::size_t n = 0, from = begin;
    for (std::size_t i = begin; i <= end; ++i) {
      if (i != end && text_[i] != ';') continue;
      if (n < parts.size()) {
        parts[n] = trimmed(text_.substr(from, i - from));
        at[n] = from;
      }
      ++n;
      from = i + 1;
    }
    if (n != parts.size()) return fail(begin, end - begin, "an entry has six parts: type;flags;rights;object;inherited object;SID");
    SddlEntry e;
    if (same(parts[0], "D") || same(parts[0], "OD")) e.deny = true;
    else if (!same(parts[0], "A") && !same(parts[0], "OA")) return fail(at[0], parts[0].size(), "the type of an entry is A (allow) or D (deny)");
    for (std::size_t i = 0; i + 1 < parts[1].size(); i += 2) {
      e.container_inherit = e.container_inherit || same(parts[1].substr(i, 2), "CI");
      e.inherit_only = e.inherit_only || same(parts[1].substr(i, 2), "IO");
    }
    const auto mask = read_mask(parts[2]);
    if (!mask) return fail(at[2], parts[2].size(), "these are no access rights");
    e.mask = *mask;
    if (parts[5].empty()) return fail(at[5], 1, "the entry names no SID");
    e.principal = principal_of_sid(parts[5]);
    list_.entries.push_back(std::move(e));
  }

  static std::optional<std::uint32_t> read_mask(std::string_view text) {
    std::uint32_t mask = 0;
    if (text.starts_with("0x") || text.starts_with("0X") || (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())))) {
      const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
      const auto digits = hex ? text.substr(2) : text;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), mask, hex ? 16 : 10);
      return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? std::optional(mask) : std::nullopt;
    }
    if (text.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); i += 2) {
      const auto found = std::ranges::find_if(rights, [&](const Right& r) { return same(r.code, text.substr(i, 2)); });
      if (found == rights.end()) return std::nullopt;
      mask |= found->mask;
    }
    return mask;
  }

  std::string_view text_;
  SddlList list_;
};

}  // namespace

SddlList parse_sddl(std::string_view text) { return Parser(text).parse(); }

std::string principal_of_sid(std::string_view sid) {
  for (const auto& w : well_known)
    if ((!w.sid.empty() && same(w.sid, sid)) || (!w.code.empty() && sid.size() == 2 && same(w.code, sid))) return std::string(w.name);
  return std::string(sid);
}

bool looks_like_sddl(std::string_view text) {
  return text.find("D:") != std::string_view::npos || (text.find('(') != std::string_view::npos && text.find(";;;") != std::string_view::npos);
}

}  // namespace wmireach::import
