// Reach: which outcomes a fact can have a say in, be it through derived facts, tiers or flags.
//
// A fact without a way to an outcome need not be asked for it. Over-approximates: a way may lead
// nowhere for an account.
#ifndef BELLWETHER_ENGINE_PLAN_REACH_H_
#define BELLWETHER_ENGINE_PLAN_REACH_H_

#include <cstdint>
#include <vector>

#include "engine/plan/stages.h"

namespace bellwether {

struct Plan;

struct Reach {
  // By slot: a bit for each outcome.
  std::vector<uint64_t> outcomes;
  // By slot: some condition on the way asks has() or known(), which answer for what is missing as
  // well: then even an outcome that nothing open could change may turn.
  std::vector<bool> given_matters;
  // By slot: the stages that read it, themselves or through what they read.
  std::vector<Stages> stages;
  // Of the plan of milestones.
  uint64_t milestones = 0;
  bool milestones_given_matter = false;
};

// The bit of a model's band; models from the sixtieth on share one.
inline constexpr uint64_t BandBit(uint32_t model) {
  return uint64_t{1} << (model < 60 ? model : 60);
}
inline constexpr uint64_t kGraduationBit = uint64_t{1} << 61;  // and readiness
inline constexpr uint64_t kDecisionBit = uint64_t{1} << 62;

// Total; needs everything of the plan but its own reach.
Reach FindReach(const Plan& plan);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PLAN_REACH_H_
