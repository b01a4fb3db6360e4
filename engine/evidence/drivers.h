// Which facts, known at a landmark, go with staying: retention by bucket, and how well each fact
// alone ranks who stays before who leaves (P27). Nothing here says that a fact is a cause.
//
//   const DriverReport report = FindDrivers(view);
//
// A view that is stopped ends the work within an account or a fact: what was found until then is
// not to be used. Pure functions; any thread.
#ifndef BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_
#define BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/stop.h"
#include "engine/evidence/fact_columns.h"
#include "engine/statistics/interval.h"
#include "engine/statistics/proportion.h"

namespace bellwether::evidence {

struct Bucket {
  std::string name;  // stable, whatever the language
  std::optional<double> above,
      up_to;                        // of numbers: the edges beside it; nothing: none on that side
  statistics::Proportion retained;  // of accounts in it
  std::string title = {};           // the name in the language that is asked for
};

enum class DriverState : uint8_t {
  kJudged,
  kFew,   // fewer than min_count accounts with the fact stayed, or were lost
  kSame,  // all accounts with the fact have the same value
};

struct Driver {
  std::string name;
  std::string title = {};  // the pack's; "" where it has none
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
  Landmarks landmarks;              // with its members, where accounts were followed
  uint64_t members = 0;             // how many these are, or were
  statistics::Proportion retained;  // of all members; n 0: nobody
  std::vector<Driver> drivers;      // judged ones first, farthest from 0.5 first; then by name
  // At least one fact that is no probable leak has an adjusted p below 0.05. Else the answer is
  // that there is no evidence.
  bool evidence = false;
};

inline constexpr double kSignificant = 0.05;
inline constexpr double kLeak = 0.95;  // an AUC above it, or below 1 - it

DriverReport RankDrivers(FactTable table, const LandmarkDays& days, uint64_t min_count,
                         const Stop& stop = Stop(), std::string_view language = {});

// With the days and the least count of the pack's `drivers`.
DriverReport FindDrivers(const portfolio::View& view);
// With other days.
DriverReport FindDrivers(const portfolio::View& view, const LandmarkDays& days,
                         const Scope& scope = {});
LandmarkDays DaysOf(const ruleset::Drivers& drivers);

// "nothing is left between day 100, landmark and gap, and the horizon, day 90"; "" when something
// is.
std::string ProblemOf(const LandmarkDays& days);
// What is held against what, in words.
std::string DefinitionOf(const LandmarkDays& days, std::string_view language = {});

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_DRIVERS_H_
