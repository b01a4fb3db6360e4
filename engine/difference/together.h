// A pack whose numbers depend on segment or date, in one tree. Internal to engine/difference.
#ifndef BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_
#define BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_

#include <vector>

#include "engine/document/document.h"
#include "engine/yaml/node.h"

namespace bellwether::difference {

// The pack as it is in one setting.
struct Meaning {
  document::Setting setting;
  Node tree;
};

// The tree of the base, which comes first. A scalar that is something else in another setting says
// all that it is: "0.4, from 2026-07-01 0.5, for enterprise 0.6".
Node Together(std::vector<Meaning> meanings);

}  // namespace bellwether::difference

#endif  // BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_
