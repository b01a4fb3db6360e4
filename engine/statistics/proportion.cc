// Tested by tests/engine/statistics/proportion_test.cc and reference_test.cc.
#include "engine/statistics/proportion.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

std::optional<Proportion> ProportionOf(uint64_t events, uint64_t n, double confidence) {
  if (n == 0) return std::nullopt;
  const auto found = static_cast<double>(events);
  const auto all = static_cast<double>(n);
  const double z = StandardErrors(confidence);
  const double middle = found + z * z / 2;
  const double reach = z * std::sqrt(found * (all - found) / all + z * z / 4);
  const double below = all + z * z;
  Proportion proportion{
      found / all, {(middle - reach) / below, (middle + reach) / below}, events, n};
  // The ends of what cannot be less or more, to the bit.
  if (events == 0) proportion.interval.low = 0;
  if (events == n) proportion.interval.high = 1;
  return proportion;
}

std::optional<double> MostWithoutEvents(uint64_t n, double confidence) {
  if (n == 0) return std::nullopt;
  return -std::expm1(std::log1p(-confidence) / static_cast<double>(n));
}

std::optional<Difference> DifferenceOf(uint64_t first_events, uint64_t first_n,
                                       uint64_t second_events, uint64_t second_n,
                                       double confidence) {
  const auto first = ProportionOf(first_events, first_n, confidence);
  const auto second = ProportionOf(second_events, second_n, confidence);
  if (!first || !second) return std::nullopt;
  const double value = first->value - second->value;
  const double down =
      std::hypot(first->value - first->interval.low, second->interval.high - second->value);
  const double up =
      std::hypot(first->interval.high - first->value, second->value - second->interval.low);
  return Difference{value, {std::max(-1.0, value - down), std::min(1.0, value + up)}};
}

}  // namespace bellwether::statistics
