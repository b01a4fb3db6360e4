// The next moment at which what a book tells of an account can be another although no record comes:
// a record that lies ahead happens or becomes known, or one leaves the window over which a signal
// is counted (`from_records`).
//
//   // What is told changes,
//   const auto told = schedule::NextReplay(book, plan, number, as_of);
//   // and what is made of it does.
//   const auto turned = schedule::NextChange(plan, account, facts);
//
// The sooner of both is when the account has to be looked at again. It may be early and is never
// late: until then AccountReplay::At(number, ...) gives what it gives now, but for signals that are
// observed at the moment itself. Pure function; nothing fails.
#ifndef BELLWETHER_ENGINE_SCHEDULE_NEXT_REPLAY_H_
#define BELLWETHER_ENGINE_SCHEDULE_NEXT_REPLAY_H_

#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "engine/book/book.h"
#include "engine/plan/plan.h"

namespace bellwether::schedule {

// Nothing: time alone changes nothing that is told. `account`: its number in the book.
std::optional<absl::Time> NextReplay(const book::Book& book, const Plan& pack, uint32_t account,
                                     absl::Time as_of);

}  // namespace bellwether::schedule

#endif  // BELLWETHER_ENGINE_SCHEDULE_NEXT_REPLAY_H_
