// SPDX-License-Identifier: Apache-2.0
#include "exports/nmap.hpp"

#include <algorithm>

#include "exports/nmap_system.hpp"
#include "exports/xml.hpp"
#include "import/json_writer.hpp"
#include "model/address.hpp"
#include "model/estate.hpp"

namespace wmireach::exports {
namespace {

using model::folded;

// nmap writes the zero byte behind names of SMB as four characters.
std::string without_zero(std::string_view text) {
  while (text.ends_with("\\x00")) text.remove_suffix(4);
  return std::string(text);
}

bool means_this_computer_only(std::string_view address) {
  const std::string a = folded(address);
  return a.starts_with("127.") || a == "::1" || a.starts_with("fe80:") || a.starts_with("169.254.") || a == "0.0.0.0" || a == "::";
}

// "elem" of a script by its key, in the tables of the script as well.
std::string_view elem(const XmlElement& e, std::string_view key) {
  for (const auto& c : e.children) {
    if (c.name == "elem" && c.attribute("key") == key) return c.text;
    if (c.name == "table")
      if (const auto found = elem(c, key); !found.empty()) return found;
  }
  return {};
}

class Reader {
 public:
  Reader(std::uint32_t file, Survey& survey) : file_(file), survey_(survey) {}

  void host(const XmlElement& h) {
    const XmlElement* status = h.child("status");
    if (status != nullptr && status->attribute("state") != "up") return;
    Computer c{.rank = Rank::scan, .place = {file_, h.line}};
    addresses(h, c);
    names(h, c);
    std::vector<std::string> systems;  // that the computer names itself, and sure guesses
    Place system_place = c.place;
    std::size_t unsure = 0;
    scripts(h, c, systems, system_place);
    if (const XmlElement* os = h.child("os"); os != nullptr)
      for (const auto& match : os->children) {
        if (match.name != "osmatch") continue;
        if (match.attribute("accuracy") != "100") ++unsure;
        else {
          if (systems.empty()) system_place = {file_, match.line};
          systems.emplace_back(match.attribute("name"));
        }
      }
    if (c.addresses.empty() && c.dns_name.empty() && c.netbios_name.empty()) return note(h.line, "a computer has neither a name nor an address of its own", "it was left out; the others are kept");
    release(c, systems, system_place, unsure, h.line);
    ports(h, c);
    survey_.computers.push_back(std::move(c));
  }

  void end(const XmlElement& runstats) {
    const XmlElement* finished = runstats.child("finished");
    finished_ = true;
    if (finished != nullptr && finished->attribute("exit") == "error") note(finished->line, "the scan ended with an error", "what it had found was read");
  }

  void finish() {
    if (!finished_) note(0, "the scan has no end", "what it had found was read; computers may be missing");
    several(filtered_, "something on the way to TCP 135 drops packets that came from the scanner: ", "it may be the computer's own firewall or one of the network; no fact follows. State the links of zones, or windows_firewall, by hand");
    several(open_, "TCP 135 answers the scanner: ", "whether the port of the WMI service is let in as well, it does not say; no fact follows");
  }

