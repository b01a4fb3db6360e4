// Evaluation: everything that a plan says about one account's facts. Numbers and indices only;
// names and texts are in the plan. One object may be filled again and again and keeps its memory.
#ifndef BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_
#define BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_

#include <cstdint>
#include <vector>

#include "engine/expression/value.h"
#include "engine/facts/missing.h"

namespace bellwether {

enum class Ternary : uint8_t { kFalse, kTrue, kUnknown };

// How a component takes part in its score (S16).
enum class ComponentState : uint8_t {
  kObserved,
  kImputed,        // a policy put a value there: in the score, not in the coverage
  kAbsent,         // in the denominator of the coverage only
  kNotApplicable,  // in no sum
  kZeroWeight,     // weight 0 for the segment: shown, in no sum (S20)
};

struct ComponentResult {
  double score = 0;      // 0..100 after decay and inversion; meaningful when has_score
  double coverage = 0;   // 0..1 (S17)
  double low = 0;        // bounds of the score, 0..100
  double high = 100;
  double decay = 1;      // below 1: a stale value was moved towards 50
  // SUMMARY: share of the raw score's weight, and the points that come from here.
  double share = 0;
  double contribution = 0;
  uint64_t causes = 0;   // formula: names that were missing, as bits of Program::names()
  uint32_t choice = 0;   // steps: the step; map: the word; points: the segment's right end
  ComponentState state = ComponentState::kAbsent;
  MissingReason reason = MissingReason::kNone;
  bool has_score = false;
  bool flipped = false;  // below an inverted group: it contributes 100 - score
};

enum class BenchmarkState : uint8_t {
  kTiered,
  kMissing,
  kNotYet,         // the event has not happened, and the last tier is not reached either (S21)
  kNotAvailable,   // no row for the segment or cadence in the set in force
  kNotApplicable,  // its condition is false, or its value is not applicable
  kNotEvaluated,   // its condition is unknown
};

struct BenchmarkResult {
  double value = 0;      // what was compared; meaningful when kTiered
  uint64_t causes = 0;   // names that left its condition unknown
  uint32_t set = 0;      // index in Plan::sets; kNone when the benchmark has no set in force
  uint32_t row = 0;      // index in Plan::rows; kNone when there is none
  uint32_t tier = 0;     // 0 is the best
  BenchmarkState state = BenchmarkState::kMissing;
  MissingReason reason = MissingReason::kNone;
  bool so_far = false;   // decided by value_so_far
};

enum class LimitState : uint8_t { kHolds, kDoesNotHold, kUnknown, kNotApplicable, kExpired };

// A cap or floor of the plan, or an override of the account, as applied.
struct LimitResult {
  double effect = 0;     // points added or taken
  uint64_t causes = 0;
  LimitState state = LimitState::kDoesNotHold;
};

enum class ModelState : uint8_t {
  kScored,
  kInsufficientData,
  kOverridden,     // a manual override set the score
  kNotApplicable,
  kNotEvaluated,
};

struct ModelResult {
  double raw = 0;        // weighted mean; meaningful when has_raw
  double effective = 0;  // after floors, caps and override; meaningful when kScored, kOverridden
  double displayed = 0;  // rounded to the model's precision: bands are taken on it (S15)
  double coverage = 0;
  double low = 0;        // bounds with floors, caps and override applied
  double high = 100;
  uint64_t causes = 0;   // names that left its condition unknown
  uint32_t band = 0;     // 0 is the best
  ModelState state = ModelState::kNotApplicable;
  Ternary intervene = Ternary::kUnknown;  // meaningful when the model has a threshold
  bool has_raw = false;
  bool certain = false;
  bool held_by_hysteresis = false;
  bool has_score() const { return state == ModelState::kScored || state == ModelState::kOverridden; }
};

struct Evaluation {
  std::vector<ComponentResult> components;  // parallel to Plan::components
  std::vector<ModelResult> models;          // parallel to Plan::models
  std::vector<LimitResult> limits;          // parallel to Plan::limits
  std::vector<LimitResult> overrides;       // parallel to Facts::overrides
  std::vector<BenchmarkResult> benchmarks;  // parallel to Plan::benchmarks
  // The facts with derived facts and outcomes filled in, by slot.
  std::vector<expression::Value> values;
  std::vector<MissingReason> reasons;
  uint32_t primary = 0;                     // index in Plan::models; kNone: no model answers (S19)
  // Slots whose policy is `error` and that are missing: the evaluation is refused.
  std::vector<uint32_t> required;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_
