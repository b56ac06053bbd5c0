// SPDX-License-Identifier: Apache-2.0
#include "cli/blank_estate.hpp"

namespace wmireach::cli {

const model::Estate& blank_estate() {
  static const model::Estate estate = [] {
    model::Estate e;
    for (const char* name : {"CLIENT", "TARGET", "THIRD"}) {
      model::Host h;
      h.name = name;
      e.hosts.push_back(std::move(h));
    }
    model::Connection c;
    c.id = "example";
    c.from = 0;
    c.to = 1;
    c.third = 2;
    e.connections.push_back(std::move(c));
    return e;
  }();
  return estate;
}

}  // namespace wmireach::cli
