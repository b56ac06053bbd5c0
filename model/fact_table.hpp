// SPDX-License-Identifier: Apache-2.0
// Facts of one host, account or request, by the vocabulary's fact number within its scope. Most are absent, or those of a
// baseline that many hosts start from; so a table keeps its own facts only, and shares the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <vector>

#include "model/fact.hpp"

namespace wmireach::model {

class FactTable {
 public:
  std::size_t size() const { return size_; }
  void resize(std::size_t size) { size_ = size; }

  const Fact& operator[](std::size_t i) const {
    if ((filter_ >> (i % 64)) & 1)
      if (const Fact* f = own(i)) return *f;
    return shared_ ? (*shared_)[i] : absent();
  }
  // For writing; the fact becomes the table's own. The reference stays good while the table is.
  Fact& operator[](std::size_t i);
  const Fact& at(std::size_t i) const;

  // Copies made from now on share what the table holds.
  void share();

 private:
  struct Own {
    std::uint32_t index;
    Fact fact;
  };
  static const Fact& absent();
  const Fact* own(std::size_t i) const;

  std::size_t size_ = 0;
  std::uint64_t filter_ = 0;  // which of its own facts there may be, by number modulo 64
  std::forward_list<Own> own_;
  std::shared_ptr<const std::vector<Fact>> shared_;
};

}  // namespace wmireach::model
