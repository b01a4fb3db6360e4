// Evaluation: everything that a plan says about one account's facts. Numbers and indices only;
// names and texts are in the plan. One object may be filled again and again and keeps its memory.
#ifndef BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_
#define BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "engine/expression/value.h"
#include "engine/facts/missing.h"

namespace bellwether {

// A condition's answer. Unknown only through names that are not applicable is an answer of its own
// (S13).
enum class Answer : uint8_t { kFalse, kTrue, kUnknown, kNotApplicable };

// A condition as it was asked.
struct Condition {
  Answer answer = Answer::kTrue;
  uint64_t causes = 0;  // names that were missing, as bits of the program's names()
};

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
  double score = 0;     // 0..100 after decay and inversion; meaningful when has_score
  double coverage = 0;  // 0..1 (S17)
  double low = 0;       // bounds of the score, 0..100
  double high = 100;
  double decay = 1;  // below 1: a stale value was moved towards 50
  // SUMMARY: share of the raw score's weight, and the points that come from here.
  double share = 0;
  double contribution = 0;
  uint64_t causes = 0;  // formula: names that were missing, as bits of Program::names()
  uint32_t choice = 0;  // steps: the step; map: the word; points: the segment's right end
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
  double value = 0;     // what was compared; meaningful when kTiered
  uint64_t causes = 0;  // names that left its condition unknown
  uint32_t set = 0;     // index in Plan::sets; kNoIndex when the benchmark has no set in force
  uint32_t row = 0;     // index in Plan::rows; kNoIndex when there is none
  uint32_t tier = 0;    // 0 is the best
  BenchmarkState state = BenchmarkState::kMissing;
  MissingReason reason = MissingReason::kNone;
  bool so_far = false;  // decided by value_so_far
};

enum class LimitState : uint8_t { kHolds, kDoesNotHold, kUnknown, kNotApplicable, kExpired };

// A cap or floor of the plan, or an override of the account, as applied.
struct LimitResult {
  double effect = 0;  // points added or taken
  uint64_t causes = 0;
  LimitState state = LimitState::kDoesNotHold;
};

enum class ModelState : uint8_t {
  kScored,
  kInsufficientData,
  kOverridden,  // a manual override set the score
  kNotApplicable,
  kNotEvaluated,
};

struct ModelResult {
  double raw = 0;        // weighted mean; meaningful when has_raw
  double effective = 0;  // after floors, caps and override; meaningful when kScored, kOverridden
  double displayed = 0;  // rounded as the model says: bands are taken on it (S15)
  double coverage = 0;
  double low = 0;  // bounds with floors, caps and override applied
  double high = 100;
  uint64_t causes = 0;  // names that left its condition unknown
  uint32_t band = 0;    // 0 is the best
  ModelState state = ModelState::kNotApplicable;
  Ternary intervene = Ternary::kUnknown;  // meaningful when the model has a threshold
  bool has_raw = false;
  bool certain = false;
  bool held_by_hysteresis = false;
  bool has_score() const {
    return state == ModelState::kScored || state == ModelState::kOverridden;
  }
};

enum class FlagState : uint8_t { kRaised, kClear, kNotEvaluated, kNotApplicable };

struct FlagResult {
  FlagState state = FlagState::kNotEvaluated;
  uint64_t causes = 0;           // names that left it unknown, also where that raised it
  bool of_applies_when = false;  // the causes are names of applies_when, not of when
  bool unanswered = false;       // raised because its condition is unknown: `unknown: raise`
};

// Of a rule whose dates leave out the day of the answer.
inline constexpr Condition kNotInForce = {Answer::kNotApplicable, 0};

// Whether a stage had anything to answer. The first four say why not.
enum class OutcomeState : uint8_t {
  kNotDefined,        // the pack has no such section
  kNotApplicable,     // its condition is false
  kNotEvaluated,      // its condition is unknown, or a date that it needs is missing
  kAlreadyGraduated,  // graduated_at <= as_of (S14)
  kInsufficientData,  // graduation: some dimension lacks evidence (S22)
  kAnswered,
};

enum class CriterionState : uint8_t { kMet, kUnmet, kUnknown, kNotApplicable };
enum class DimensionState : uint8_t { kScored, kInsufficientEvidence, kNotApplicable };

