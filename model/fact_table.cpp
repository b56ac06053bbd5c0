// SPDX-License-Identifier: Apache-2.0
#include "model/fact_table.hpp"

#include <stdexcept>

namespace wmireach::model {

const Fact& FactTable::absent() {
  static const Fact fact;
  return fact;
}

const Fact* FactTable::own(std::size_t i) const {
  for (const Own& o : own_)
    if (o.index == i) return &o.fact;
  return nullptr;
}

Fact& FactTable::operator[](std::size_t i) {
  for (Own& o : own_)
    if (o.index == i) return o.fact;
  filter_ |= std::uint64_t{1} << (i % 64);
  return own_.emplace_front(Own{static_cast<std::uint32_t>(i), shared_ ? (*shared_)[i] : Fact{}}).fact;
}

const Fact& FactTable::at(std::size_t i) const {
  if (i >= size_) throw std::out_of_range("no fact of this number");
  return (*this)[i];
}

void FactTable::share() {
  auto all = shared_ ? std::make_shared<std::vector<Fact>>(*shared_) : std::make_shared<std::vector<Fact>>();
  all->resize(size_);
  for (const Own& o : own_) (*all)[o.index] = o.fact;
  own_.clear();
  filter_ = 0;
  shared_ = std::move(all);
}

}  // namespace wmireach::model
