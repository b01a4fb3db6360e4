// What stands between a raw score and the displayed one, and how that changed: floors, caps,
// override, rounding.
//
// Part of the attribution stage.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_BEHIND_RAW_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_BEHIND_RAW_H_

#include <cstdint>
#include <vector>

#include "engine/attribution/attribution.h"

namespace bellwether {

// A line for each floor, cap and override whose effect changed, and one for rounding. With r the
// raw score, e its floors, caps and override and d what rounding adds, the displayed score is
// r + Σ e + d on either side (LimitResult::effect), so these lines sum to the change of the
// displayed score without that of the raw one. `before_model` and `after_model` are the model's
// index on either side; both have a raw score.
std::vector<ChangeLine> ChangesBehindRaw(const ComparedAccount& before, uint32_t before_model,
                                         const ComparedAccount& after, uint32_t after_model);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_BEHIND_RAW_H_
