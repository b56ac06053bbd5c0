// SPDX-License-Identifier: Apache-2.0
// The colours of the pictures, as people with a colour blindness and grey paper have them.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "tests/generators/project_files.hpp"
#include "viz/palette.hpp"
#include "viz/style.hpp"

using namespace wmireach;
namespace palette = viz::palette;

namespace {

using Colour = std::array<double, 3>;  // linear red, green and blue, from 0 to 1
using Matrix = std::array<Colour, 3>;

// IEC 61966-2-1.
double linear(int part) {
  const double x = part / 255.0;
  return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
}

Colour colour(const std::string& hex) {
  Colour c{};
  for (std::size_t i = 0; i < 3; ++i) c[i] = linear(std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16));
  return c;
}

Colour operator*(const Matrix& m, const Colour& c) {
  Colour out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) out[i] += m[i][k] * c[k];
  return out;
}

// Machado, Oliveira and Fernandes 2009, full severity.
constexpr Matrix protanopia{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix as_it_is{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

double luminance(const Colour& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; }

// WCAG 2.2.
double contrast(const std::string& a, const std::string& b) {
  const double x = luminance(colour(a)), y = luminance(colour(b));
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

// CIE L*a*b* of white D65; the distance of 1976, where about 2.3 can just be seen.
Colour lab(const Colour& c) {
  const Matrix xyz{{{0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883}}};
  Colour f = xyz * c;
  for (double& x : f) x = x > 216.0 / 24389 ? std::cbrt(x) : (24389.0 / 27 * x + 16) / 116;
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double distance(const std::string& a, const std::string& b, const Matrix& seen) {
  const Colour x = lab(seen * colour(a)), y = lab(seen * colour(b));
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

}  // namespace

TEST_CASE("lines and text of a picture stand out from what they are drawn on") {
  // WCAG 2.2: 3 for what is drawn, 4.5 for text.
  for (const auto* line : {palette::vermillion, palette::blue, palette::green, palette::purple, palette::grey, palette::ink})
    for (const auto* under : {palette::paper, palette::zone_paper}) {
      INFO(line << " on " << under);
      CHECK(contrast(line, under) >= 3);
    }
  for (const auto* text : {palette::ink, palette::quiet_ink})
    for (const auto* under : {palette::paper, palette::zone_paper, palette::failing_paper, palette::unknown_paper}) {
      INFO(text << " on " << under);
      CHECK(contrast(text, under) >= 4.5);
    }
}

TEST_CASE("the colours of the verdicts differ for people with a colour blindness") {
  const std::array verdicts{palette::vermillion, palette::blue, palette::green, palette::purple};
  for (const auto& [name, seen] : {std::pair{"as it is", as_it_is}, {"protanopia", protanopia}, {"deuteranopia", deuteranopia}})
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        INFO(verdicts[i] << " and " << verdicts[k] << ", " << name);
        CHECK(distance(verdicts[i], verdicts[k], seen) > 15);
      }
}

// Grey takes colours away: then the words, the shape and the line are all there is.
TEST_CASE("without their colours no two marks and no two verdicts look the same") {
  const auto without_colour = [](const viz::Attributes& look) {
    std::string text;
    for (const auto& a : look)
      if (a.name == "color") text += "lines=" + std::to_string(std::ranges::count(a.lines.front(), ':') + 1) + ";";
      else if (a.name != "fillcolor" && a.name != "fontcolor") text += viz::quoted(a) + std::string(a.name) + ";";
    return text;
  };
  std::set<std::string> marks, words, verdicts;
  const std::array all{viz::Mark::passed, viz::Mark::limited, viz::Mark::failed, viz::Mark::latent, viz::Mark::undetermined, viz::Mark::not_reached};
  for (const auto m : all) marks.insert(without_colour(viz::node_look(m)));
  CHECK(marks.size() == all.size());
  for (const auto m : {viz::Mark::passed, viz::Mark::limited, viz::Mark::failed, viz::Mark::latent, viz::Mark::undetermined}) words.insert(viz::marked(m, ""));
  CHECK(words.size() == 5);
  for (const auto v : {analyzer::VerdictKind::connects, analyzer::VerdictKind::fails, analyzer::VerdictKind::undetermined}) verdicts.insert(without_colour(viz::verdict_look(v)));
  verdicts.insert(without_colour(viz::some_fail_look()));
  CHECK(verdicts.size() == 4);
}

TEST_CASE("the HTML report has the colours of the pictures") {
  const std::string css = tests::text_of(tests::source_dir() / "report/style/10-colours.css");
  const auto has = [&](const std::string& name, std::string hex) {
    for (char& c : hex) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    INFO(name << ": " << hex);
    CHECK(css.find("--" + name + ": " + hex + ";") < css.find("@media"));  // of light paper
  };
  has("fails-line", palette::vermillion);
  has("undetermined-line", palette::blue);
  has("connects-line", palette::green);
  has("warns-line", palette::orange);
}
