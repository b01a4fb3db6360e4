// The values of a numeric signal that a path may lead to: those on the signal's own step (S27).
//
// A ratio moves by 0.01, a count by 1, another number by a hundredth of its range; one without a
// range by a hundredth of its `effort`. Steps count from the signal's least value, or from 0 where
// it has none: values that people would write. Plain data; thread-safe.
#ifndef BELLWETHER_ENGINE_PATHFINDING_GRID_H_
#define BELLWETHER_ENGINE_PATHFINDING_GRID_H_

#include <cstdint>
#include <optional>

#include "engine/ruleset/ruleset.h"

namespace bellwether {

// The change of a signal that costs 1: its `effort`, else its range; 1 of bool and enum. Nothing:
// what it costs cannot be said.
std::optional<double> EffortOf(const ruleset::Signal& signal);

class Grid {
 public:
  // Nothing for a signal that has no step: not numeric, or of neither range nor effort.
  static std::optional<Grid> Of(const ruleset::Signal& signal);

  double At(int64_t point) const;
  // The last point that is not above `value`.
  int64_t Below(double value) const;
  // Ends of the signal's range; far beyond what anybody counts where it has none.
  int64_t lowest() const { return lowest_; }
  int64_t highest() const { return highest_; }

 private:
  double origin_ = 0;  // of point 0
  double span_ = 1;    // from point 0 to point `parts_`
  double parts_ = 1;   // so that 7 hundredths are 0.07, which 7 x 0.01 are not
  int64_t lowest_ = 0;
  int64_t highest_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHFINDING_GRID_H_
