// SPDX-License-Identifier: Apache-2.0
// What tells the classes of a matrix apart.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "analyzer/host_naming.hpp"
#include "analyzer/matrix.hpp"

namespace wmireach::analyzer {

// Something of a host: a fact, or another part. The domain stands for membership as a whole.
using ClassPart = std::variant<rules::HostPart, rules::HostFact>;

struct ClassDifference {
  std::vector<ClassPart> parts;  // where the class is not as usual: zone and domain first, then facts, then other parts
  std::vector<Naming> named_by;  // of its first host; sorted
};

// By class. Usual is what more than half of the clients or of the targets among the classes have; where no value is, the part
// counts for every class. Nothing counts but what the request read of clients or of targets, besides zone and release.
std::vector<ClassDifference> class_differences(const model::Estate& estate, const MatrixRequest& request, const Matrix& matrix);

}  // namespace wmireach::analyzer
