// Local times of an account that its zone skips or shows twice, where the clocks are changed.
#ifndef BELLWETHER_ENGINE_FACTS_LOCAL_TIMES_H_
#define BELLWETHER_ENGINE_FACTS_LOCAL_TIMES_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "engine/facts/account.h"

namespace bellwether {

struct DoubtfulTime {
  std::string path;  // as in violations: "kickoff_at", "signals.mood.observed_at"
  Moment local;
  bool skipped = false;  // else shown twice
  absl::Time read_as;    // by the offset before the change
};

// The first of them in the order of the account's fields; nothing when all are unique. Values
// without a type count where they read as local times.
std::optional<DoubtfulTime> FirstDoubtfulTime(const Account& account, const absl::TimeZone& zone);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_LOCAL_TIMES_H_
