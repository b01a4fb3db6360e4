// A pack whose numbers depend on segment or date, in one tree. Internal to engine/difference.
#ifndef BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_
#define BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_

#include <string>
#include <vector>

#include "engine/yaml/node.h"

namespace bellwether::difference {

// The pack as it is in one setting: "" for the base, else "segment `enterprise`, from 2026-07-01".
struct Meaning {
  std::string setting;
  Node tree;
};

// The tree of the base. Where others say something else, a scalar says all of it, and a list what
// it is in each: "0.9, segment `enterprise`: 0.95".
Node Together(std::vector<Meaning> meanings);

}  // namespace bellwether::difference

#endif  // BELLWETHER_ENGINE_DIFFERENCE_TOGETHER_H_
