// How long it takes until value is confirmed: drawn for one account, and as the shares that follow
// from the parameters, without drawing.
//
// Days are whole, from 1: a lognormal time, cut off at the latest day, rounded up, less the days by
// which the arms of trials are faster.
#ifndef BELLWETHER_ENGINE_SIMULATION_VALUE_DAYS_H_
#define BELLWETHER_ENGINE_SIMULATION_VALUE_DAYS_H_

#include <optional>
#include <utility>
#include <vector>

#include "engine/simulation/chance.h"
#include "engine/simulation/parameters.h"

namespace bellwether::simulation {

// Days until value of an account that gets there, `faster` sooner than without trials.
int DrawValueDays(Draws& draws, const Segment& segment, int latest, int faster);

// The bucket of an account that took `days`.
size_t BucketOf(const Value& value, int days);

// Of the accounts of a segment that get to value.
class ValueDays {
 public:
  ValueDays(const Parameters& parameters, size_t segment);

  // Share that is there on `day` or before; 0 to 1.
  double By(int day) const;
  double On(int day) const { return By(day) - By(day - 1); }
  int latest() const { return latest_; }
  // The first day on which at least `share` of them are there; nothing when they never are.
  std::optional<int> DayOf(double share) const;
  // Share of each bucket.
  std::vector<double> Buckets(const Value& value) const;

 private:
  const Segment& segment_;
  const int latest_;
  std::vector<std::pair<double, int>> faster_;  // share of accounts, days
};

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_VALUE_DAYS_H_
