// Internal to the stages that test packs: every outcome that a pack has.
#ifndef BELLWETHER_ENGINE_TESTING_OUTCOMES_H_
#define BELLWETHER_ENGINE_TESTING_OUTCOMES_H_

#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

// Paths in the order in which people are shown them. Texts are left out: they follow from the
// outcomes that choose them.
std::vector<Path> OutcomesOf(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_OUTCOMES_H_