struct DimensionResult {
  double score = 0;     // 0..10, as displayed; meaningful when kScored
  double computed = 0;  // 0..10, as displayed; meaningful when has_computed
  double coverage = 0;
  double low = 0;  // bounds of the unrounded score, whatever the missing evidence turns out to be
  double high = 10;
  double share = 0;     // of the total's weight
  double weighted = 0;  // share x unrounded score: what it adds to the total
  DimensionState state = DimensionState::kInsufficientEvidence;
  bool has_computed = false;
  bool given = false;  // by people: replaces the computed one
  bool green = false;
};

enum class GateState : uint8_t { kBlocked, kClear, kNeedsEvidence, kNotApplicable };
struct GateResult {
  GateState state = GateState::kNeedsEvidence;
  uint64_t causes = 0;
};

enum class RequirementState : uint8_t { kMet, kUnmet, kNeedsEvidence, kNotApplicable };
struct RequirementResult {
  RequirementState state = RequirementState::kNeedsEvidence;
  uint64_t causes = 0;
};

enum class Readiness : uint8_t { kNotReady, kClose, kReady };

struct GraduationResult {
  OutcomeState state = OutcomeState::kNotDefined;
  double raw = 0;    // 0..10
  double total = 0;  // as displayed; meaningful when kAnswered
  double low = 0;    // bounds of the unrounded total; meaningful when assessed
  double high = 10;
  Readiness readiness = Readiness::kNotReady;
  bool graduate = false;  // the decision: GRADUATE, else NOT_YET
  uint64_t causes = 0;
  std::vector<DimensionResult> dimensions;
  std::vector<CriterionState> criteria;  // parallel to PlanGraduation::met_at
  std::vector<GateResult> gates;
  std::vector<RequirementResult> requirements;
};

enum class Decision : uint8_t { kGraduate, kEscalate, kContinue, kExtend, kNotEvaluated };

// Which step of the order decided (S23).
enum class DecisionBasis : uint8_t {
  kNone,
  kReadyToGraduate,
  kEscalationReason,
  kBeforeTarget,
  kExtensionReason,
  kExtensionCannotReachToday,
  kRequestRefused,
  kBudgetUsedUp,
  kNoJustification,
  kNoTarget,
};

// When graduation is to be expected, from how late milestones are (S24).
struct Forecast {
  bool available = false;
  bool earliest_beyond_a_year = false;
  bool latest_beyond_a_year = false;
  absl::CivilDay planned;
  absl::CivilDay earliest;
  absl::CivilDay latest;
};

struct ExtensionResult {
  OutcomeState state = OutcomeState::kNotDefined;
  Decision decision = Decision::kNotEvaluated;
  DecisionBasis basis = DecisionBasis::kNone;
  bool certain = true;               // no reason that is unknown could change decision or days
  bool extend_certain = true;        // as far as reasons to extend go
  bool lists_extend_reasons = true;  // false: before the target and its review window (S23)
  bool has_target = false;
  bool recovery = false;     // a recovery plan is due beside the decision
  uint32_t root_cause = 0;   // kNoIndex: not established
  int64_t days_granted = 0;  // now
  int64_t days_left = 0;     // of the budget, before that
  int64_t days_late = 0;     // past the original target; negative before it
  absl::CivilDay original_target;
  absl::CivilDay current_target;
  absl::CivilDay new_target;  // current_target + days_granted
  uint64_t causes = 0;
  std::vector<Condition> escalate;  // parallel to the plan's reasons
  std::vector<Condition> extend;
  std::vector<Condition> root_causes;
};

enum class PhaseState : uint8_t { kNotBegun, kOpen, kDone, kLate, kNotEvaluated };
struct PhaseResult {
  PhaseState state = PhaseState::kNotEvaluated;
  bool in_window = false;
  uint64_t causes = 0;
};

enum class ReviewState : uint8_t { kNotPlanned, kNotDue, kDue, kOverdue, kNotEvaluated };

struct ProgrammeResult {
  OutcomeState state = OutcomeState::kNotDefined;
  int64_t week = 0;  // from 1; 0: before the start or not known
  std::vector<PhaseResult> phases;
  std::vector<Condition> early_wins;
  std::vector<Condition> enablement;
  int level = 0;  // highest whose conditions and those below hold; 0: none
  ReviewState review = ReviewState::kNotPlanned;
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
  std::vector<FlagResult> flags;  // parallel to Plan::flags
  GraduationResult graduation;
  ExtensionResult extension;
  Forecast forecast;
  ProgrammeResult programme;
  uint32_t primary = 0;  // index in Plan::models; kNoIndex: no model answers (S19)
  // Slots whose policy is `error` and that are missing: the evaluation is refused.
  std::vector<uint32_t> required;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATION_H_
