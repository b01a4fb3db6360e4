// The days on which the past is looked at, where every day would be too many: Mondays, the same for
// every report, so that what was found out about one of them serves them all (health_history.h).
#ifndef BELLWETHER_ENGINE_PORTFOLIO_MONDAYS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_MONDAYS_H_

#include <cstdint>
#include <vector>

namespace bellwether::portfolio {

// Days since 1970-01-01, rising, in [first, last].
std::vector<int32_t> MondaysBetween(int32_t first, int32_t last);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_MONDAYS_H_
