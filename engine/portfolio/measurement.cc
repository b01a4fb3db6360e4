// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/measurement.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::portfolio {

void Measurement::Missing(uint64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return;
  missing_.push_back(absl::StrCat(count, " ", ToAbsl(count == 1 ? one : many)));
}

std::vector<uint32_t> CasesOf(const View& view, const Measurement& measurement,
                              const book::KeptAccounts& kept) {
  const auto& cases = measurement.cases();
  std::vector<uint32_t> positions;
  if (!kept) {
    positions.resize(cases.size());
    std::iota(positions.begin(), positions.end(), 0);
    return positions;
  }
  for (uint32_t i = 0; i < cases.size() && !view.stopped(); ++i) {
    if (book::IsKept(kept, cases[i].account)) positions.push_back(i);
  }
  return positions;
}

Quantity ShareOf(uint64_t events, uint64_t n, uint64_t min_count) {
  Quantity share;
  share.n = n;
  share.events = events;
  const auto proportion = statistics::ProportionOf(events, n);
  if (!proportion.has_value()) return share;
  share.value = proportion->value;
  share.interval = proportion->interval;
  share.standing = n < min_count ? Standing::kFew : Standing::kKnown;
  return share;
}

Quantity ValueOf(std::optional<double> value, uint64_t n, MeasureUnit unit, uint64_t min_count) {
  Quantity quantity;
  quantity.unit = unit;
  quantity.n = n;
  if (n == 0 || !value.has_value()) return quantity;
  quantity.value = value;
  quantity.standing = n < min_count ? Standing::kFew : Standing::kKnown;
  return quantity;
}

Quantity MedianOf(std::vector<double> values, MeasureUnit unit, uint64_t min_count,
                  std::vector<Line>& lines) {
  const uint64_t n = values.size();
  const auto spread = statistics::SpreadOf(std::move(values));
  const auto part = [&](double statistics::Spread::*member) {
    return ValueOf(spread ? std::optional((*spread).*member) : std::nullopt, n, unit, min_count);
  };
  lines.push_back({"75th percentile", part(&statistics::Spread::p75)});
  lines.push_back({"90th percentile", part(&statistics::Spread::p90)});
  lines.push_back({"mean", part(&statistics::Spread::mean)});
  Quantity median = part(&statistics::Spread::median);
  if (spread && median.value) median.interval = spread->interval;
  return median;
}

Quantity RatioQuantity(std::span<const statistics::Pair> pairs, uint64_t min_count,
                       const statistics::Interval& within) {
  const auto ratio = statistics::RatioOf(pairs);
  Quantity quantity = ValueOf(ratio ? std::optional(ratio->value) : std::nullopt, pairs.size(),
                              MeasureUnit::kRatio, min_count);
  const bool varies = ratio && ratio->interval && ratio->interval->low < ratio->interval->high;
  if (varies) {
    quantity.interval = {std::max(within.low, ratio->interval->low),
                         std::min(within.high, ratio->interval->high)};
  }
  if (!varies && quantity.standing == Standing::kKnown) {
    // What is the same for all of them tells nothing about the next one but that it is rarely so.
    const double most = statistics::MostWithoutEvents(quantity.n).value_or(1);
    quantity.why =
        absl::StrCat("the same for all ", quantity.n, " accounts, so it has no interval; at most ",
                     FormatFixed(100 * most, 1), " % of accounts differ");
  }
  return quantity;
}

std::optional<double> FigureOf(const ruleset::Measuring& measuring, std::string_view name) {
  for (const auto& [figure, value] : measuring.figures) {
    if (figure == name) return value;
  }
  return std::nullopt;
}

Quantity Refused(MeasureUnit unit, std::string why) {
  Quantity refused;
  refused.unit = unit;
  refused.standing = Standing::kRefused;
  refused.why = std::move(why);
  return refused;
}

}  // namespace bellwether::portfolio
