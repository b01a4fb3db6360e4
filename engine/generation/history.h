// What people did about an account before: days granted, scorecards filled in by hand, bands of the
// last evaluation, overrides. Each is there now and then only.
#ifndef BELLWETHER_ENGINE_GENERATION_HISTORY_H_
#define BELLWETHER_ENGINE_GENERATION_HISTORY_H_

#include <cstdint>

#include "engine/facts/account.h"
#include "engine/generation/dates.h"
#include "engine/generation/hidden.h"
#include "engine/plan/plan.h"

namespace bellwether::generation {

void WriteHistory(const Plan& plan, int32_t today, const Situation& situation, Draws draws,
                  Account& account);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_HISTORY_H_
