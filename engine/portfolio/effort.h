// What an account cost us: hours of the team, and money.
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_EFFORT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_EFFORT_H_

#include <cstdint>
#include <limits>
#include <optional>

#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

// Before anything that a book can tell.
inline constexpr book::Stamp kEver = {std::numeric_limits<book::Instant>::min(),
                                      std::numeric_limits<int32_t>::min()};

// Hours of activities with the account, after `from` and up to `until`; nothing where no activity
// tells any.
std::optional<double> HoursBetween(const View& view, uint32_t account, const book::Stamp& from,
                                   const book::Stamp& until);
// Amounts of its costs, likewise; 0 where there is none.
double SpentBetween(const View& view, uint32_t account, const book::Stamp& from,
                    const book::Stamp& until);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_EFFORT_H_
