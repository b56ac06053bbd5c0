// SPDX-License-Identifier: Apache-2.0
// Colour on terminals that want it. Words carry the meaning; colour only repeats it.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace wmireach::cli {

class Style {
 public:
  // `when` is auto, always or never; auto means a terminal that is not dumb, and no NO_COLOR.
  Style(std::string_view when, std::FILE* stream);

  std::string bold(std::string_view s) const { return wrap(s, "1"); }
  std::string red(std::string_view s) const { return wrap(s, "1;31"); }
  std::string green(std::string_view s) const { return wrap(s, "32"); }
  std::string yellow(std::string_view s) const { return wrap(s, "33"); }
  std::string dim(std::string_view s) const { return wrap(s, "2"); }

 private:
  std::string wrap(std::string_view s, std::string_view code) const;
  bool on_;
};

}  // namespace wmireach::cli
