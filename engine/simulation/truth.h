// What metrics of a simulated book must find: shares and days that follow from the parameters
// alone, without simulating anything.
//
// They hold for accounts that were followed long enough, which each line names: an account that has
// just started tells nothing of its first term. Shares are 0 to 1, days are counted from the start.
#ifndef BELLWETHER_ENGINE_SIMULATION_TRUTH_H_
#define BELLWETHER_ENGINE_SIMULATION_TRUTH_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/simulation/parameters.h"

namespace bellwether::simulation {

using Shares = std::vector<std::pair<std::string, double>>;

// Of one segment.
struct SegmentTruth {
  std::string name;
  double share = 0;  // of accounts
  // Days to value. Of those that get there: the median of whole days. Of all: the day on which half
  // of them are there; nothing when it never is half.
  int median_of_arrived = 0;
  std::optional<int> median_of_all;
  std::vector<std::pair<int, double>> there_by;  // share of all accounts, by day 30, 60, 90, 180
  Shares buckets;                                // of all accounts; the last one: never
  double retained = 0;                           // after the first term
  double expanded = 0;                           // of those that stay a whole first term
  double completed = 0;  // of all accounts, within the days that the parameters say
  // Milestones that are done within the grace ÷ those that are due, once all of a plan are.
  double on_time = 0;
  Shares on_time_by_milestone;
};

struct BucketTruth {
  std::string name;
  std::optional<int> up_to;
  double retained = 0;
  double expanded = 0;
};

// An arm of an experiment, of the segments that take part.
struct ArmTruth {
  std::string trial, arm;
  double share = 0;
  int faster_days = 0;
};

struct Truth {
  std::vector<SegmentTruth> segments;
  std::vector<BucketTruth> buckets;  // the last one: never
  int complete_within = 0;
  double retained = 0;     // of all accounts, after the first term
  Shares churn_by_reason;  // of losses; of two reasons, each counts for one half
  Shares causes;           // of what is late
  Shares ticket_types;
  Shares answered;  // by survey: answers ÷ times it was asked, while the account stays
  std::vector<ArmTruth> arms;
};

// `parameters` were loaded without a mistake. Pure function.
Truth TruthOf(const Parameters& parameters);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_TRUTH_H_
