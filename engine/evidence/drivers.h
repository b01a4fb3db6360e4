// Which facts, known at a landmark, go with staying: retention by bucket, and how well each fact
// alone ranks who stays before who leaves (P27). Nothing here says that a fact is a cause.
//
//   const DriverReport report = FindDrivers(view);
//
// Pure functions; any thread.
#ifndef BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_
#define BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evidence/fact_columns.h"
#include "engine/statistics/interval.h"
#include "engine/statistics/proportion.h"

namespace bellwether::evidence {

struct Bucket {
  std::string name;
  statistics::Proportion retained;  // of accounts in it
};

enum class DriverState : uint8_t {
  kJudged,
  kFew,   // fewer than min_count accounts with the fact stayed, or were lost
  kSame,  // all accounts with the fact have the same value
};

struct Driver {
  std::string name;
  DriverState state = DriverState::kFew;
  BucketsBy buckets_by = BucketsBy::kQuarters;
  std::vector<Bucket> buckets;  // that are not empty, in the order of the column
  uint64_t known = 0;           // accounts with the fact
  uint64_t unknown = 0;         // accounts without it: in no bucket, and not in the rest either
  // Share retained of the best bucket less that of the worst, of those with at least min_count.
  std::optional<double> swing;
  // When judged: the area under the ROC curve of "a higher value stays" (0.5: tells nothing; below:
  // a lower value stays) with DeLong's interval, and the tests that it is 0.5, alone and adjusted
  // for all facts that were judged (Holm).
  double auc = 0.5;
  statistics::Interval interval;
  double p = 1;
  double adjusted_p = 1;
  bool more_stays = true;  // auc >= 0.5
  // It tells nearly all: so it probably knows the outcome (P28).
  bool probable_leak = false;
};

struct DriverReport {
  LandmarkDays days;
  uint64_t min_count = 10;
  Landmarks landmarks;              // members included
  statistics::Proportion retained;  // of all members; n 0: nobody
  std::vector<Driver> drivers;      // judged ones first, farthest from 0.5 first; then by name
  // At least one fact that is no probable leak has an adjusted p below 0.05. Else the answer is
  // that there is no evidence.
  bool evidence = false;
};

inline constexpr double kSignificant = 0.05;
inline constexpr double kLeak = 0.95;  // an AUC above it, or below 1 - it

DriverReport RankDrivers(FactTable table, const LandmarkDays& days, uint64_t min_count);

// With the days and the least count of the pack's `drivers`.
DriverReport FindDrivers(const portfolio::View& view);
// With other days.
DriverReport FindDrivers(const portfolio::View& view, const LandmarkDays& days);
LandmarkDays DaysOf(const ruleset::Drivers& drivers);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_
