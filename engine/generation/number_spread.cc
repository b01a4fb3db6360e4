// Tested by tests/engine/generation/number_spread_test.cc.
#include "engine/generation/number_spread.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/statistics/distributions.h"

namespace bellwether::generation {
namespace {

constexpr double kShareOnEdge = 0.1;
constexpr double kPartsOfStretch = 4;   // steps of writing in the shortest stretch, at least
constexpr double kPartsOfRange = 100;   // likewise in all of them
constexpr double kSpreadOfRange = 0.2;  // of a bell in the middle of a range
constexpr double kSpreadsOfBell = 3;    // to each side, nearly all accounts
constexpr int kMostDecimals = 15;
constexpr int kDigits = 3;
constexpr double kLargest = 1e15;  // of a number that nothing else bounds

// How far beyond the outermost edge numbers go where nothing ends them.
double Beyond(const std::vector<double>& edges, double outermost) {
  const double span = edges.back() - edges.front();
  return span > 0 ? span : std::max(1.0, std::abs(outermost));
}

std::vector<double> KnotsOf(const ruleset::NumberRange& range, const std::vector<double>& edges) {
  std::vector<double> knots = edges;
  const double low = range.min.value_or(edges.front() - Beyond(edges, edges.front()));
  const double high = range.max.value_or(edges.back() + Beyond(edges, edges.back()));
  if (low < knots.front()) knots.insert(knots.begin(), low);
  if (high > knots.back()) knots.push_back(high);
  return knots;
}

int DecimalsFor(double step) {
  if (!(step > 0) || !std::isfinite(step)) return 0;
  const double digits = std::floor(std::log10(step) + 1e-9);
  return static_cast<int>(-std::clamp(digits, -double{kMostDecimals}, double{kMostDecimals}));
}

int DecimalsOf(const std::vector<double>& knots) {
  double shortest = knots.back() / kPartsOfRange - knots.front() / kPartsOfRange;
  for (size_t i = 0; i + 1 < knots.size(); ++i) {
    shortest = std::min(shortest, (knots[i + 1] - knots[i]) / kPartsOfStretch);
  }
  return DecimalsFor(shortest);
}

// Exact where decimals are: 0.29 and not 0.29000000000000004.
double Rounded(double number, int decimals) {
  const double power = std::pow(10, std::abs(decimals));
  const double rounded =
      decimals >= 0 ? std::round(number * power) / power : std::round(number / power) * power;
  return std::isfinite(rounded) ? rounded : number;
}

Bell MiddleOf(const ruleset::NumberRange& range, const Bell& typical) {
  if (range.min && range.max) {
    return {*range.min / 2 + *range.max / 2,
            *range.max * kSpreadOfRange - *range.min * kSpreadOfRange};
  }
  if (range.max) return {std::min(typical.median, *range.max - typical.spread), typical.spread};
  if (range.min && *range.min != 0) return {*range.min + typical.median, typical.spread};
  return typical;
}

}  // namespace

NumberSpread::NumberSpread(const ruleset::NumberRange& range, std::vector<double> edges)
    : range_(range), edges_(std::move(edges)) {
  std::erase_if(edges_, [&range](double edge) {
    return (range.min && edge < *range.min) || (range.max && edge > *range.max);
  });
}

NumberSpread NumberSpread::BetweenEdges(const ruleset::NumberRange& range,
                                        std::vector<double> edges, const Bell& typical) {
  NumberSpread spread(range, std::move(edges));
  if (spread.edges_.empty()) return Around(range, {}, MiddleOf(range, typical));
  spread.knots_ = KnotsOf(range, spread.edges_);
  if (spread.knots_.size() < 2) return Around(range, {}, {spread.knots_.front(), 1});
  spread.decimals_ = range.whole ? 0 : DecimalsOf(spread.knots_);
  return spread;
}

NumberSpread NumberSpread::Around(const ruleset::NumberRange& range, std::vector<double> edges,
                                  double median, std::optional<double> spread) {
  double usual = std::max(std::abs(median) / 2, 1.0);
  if (range.min && range.max) usual = (*range.max - *range.min) * kSpreadOfRange;
  return Around(range, std::move(edges), Bell{median, spread.value_or(usual)});
}

NumberSpread NumberSpread::Around(const ruleset::NumberRange& range, std::vector<double> edges,
                                  const Bell& bell) {
  NumberSpread spread(range, std::move(edges));
  spread.bell_ = bell;
  std::vector<double> written = spread.edges_;
  written.push_back(bell.median - kSpreadsOfBell * bell.spread);
  written.push_back(bell.median + kSpreadsOfBell * bell.spread);
  std::sort(written.begin(), written.end());
  written.erase(std::unique(written.begin(), written.end()), written.end());
  spread.decimals_ = range.whole || written.size() < 2 ? 0 : DecimalsOf(written);
  return spread;
}

bool NumberSpread::IsSkewed() const {
  return range_.min.value_or(-1) >= 0 && !range_.max && bell_.median > 0;
}

double NumberSpread::At(double z) const {
  if (knots_.empty()) {
    if (!IsSkewed()) return Fit(bell_.median + bell_.spread * z);
    return Fit(bell_.median * std::exp(std::log1p(bell_.spread / bell_.median) * z));
  }
  const auto stretches = static_cast<double>(knots_.size() - 1);
  const double place = statistics::NormalShare(z) * stretches;
  const size_t stretch = std::min(static_cast<size_t>(place), knots_.size() - 2);
  const double part = place - static_cast<double>(stretch);
  return Fit(knots_[stretch] * (1 - part) + knots_[stretch + 1] * part);
}

double NumberSpread::Draw(double z, statistics::Draws& draws) const {
  const double number = At(z);
  if (draws.Uniform() >= kShareOnEdge || edges_.empty()) return number;
  const double edge = NearestEdge(number);
  const bool is_far = knots_.empty() && std::abs(edge - number) > bell_.spread;
  return is_far ? number : Fit(edge);
}

double NumberSpread::NearestEdge(double number) const {
  return *std::min_element(edges_.begin(), edges_.end(), [number](double a, double b) {
    return std::abs(a - number) < std::abs(b - number);
  });
}

// Numbers of a skewed bell may be small or large: what counts are their first digits.
int NumberSpread::DecimalsAt(double number) const {
  if (!knots_.empty() || !IsSkewed() || range_.whole || number <= 0) return decimals_;
  return DecimalsFor(number) + kDigits - 1;
}

// Edges are written in full, whatever the decimals: 2/3 is one.
double NumberSpread::Fit(double number) const {
  const bool is_edge = std::binary_search(edges_.begin(), edges_.end(), number);
  double fitted = is_edge && !range_.whole ? number : Rounded(number, DecimalsAt(number));
  fitted = std::clamp(fitted, -kLargest, kLargest);
  if (range_.min) fitted = std::max(fitted, *range_.min);
  if (range_.max) fitted = std::min(fitted, *range_.max);
  return fitted == 0 ? 0 : fitted;
}

}  // namespace bellwether::generation
