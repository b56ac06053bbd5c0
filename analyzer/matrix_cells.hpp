// SPDX-License-Identifier: Apache-2.0
// The cells of a matrix, kept as four bytes for each pair of groups of hosts and made when they are looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "analyzer/pair_verdicts.hpp"

namespace wmireach::analyzer {

// What every pair of a client of one class and a target of another meets.
struct MatrixCell {
  model::Index from_class = 0, to_class = 0;
  std::uint64_t pairs = 0;  // clients times targets, without a host and itself; at least 1
  VerdictKind kind = VerdictKind::undetermined;
  std::optional<std::uint32_t> first_blocker;
  bool certain = false;                // that this is the first blocker: no rule before it is unknown
  std::optional<std::uint32_t> error;  // its code, where it is certain and the rule predicts one
};

// A cell, or nothing; used like a pointer.
class FoundCell {
 public:
  FoundCell() = default;
  explicit FoundCell(const MatrixCell& cell) : cell_(cell) {}
  explicit operator bool() const { return cell_.has_value(); }
  bool operator==(std::nullptr_t) const { return !cell_; }
  MatrixCell operator*() const { return *cell_; }
  const MatrixCell* operator->() const { return &*cell_; }

 private:
  std::optional<MatrixCell> cell_;
};

// A class, as seen by the cells.
struct ClassEnds {
  std::uint32_t client_group = 0, target_group = 0;
  std::uint64_t clients = 0, targets = 0, both = 0;  // hosts that are clients, targets, and both
};

class MatrixCells {
 public:
  class Iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;  // cells are made, not referred to
    using value_type = MatrixCell;
    using difference_type = std::ptrdiff_t;
    using reference = MatrixCell;
    using pointer = void;

    Iterator() = default;
    MatrixCell operator*() const { return cells_->cell(cells_->from_[row_], cells_->to_[column_]); }
    Iterator& operator++() {
      step();
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return row_ == other.row_ && column_ == other.column_; }

   private:
    friend class MatrixCells;
    Iterator(const MatrixCells& cells, std::size_t row) : cells_(&cells), row_(row) { skip(); }
    void step() {
      if (++column_ < cells_->to_.size()) return;
      column_ = 0;
      ++row_;
    }
    void skip() {
      while (row_ < cells_->from_.size() && cells_->pairs(cells_->from_[row_], cells_->to_[column_]) == 0) step();
    }
    const MatrixCells* cells_ = nullptr;
    std::size_t row_ = 0, column_ = 0;
  };

  MatrixCells() = default;
  // `errors`: the code that each rule predicts, where it predicts one.
  MatrixCells(std::vector<ClassEnds> classes, std::vector<ShortVerdict> verdicts, std::uint32_t target_groups, std::vector<std::optional<std::uint32_t>> errors);

  Iterator begin() const { return {*this, to_.empty() ? from_.size() : 0}; }
  Iterator end() const { return {*this, from_.size()}; }
  std::size_t size() const;
  bool empty() const { return begin() == end(); }
  FoundCell find(model::Index from_class, model::Index to_class) const;

 private:
  MatrixCell cell(model::Index from_class, model::Index to_class) const;
  std::uint64_t pairs(model::Index from_class, model::Index to_class) const {
    return classes_[from_class].clients * classes_[to_class].targets - (from_class == to_class ? classes_[from_class].both : 0);
  }

  std::vector<ClassEnds> classes_;
  std::vector<ShortVerdict> verdicts_;  // by client group, then target group
  std::uint32_t target_groups_ = 0;
  std::vector<std::optional<std::uint32_t>> errors_;
  std::vector<model::Index> from_, to_;  // classes that have clients, and targets
};

}  // namespace wmireach::analyzer
