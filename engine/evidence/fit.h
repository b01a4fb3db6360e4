// Whether other weights would have told better who stays (P29): weights that are fitted on earlier
// accounts and judged on later ones, beside those of today.
//
//   const FitReport report = FitWeights(view, model);
//   if (report.verdict == FitVerdict::kBetter) ...
//
// Refusing is an answer: too few losses, or no improvement that is beyond noise, and nothing is
// proposed. A pure function of its arguments, the same bits in any thread; it takes a second or so
// for each ten thousand accounts, most of it for the intervals.
#ifndef BELLWETHER_ENGINE_EVIDENCE_FIT_H_
#define BELLWETHER_ENGINE_EVIDENCE_FIT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/evidence/judgement.h"
#include "engine/evidence/score_table.h"
#include "engine/statistics/calibration.h"
#include "engine/statistics/interval.h"

namespace bellwether::evidence {

// Below either, nothing is fitted: losses in all, and losses for each weight.
inline constexpr uint64_t kLeastEvents = 50;
inline constexpr uint64_t kLeastEventsPerWeight = 10;
// A sub-score that fewer of the accounts have is left out.
inline constexpr double kLeastKnown = 0.5;

struct FitOptions {
  // Share of the accounts, the latest, that judge, 0 to 1; as near as no day of starts is on both
  // sides.
  double held_out = 0.3;
  double capacity = 0.1;  // share of the accounts that a team can call
  uint32_t replicates = 1000;
  uint64_t seed = 1;
  // Told now and then, from 0 to 1; true stops, and the report says so.
  std::function<bool(double done)> progress;
};

// One weight, as a share of all, 0 to 1.
struct FittedWeight {
  std::string name;
  uint32_t component = 0;  // index in Plan::components
  double todays = 0;       // of the base row
  double known = 0;        // share of the accounts it was fitted on that have the sub-score
  bool left_out = false;   // known of too few, or the same for all
  double fitted = 0;
  int32_t percent = 0;                           // whole ones, which add up to 100
  std::optional<statistics::Interval> interval;  // bootstrap by account
  bool from_zero = false;                        // its interval does not include 0
};

struct Period {
  uint64_t accounts = 0;
  uint64_t lost = 0;
  int32_t first_day = 0;  // of starts
  int32_t last_day = 0;
};

struct PenaltyTried {
  double penalty = 0;
  double log_loss = 0;  // mean over accounts that came after those fitted on
};

enum class FitVerdict : uint8_t {
  kRefused,     // `why` says what is missing
  kNoEvidence,  // that other weights would do better
  kBetter,      // on accounts that they were not fitted on
};

struct FitReport {
  std::string model;
  LandmarkDays days;
  FitVerdict verdict = FitVerdict::kRefused;
  std::string why;
  Landmarks landmarks;  // members are emptied: their counts stand below
  uint64_t members = 0;
  uint64_t not_scored = 0;
  Period earlier, later;
  double capacity = 0.1;
  std::vector<FittedWeight> weights;    // in the order of the plan
  std::vector<PenaltyTried> penalties;  // rising
  double penalty = 0;                   // the one taken
  // On the later accounts, today's weights and the fitted ones by the same sum, and the pack's
  // score with all that it does beside.
  std::optional<Judgement> todays, fitted, packs;
  // AUC of the fitted weights less that of today's (paired, DeLong).
  std::optional<statistics::PowerDifference> improvement;
  std::optional<statistics::Calibration> calibration;
  std::optional<statistics::Brier> brier;
};

FitReport FitWeights(const portfolio::View& view, uint32_t model, const LandmarkDays& days,
                     const FitOptions& options = {});
// Of a table that is there already.
FitReport FitWeights(const Plan& plan, ScoreTable table, const LandmarkDays& days,
                     const FitOptions& options);

// The model that gives the most accounts a score at the landmark; nothing when none does.
std::optional<uint32_t> UsualModel(const portfolio::View& view, const LandmarkDays& days);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_FIT_H_
