// Numbers that whoever deploys a pack sets in place of the pack's own constants.
//
//   const Overrides overrides = {{"data_accuracy_min", "", 0.85},
//                                {"data_accuracy_min", "enterprise", 0.9}};
//   auto loaded = Load(sources, limits, overrides);
//
// They are rules as much as what the pack says: the digest is taken with them (S28).
#ifndef BELLWETHER_ENGINE_DOCUMENT_OVERRIDES_H_
#define BELLWETHER_ENGINE_DOCUMENT_OVERRIDES_H_

#include <string>
#include <vector>

namespace bellwether::document {

struct Override {
  std::string name;     // of the constant
  std::string segment;  // "": its `value`, which segments without a number of their own have
  double value = 0;     // finite
};
using Overrides = std::vector<Override>;

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_OVERRIDES_H_
