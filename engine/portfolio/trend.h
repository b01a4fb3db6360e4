// Whether a row of values goes somewhere (portfolio metrics, "trend").
#ifndef BELLWETHER_ENGINE_PORTFOLIO_TREND_H_
#define BELLWETHER_ENGINE_PORTFOLIO_TREND_H_

#include <span>

#include "engine/portfolio/result.h"

namespace bellwether::portfolio {

// One bad month may be an anomaly. A trend is called only when the last three or more steps go the
// same way, and the intervals at both ends of that run do not overlap; else it is within noise.
// With fewer than three steps between known values nothing can be said.
Judgement Judge(std::span<const Trend::Point> points);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_TREND_H_
