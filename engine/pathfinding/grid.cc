// Tested by tests/engine/pathfinding/grid_test.cc.
#include "engine/pathfinding/grid.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"

namespace bellwether {
namespace {

using ruleset::SignalType;

constexpr double kHundred = 100;
constexpr double kFarthest = 1e12;  // in points
constexpr double kNearly = 1e-9;    // of a point
constexpr int kDecimals = 9;        // as far as anything is displayed
constexpr double kTidySpan = 1e-4;  // spans below it are left as they come,
constexpr double kTidyValue = 1e6;  // and values above it

bool IsNumber(SignalType type) {
  switch (type) {
    case SignalType::kNumber:
    case SignalType::kRatio:
    case SignalType::kCount:
    case SignalType::kDays:
    case SignalType::kMoney:
      return true;
    default:
      return false;
  }
}

std::optional<double> WidthOf(const ruleset::NumberRange& range) {
  if (!range.min || !range.max) return std::nullopt;
  return *range.max - *range.min;
}

}  // namespace

std::optional<double> EffortOf(const ruleset::Signal& signal) {
  if (signal.effort) return signal.effort;
  if (signal.type == SignalType::kBool || signal.type == SignalType::kEnum) return 1;
  return IsNumber(signal.type) ? WidthOf(signal.range) : std::nullopt;
}

std::optional<Grid> Grid::Of(const ruleset::Signal& signal) {
  if (!IsNumber(signal.type)) return std::nullopt;
  const ruleset::NumberRange& range = signal.range;
  const std::optional<double> width = WidthOf(range);
  const std::optional<double> effort = EffortOf(signal);
  Grid grid;
  if (range.whole) {
    grid.parts_ = 1;
  } else if (signal.type == SignalType::kRatio) {
    grid.parts_ = kHundred;
  } else if (width || effort) {
    grid.span_ = width ? *width : *effort;
    grid.parts_ = kHundred;
    if (width) grid.origin_ = *range.min;
  } else {
    return std::nullopt;
  }
  const double step = grid.span_ / grid.parts_;
  const auto point = [&](double value) { return (value - grid.origin_) / step; };
  grid.lowest_ =
      static_cast<int64_t>(range.min ? std::ceil(point(*range.min) - kNearly) : -kFarthest);
  grid.highest_ =
      static_cast<int64_t>(range.max ? std::floor(point(*range.max) + kNearly) : kFarthest);
  return grid;
}

double Grid::At(int64_t point) const {
  const auto parts = static_cast<double>(point);
  if (parts == parts_) return origin_ + span_;
  const double value = origin_ + span_ * parts / parts_;
  const bool tidy = span_ >= kTidySpan && std::abs(value) <= kTidyValue;
  return tidy ? RoundForDisplay(value, kDecimals) : value;
}

int64_t Grid::Below(double value) const {
  const double point = (value - origin_) / span_ * parts_;
  auto below = static_cast<int64_t>(std::floor(std::clamp(point, -kFarthest, kFarthest)));
  if (At(below) > value) --below;
  if (At(below + 1) <= value) ++below;
  return below;
}

}  // namespace bellwether
