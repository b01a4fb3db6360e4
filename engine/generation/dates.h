// When things happened to an account, in an order that may be: contract or trial, kickoff, first
// login, first value, milestones one after the other, graduation, and what is planned.
#ifndef BELLWETHER_ENGINE_GENERATION_DATES_H_
#define BELLWETHER_ENGINE_GENERATION_DATES_H_

#include <array>
#include <cstdint>

#include "engine/base/civil_day.h"
#include "engine/facts/account.h"
#include "engine/generation/hidden.h"
#include "engine/generation/number_spread.h"
#include "engine/plan/plan.h"

namespace bellwether::generation {

// Dates of accounts lie between them, both included (S10).
inline constexpr int32_t kFirstDay = 7'305;  // 1990-01-01, as DayNumber counts
inline constexpr int32_t kLastDay = 47'846;  // 2100-12-31

// Spreads are of whole days.
struct DatesModel {
  int32_t today = 0;  // the civil day of as_of in the pack's zone
  std::array<bool, kEventFieldCount> read =
      {};                        // dates that the pack speaks of: others are not told
  NumberSpread age;              // since the start, of accounts on their way
  NumberSpread days_afterwards;  // since graduation, of the others
  NumberSpread days_to_kickoff;
  NumberSpread days_to_login;  // from kickoff on
  NumberSpread days_to_value;  // from the start on
  NumberSpread onboarding_days;
  NumberSpread days_past_target;
  NumberSpread days_to_renewal;
  NumberSpread milestone_days_late;  // negative: early
};

// `today` is the civil day of as_of.
DatesModel MakeDatesModel(const Plan& plan, int32_t today);

// What of an account its dates depend on.
struct Situation {
  int32_t segment = -1;   // index in Plan::segments, -1: not told
  bool under_way = true;  // not graduated
  Hidden hidden;
  double missing = 1;  // factor of all shares of what is missing; 0: everything is told
};

// Writes dates and milestones of the account. Returns the day on which it started.
int32_t WriteDates(const Plan& plan, const DatesModel& model, const Situation& situation,
                   Draws draws, Account& account);

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_DATES_H_
