// How the numbers of a fact are spread over many accounts.
//
//   const NumberSpread spread = NumberSpread::BetweenEdges(range, {0.65, 0.8});
//   const double ratio = spread.Draw(z, draws);   // z: standard normal, the place among accounts
//
// Either each stretch between two neighbouring edges has as many accounts, so that both sides of
// every edge are met; or the numbers are those of a bell around a median. One in ten lies on the
// nearest edge itself, where "at least" and "more than" part; of a bell, if that is not far.
// Numbers are rounded as people would write them, finer than the edges lie apart, and none leaves
// its range.
//
// Plain data; any number of threads.
#ifndef BELLWETHER_ENGINE_GENERATION_NUMBER_SPREAD_H_
#define BELLWETHER_ENGINE_GENERATION_NUMBER_SPREAD_H_

#include <optional>
#include <vector>

#include "engine/ruleset/rules.h"
#include "engine/statistics/draws.h"

namespace bellwether::generation {

// One account in six lies above `median + spread`. Where numbers have no largest, and none is below
// 0, the bell is skewed (log-normal), so that a few are much larger; else it is a normal one.
struct Bell {
  double median = 0;
  double spread = 1;  // > 0
};

class NumberSpread {
 public:
  NumberSpread() = default;
  // `edges` rise; those outside of the range count for nothing. With none left, the middle of the
  // range, or `typical` where it has no end.
  static NumberSpread BetweenEdges(const ruleset::NumberRange& range, std::vector<double> edges,
                                   const Bell& typical);
  // `spread` not given: as is usual for such a median.
  static NumberSpread Around(const ruleset::NumberRange& range, std::vector<double> edges,
                             double median, std::optional<double> spread);
  static NumberSpread Around(const ruleset::NumberRange& range, std::vector<double> edges,
                             const Bell& bell);

  // The number that a share Φ(z) of all accounts stays below.
  double At(double z) const;
  double Draw(double z, statistics::Draws& draws) const;
  // The nearest number that may be given.
  double Fit(double number) const;

 private:
  NumberSpread(const ruleset::NumberRange& range, std::vector<double> edges);
  bool IsSkewed() const;
  double NearestEdge(double number) const;
  int DecimalsAt(double number) const;

  ruleset::NumberRange range_;
  std::vector<double> edges_;  // inside of the range
  std::vector<double> knots_;  // as many accounts between each two; empty: bell_
  Bell bell_;
  int decimals_ = 0;  // of what is written; negative: whole tens, hundreds ...
};

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_NUMBER_SPREAD_H_
