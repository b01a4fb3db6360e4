// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/measurement.h"

#include <algorithm>
#include <numeric>

#include "engine/base/number.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::portfolio {

void Measurement::Missing(uint64_t count, const Saying& one, const Saying& many) {
  if (count > 0) missing_.emplace_back(count == 1 ? one : many, count);
}

void Measurement::AddLine(const Wording& name, Quantity quantity, Summary& summary) const {
  summary.lines.push_back(LineOf(name, std::move(quantity), language_));
}

Grid Measurement::GridOf(const Wording& name, const std::vector<Wording>& columns) const {
  Grid grid;
  grid.name = name.English();
  grid.title = name.Title(language_);
  for (const Wording& column : columns) {
    grid.columns.push_back(column.English());
    grid.column_titles.push_back(column.Title(language_));
  }
  return grid;
}

void Measurement::AddRow(const Wording& name, std::vector<Grid::Cell> cells, Grid& grid) const {
  grid.rows.emplace_back(name.English(), std::move(cells));
  grid.row_titles.push_back(name.Title(language_));
}

Line LineOf(const Wording& name, Quantity quantity, std::string_view language) {
  return {name.English(), std::move(quantity), name.Title(language)};
}

Wording NameOf(const Plan& plan, ruleset::TitleKind kind, std::string_view name,
               std::string_view language) {
  return Wording::Called(std::string(name), plan.titles.OrName(kind, name, language));
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
                  std::string_view language, std::vector<Line>& lines) {
  const uint64_t n = values.size();
  const auto spread = statistics::SpreadOf(std::move(values));
  const auto part = [&](double statistics::Spread::*member) {
    return ValueOf(spread ? std::optional((*spread).*member) : std::nullopt, n, unit, min_count);
  };
  lines.push_back(LineOf(say::kP75, part(&statistics::Spread::p75), language));
  lines.push_back(LineOf(say::kP90, part(&statistics::Spread::p90), language));
  lines.push_back(LineOf(say::kMean, part(&statistics::Spread::mean), language));
  Quantity median = part(&statistics::Spread::median);
  if (spread && median.value) median.interval = spread->interval;
  return median;
}

Quantity RatioQuantity(std::span<const statistics::Pair> pairs, uint64_t min_count,
                       std::string_view language, const statistics::Interval& within) {
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
    quantity.why = Wording(say::kSameForAll, quantity.n, FormatFixed(100 * most, 1)).In(language);
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
