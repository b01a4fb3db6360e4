// The tier of a metric's value, by the pack's bounds.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RATING_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RATING_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/result.h"

namespace bellwether::portfolio {

// `metric`: index in Plan::portfolio. `segment`: of a group of one segment, "" otherwise: rows of a
// segment count for it alone. Nothing when there are no bounds, or the value may not be judged
// (P6). The tier is that of the value as it is, not as it is shown.
std::optional<Tier> Rate(const Plan& plan, uint32_t metric, const Quantity& value,
                         std::string_view segment, const Moment& as_of);

// The benchmark whose tiers count: the metric's own, or the one that it names.
const PlanBenchmark& TiersOf(const Plan& plan, uint32_t metric);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RATING_H_
