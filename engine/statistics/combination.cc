// Tested by tests/engine/statistics/combination_test.cc.
#include "engine/statistics/combination.h"

#include <cmath>

#include "engine/base/sum.h"

namespace bellwether::statistics {

Estimate CombinedOf(std::span<const Part> parts) {
  Sum value, below, above;
  for (const Part& part : parts) {
    const double low = part.weight * (part.value - part.interval.low);
    const double high = part.weight * (part.interval.high - part.value);
    value.Add(part.weight * part.value);
    // A negative weight turns the interval round.
    below.Add(part.weight >= 0 ? low * low : high * high);
    above.Add(part.weight >= 0 ? high * high : low * low);
  }
  return {value.value(),
          {value.value() - std::sqrt(below.value()), value.value() + std::sqrt(above.value())}};
}

}  // namespace bellwether::statistics
