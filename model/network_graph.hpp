// SPDX-License-Identifier: Apache-2.0
// Which TCP ports reach one host from another, along the links between zones.
#pragma once

#include <cstddef>
#include <vector>

#include "model/estate.hpp"

namespace wmireach::model {

enum class PortCoverage : std::uint8_t { closed, partial, open };

struct PortPath {
  PortCoverage coverage = PortCoverage::closed;
  std::vector<Index> links;                 // the path used, or the best one that is not fully open
  Index blocking_link = none;               // the link that stops the ports; none: open, or there is no link at all
  LocationId blocking_rule = no_location;   // the rule that stops them; no_location: the link's fallback
  bool nat = false;                         // a link of the path translates addresses
};

// The path with the best coverage of `ports` from one host to another, and among those the shortest;
// a path without address translation is preferred to one with. Hosts in one zone reach each other on every port.
// Precondition: both hosts have a zone, or the estate has no zones (then every port is open).
PortPath find_port_path(const Estate& estate, Index from_host, Index to_host, PortRange ports);

// Whether any chain of links leads from one host's zone to the other's, whatever its rules.
bool zones_are_linked(const Estate& estate, Index from_host, Index to_host);

// By zone: how many links the shortest chain from the given one has, whatever their rules; SIZE_MAX: there is none. With
// `only_stated`, those links count that the file states.
std::vector<std::size_t> links_away(const Estate& estate, Index from_zone, bool only_stated = false);

// By zone: whether any chain of these links leads there.
std::vector<bool> zones_reached(const Estate& estate, Index from_zone, bool only_stated = false);

// The links of a shortest chain from one zone to another, whatever their rules; empty: there is none, or it is the same zone.
std::vector<Index> links_between(const Estate& estate, Index from_zone, Index to_zone);

// How much of `ports` one link lets through between two hosts, and the rule that stops the rest.
PortCoverage link_coverage(const Link& link, Index from_host, Index to_host, PortRange ports, LocationId* blocking_rule);

}  // namespace wmireach::model
