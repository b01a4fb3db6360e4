// What happened to each account's monthly revenue between two moments (P16).
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_

#include <array>
#include <cstdint>
#include <vector>

#include "engine/book/book.h"
#include "engine/book/revenue.h"

namespace bellwether::portfolio {

// In the order of a waterfall.
enum class Movement : uint8_t { kNew, kExpansion, kContraction, kChurn, kReactivation };
inline constexpr size_t kMovements = 5;

struct RevenueFlow {
  uint32_t account = 0;
  double start = 0;                        // monthly revenue at the start of the period
  double end = 0;                          // and at its end: start + Σ moved
  std::array<double, kMovements> moved{};  // with their signs
  bool below_zero = false;                 // at some moment more had gone than had come
};

// Of every account with revenue at `from` or a movement in (from, as_of], by its number.
std::vector<RevenueFlow> RevenueFlows(const book::Book& book, book::Instant from,
                                      book::Instant as_of);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_
