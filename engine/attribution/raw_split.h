// The change of one model's raw score, step by step and component by component (S26).
//
// Part of the attribution stage: attribution.h says what the steps are.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_RAW_SPLIT_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_RAW_SPLIT_H_

#include <string>
#include <vector>

#include "engine/attribution/attribution.h"
#include "engine/attribution/stops.h"

namespace bellwether {

// A model of two packs, by its index in either.
struct ModelPair {
  uint32_t old_pack = kNoIndex;
  uint32_t new_pack = kNoIndex;
};

// The lines of all steps, in no particular order; they sum to raw(new) − raw(old). Both ends have a
// raw score. `backward`: old and new are after and before, so points and words are turned round.
// Places are left to the caller.
std::vector<ChangeLine> SplitRawScore(const Stops& stops, const ModelPair& model, bool backward);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_RAW_SPLIT_H_
