// What happened to each account's monthly revenue between two moments (P16).
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_

#include <array>
#include <string>
#include <vector>

#include "engine/portfolio/view.h"

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

// Of every account with revenue at the start or a movement in (from, the view's moment].
std::vector<RevenueFlow> RevenueFlows(const View& view, book::Instant from);

// Why revenue cannot be added up (P4, and movements that do not fit together); "" when it can.
std::string RevenueProblem(const View& view, const std::vector<RevenueFlow>& flows);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REVENUE_FLOW_H_
