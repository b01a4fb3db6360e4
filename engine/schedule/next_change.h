// The next moment at which the answer about an account can change although nothing new is known of
// it: so that nobody needs to ask every day, or every minute, and nothing is missed.
//
//   Facts facts;
//   if (Bind(plan, account, {as_of}, limits, facts).empty()) ...
//     const std::optional<absl::Time> next = schedule::NextChange(plan, account, facts);
//
// It may be early and is never late: until then Evaluate gives, bit for bit, what it gives now.
// What turns by time alone:
//
//   - days: facts that count them, days_since() and happened(), at midnight where the account is
//     (S4, S6);
//   - milestones that are overdue, the target, weeks and the review of the programme, the forecast
//     (S7, S23, S24, S25);
//   - signals and series that grow stale, and then decay; bins of a series (S8, S12);
//   - what was told of the future and so did not count yet (S3); overrides that expire (S20);
//   - numbers and rules of the pack that are in force from a day on, or until one;
//   - conditions that read `as_of` themselves (clock_reading.h).
//
// What an answer says of its own age (`as_of`, the oldest age) and facts that neither a rule nor a
// text reads are no part of that.
//
// Nothing: time alone changes nothing any more. What changes all the time, such as a stale value
// that decays with a limit of hours, gives the next microsecond: whoever schedules says how often
// is often enough. Pure function; nothing fails. Costs some microseconds.
#ifndef BELLWETHER_ENGINE_SCHEDULE_NEXT_CHANGE_H_
#define BELLWETHER_ENGINE_SCHEDULE_NEXT_CHANGE_H_

#include <optional>

#include "absl/time/time.h"
#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether::schedule {

// `facts`: the account, bound without a violation to the pack at an instant, from which time goes
// on.
std::optional<absl::Time> NextChange(const Plan& pack, const Account& account, const Facts& facts);

}  // namespace bellwether::schedule

#endif  // BELLWETHER_ENGINE_SCHEDULE_NEXT_CHANGE_H_
