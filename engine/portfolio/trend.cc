// Tested by tests/engine/portfolio/trend_test.cc.
#include "engine/portfolio/trend.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kLeastSteps = 3;

bool IsKnown(const Quantity& quantity) {
  return quantity.standing == Standing::kKnown && quantity.value.has_value();
}

// 1 up, -1 down, 0 neither.
int StepOf(const Quantity& before, const Quantity& after) {
  if (*after.value > *before.value) return 1;
  return *after.value < *before.value ? -1 : 0;
}

}  // namespace

Judgement Judge(std::span<const Trend::Point> points) {
  // A gap ends the row, from its newest end backwards.
  size_t first = points.size();
  while (first > 0 && IsKnown(points[first - 1].value)) --first;
  const auto known = points.subspan(first);
  if (known.size() <= kLeastSteps) return Judgement::kTooShort;
  const int direction = StepOf(known[known.size() - 2].value, known.back().value);
  size_t begin = known.size() - 1;
  while (begin > 0 && StepOf(known[begin - 1].value, known[begin].value) == direction) --begin;
  const size_t steps = known.size() - 1 - begin;
  if (direction == 0 || steps < kLeastSteps) return Judgement::kWithinNoise;
  const auto& old = known[begin].value.interval;
  const auto& now = known.back().value.interval;
  if (!old.has_value() || !now.has_value()) return Judgement::kWithinNoise;
  if (direction > 0) return now->low > old->high ? Judgement::kRising : Judgement::kWithinNoise;
  return now->high < old->low ? Judgement::kFalling : Judgement::kWithinNoise;
}

}  // namespace bellwether::portfolio
