// Which plan of a pack is in force: for an account, or for all of a segment, at a moment.
//
//   const Plan& plan = PlanInForce(pack, segment, as_of);
//
// Where nothing of the pack depends on segment or date, the pack's plan itself. Pure functions.
#ifndef BELLWETHER_ENGINE_FACTS_IN_FORCE_H_
#define BELLWETHER_ENGINE_FACTS_IN_FORCE_H_

#include <cstdint>

#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether {

// The number of the plan that an account is held against (Plan::InForce). The day is the account's
// own where the moment is told as a day, and that of the pack's time zone else. An account in a
// segment that the pack does not have is in none.
uint32_t VariantFor(const Plan& plan, const Account& account, const Moment& as_of);

// The plan for all of a segment, by its index in the pack; -1: of none.
const Plan& PlanInForce(const Plan& plan, int32_t segment, const Moment& as_of);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_IN_FORCE_H_
