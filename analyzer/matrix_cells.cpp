// SPDX-License-Identifier: Apache-2.0
#include "analyzer/matrix_cells.hpp"

namespace wmireach::analyzer {

using model::Index;

MatrixCells::MatrixCells(std::vector<ClassEnds> classes, std::vector<ShortVerdict> verdicts, std::uint32_t target_groups, std::vector<std::optional<std::uint32_t>> errors)
    : classes_(std::move(classes)), verdicts_(std::move(verdicts)), target_groups_(target_groups), errors_(std::move(errors)) {
  for (Index i = 0; i < classes_.size(); ++i) {
    if (classes_[i].clients > 0) from_.push_back(i);
    if (classes_[i].targets > 0) to_.push_back(i);
  }
}

std::size_t MatrixCells::size() const {
  std::size_t without_pairs = 0;  // a class of one host, which is client and target
  for (Index i = 0; i < classes_.size(); ++i)
    if (classes_[i].clients > 0 && classes_[i].targets > 0 && pairs(i, i) == 0) ++without_pairs;
  return from_.size() * to_.size() - without_pairs;
}

FoundCell MatrixCells::find(Index from_class, Index to_class) const {
  if (from_class >= classes_.size() || to_class >= classes_.size() || pairs(from_class, to_class) == 0) return {};
  return FoundCell(cell(from_class, to_class));
}

MatrixCell MatrixCells::cell(Index from_class, Index to_class) const {
  const ShortVerdict v = verdicts_[std::size_t{classes_[from_class].client_group} * target_groups_ + classes_[to_class].target_group];
  MatrixCell c{.from_class = from_class, .to_class = to_class, .pairs = pairs(from_class, to_class), .kind = v.kind()};
  if (v.has_blocker()) {
    c.first_blocker = v.blocker();
    c.certain = v.is_certain();
    if (c.certain) c.error = errors_[v.blocker()];
  }
  return c;
}

}  // namespace wmireach::analyzer