 private:
  void note(std::uint32_t line, std::string message, std::string hint) {
    survey_.notes.push_back({.file = survey_.files[file_], .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  void several(const std::vector<std::pair<std::string, std::uint32_t>>& hosts, std::string message, const char* hint) {
    constexpr std::size_t most_named = 5;
    if (hosts.empty()) return;
    for (std::size_t i = 0; i < hosts.size() && i < most_named; ++i) message += (i == 0 ? "" : ", ") + hosts[i].first;
    if (hosts.size() > most_named) message += " and " + std::to_string(hosts.size() - most_named) + " more";
    note(hosts.front().second, std::move(message), hint);
  }

  static std::string label(const Computer& c) { return !c.dns_name.empty() ? c.dns_name : !c.netbios_name.empty() ? c.netbios_name : c.addresses.empty() ? "" : c.addresses.front(); }

  void addresses(const XmlElement& h, Computer& c) {
    for (const auto& a : h.children) {
      if (a.name != "address" || (a.attribute("addrtype") != "ipv4" && a.attribute("addrtype") != "ipv6")) continue;
      const std::string address(a.attribute("addr"));
      if (model::address_bytes(address).empty()) note(a.line, "'" + address.substr(0, 60) + "' is no address", "it was left out");
      else if (!means_this_computer_only(address)) c.addresses.push_back(address);
    }
  }

  static void names(const XmlElement& h, Computer& c) {
    const XmlElement* list = h.child("hostnames");
    if (list == nullptr) return;
    // What the name server says of the address goes before what somebody typed.
    for (const std::string_view type : {"PTR", "user"})
      for (const auto& n : list->children) {
        std::string name(n.attribute("name"));
        while (name.ends_with('.')) name.pop_back();
        if (n.attribute("type") != type || name.empty() || folded(name).starts_with("localhost") || !model::address_bytes(name).empty()) continue;
        if (name.find('.') == std::string::npos) {
          if (c.netbios_name.empty() && c.dns_name.empty()) c.netbios_name = name;
        } else if (c.dns_name.empty()) c.dns_name = name;
      }
  }

  void scripts(const XmlElement& h, Computer& c, std::vector<std::string>& systems, Place& place) {
    if (const XmlElement* list = h.child("hostscript"); list != nullptr)
      for (const auto& s : list->children)
        if (s.attribute("id") == "smb-os-discovery") smb(s, c, systems, place);
    if (const XmlElement* list = h.child("ports"); list != nullptr)
      for (const auto& port : list->children)
        for (const auto& s : port.children)
          if (s.name == "script" && s.attribute("id").ends_with("-ntlm-info")) ntlm(s, c);
  }

  void smb(const XmlElement& s, Computer& c, std::vector<std::string>& systems, Place& place) {
    // "OS: Windows XP (Windows 2000 LAN Manager)"; the element of the same name may hold no more than "Windows 5.1".
    const std::string output(s.attribute("output"));
    if (const auto at = output.find("OS: "); at != std::string::npos) {
      const auto end = output.find_first_of("(\n", at);
      std::string system = output.substr(at + 4, end == std::string::npos ? end : end - at - 4);
      while (system.ends_with(' ')) system.pop_back();
      if (!system.empty()) systems.push_back(std::move(system)), place = {file_, s.line};
    }
    if (const std::string server = without_zero(elem(s, "server")); !server.empty()) c.netbios_name = server;
    if (const std::string fqdn = without_zero(elem(s, "fqdn")); fqdn.find('.') != std::string::npos) c.dns_name = fqdn;
    if (const std::string domain = without_zero(elem(s, "domain_dns")); domain.find('.') != std::string::npos) c.domain = domain;
  }

  // What the computer sends in the challenge of NTLM (MS-NLMP 2.2.1.2): in no domain, its own name stands for the domain's.
  void ntlm(const XmlElement& s, Computer& c) {
    const std::string dns(elem(s, "DNS_Computer_Name")), domain(elem(s, "DNS_Domain_Name")), version(elem(s, "Product_Version")), netbios(elem(s, "NetBIOS_Computer_Name"));
    if (dns.find('.') != std::string::npos) c.dns_name = dns;
    if (!netbios.empty()) c.netbios_name = netbios;
    if (domain.find('.') != std::string::npos && folded(domain) != folded(dns)) c.domain = domain;
    if (const int build = build_of(version); build > 0 && std::ranges::none_of(c.settings, [](const auto& x) { return x.path == "build"; }))
      c.settings.push_back({"build", import::json_integer(build), {file_, s.line}});
  }

  void release(Computer& c, const std::vector<std::string>& systems, Place place, std::size_t unsure, std::uint32_t line) {
    if (systems.empty()) {
      if (unsure > 0) note(line, "the release of " + label(c) + " is a guess of less than 100 percent", "it stays unknown");
      return;
    }
    if (const auto release = common_system(systems)) {
      c.settings.push_back({"os", import::json_text(release->release), place});
      if (!release->edition.empty()) c.settings.push_back({"edition", import::json_text(release->edition), place});
      return;
    }
    note(place.line, "the release of " + label(c) + " may be any of several: '" + systems.front() + "'" + (systems.size() > 1 ? ", '" + systems[1] + "'" : "") + (systems.size() > 2 ? " and more" : ""), "it stays unknown");
  }

  void ports(const XmlElement& h, Computer& c) {
    const XmlElement* list = h.child("ports");
    if (list == nullptr) return;
    for (const auto& p : list->children) {
      const XmlElement* state = p.child("state");
      if (p.name != "port" || p.attribute("protocol") != "tcp" || state == nullptr) continue;
      const auto number = p.attribute("portid"), is = state->attribute("state");
      if (number == "135" && is == "filtered") filtered_.emplace_back(label(c), p.line);
      if (number == "135" && is == "open") open_.emplace_back(label(c), p.line);
      if ((number == "5985" || number == "5986") && is == "open" && may_be_winrm(p)) {
        c.settings.push_back({number == "5985" ? "winrm/http_listener" : "winrm/https_listener", import::json_boolean(true), {file_, p.line}});
        if (std::ranges::none_of(c.settings, [](const auto& s) { return s.path == "winrm/state"; })) c.settings.push_back({"winrm/state", import::json_text("running"), {file_, p.line}});
      }
    }
  }

  // HTTP.SYS answers for WinRM; without a probe there is no product.
  static bool may_be_winrm(const XmlElement& port) {
    const XmlElement* service = port.child("service");
    const std::string product = service == nullptr ? std::string() : folded(service->attribute("product"));
    return product.empty() || product.find("httpapi") != std::string::npos || product.find("winrm") != std::string::npos || product.find("wsman") != std::string::npos;
  }

  std::uint32_t file_;
  Survey& survey_;
  bool finished_ = false;
  std::vector<std::pair<std::string, std::uint32_t>> filtered_, open_;
};

}  // namespace

bool looks_like_nmap(std::string_view text) { return xml_root(text) == "nmaprun"; }

void read_nmap(std::string_view text, std::uint32_t file, Survey& survey) {
  Reader reader(file, survey);
  const std::string name = survey.files[file];
  parse_xml(text, name, {"host", "runstats"}, [&](XmlElement&& e) { e.name == "host" ? reader.host(e) : reader.end(e); }, survey.notes);
  reader.finish();
}

}  // namespace wmireach::exports
