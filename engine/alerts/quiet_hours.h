// Hours in which nobody is told. Pure; any thread.
#ifndef BELLWETHER_ENGINE_ALERTS_QUIET_HOURS_H_
#define BELLWETHER_ENGINE_ALERTS_QUIET_HOURS_H_

#include <optional>

#include "absl/time/time.h"
#include "engine/ruleset/alerts.h"

namespace bellwether::alerts {

// When what happens at `at` is told: then, or when the quiet hours that it falls into end. `zone`
// is where the account lives; where clocks change, hours are those that a clock on the wall shows.
absl::Time ToldAt(const std::optional<ruleset::QuietHours>& quiet, absl::Time at,
                  const absl::TimeZone& zone);

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_QUIET_HOURS_H_
