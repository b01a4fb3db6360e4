// Amounts of revenue: movements with their sign.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_MONEY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_MONEY_H_

#include <cstdint>
#include <string_view>

#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

// Less is nothing: amounts are typed with two decimals, and their sums are not exact.
inline constexpr double kLeastAmount = 0.005;

// Whether a movement takes revenue away.
inline bool Leaves(std::string_view movement) {
  return movement == records::movement::kChurn || movement == records::movement::kContraction;
}

// By how much a record of revenue moves it.
inline double SignedAmount(const View& view, const book::Table& revenue, uint32_t row) {
  const double amount = revenue.column("mrr").number(row).value_or(0);
  return Leaves(view.word(revenue.column("movement").word(row))) ? -amount : amount;
}

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_MONEY_H_
