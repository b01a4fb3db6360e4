// An account as it is seen from a later moment, before anything new is known of it (S26: ageing
// comes first).
//
//   Account aged = Aged(old, fresh, {.zone = zone, .from = old_as_of, .to = new_as_of});
//   Bind(plan, aged, {.as_of = new_as_of}, ...)
//
// What is told of both moments by the same observation grows older with as_of, and so does what
// nobody tells any more. A value that was observed anew meanwhile has not aged: somebody looked. It
// keeps the age that it had, so that its observation is moved by the time between; whatever changes
// when the new value comes in is data. Dates of events stay where they are.
//
// Pure.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_AGEING_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_AGEING_H_

#include "absl/time/time.h"
#include "engine/facts/account.h"

namespace bellwether {

// The time between two moments, in the zone of an account.
struct Passage {
  absl::TimeZone zone;
  Moment from;
  Moment to;  // not before `from`
};

Account Aged(const Account& old, const Account& fresh, const Passage& passage);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_AGEING_H_
