// Internal to the evaluate stage: one run of Evaluate, shared by its parts.
//
// The parts write their outcomes into `out.values`, so that conditions of later stages read them
// like any other fact (S14). Nothing here allocates once the vectors have their size (S32).
#ifndef BELLWETHER_ENGINE_EVALUATE_EVALUATOR_H_
#define BELLWETHER_ENGINE_EVALUATE_EVALUATOR_H_

#include <cstdint>
#include <optional>

#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/evaluation.h"

namespace bellwether {

struct Evaluator {
  const Plan& plan;
  const Facts& facts;
  Scratch& scratch;
  Evaluation& out;
  const Arithmetic arithmetic;
  const expression::Context context;
  const size_t weight_row;  // where the segment's weights begin

  // The parts, in the order of S14.
  bool RequireSignals();  // false: a value whose policy is `error` is missing
  void Derive();
  void CountThresholds();     // counts.cc
  void CountEarlyWins();      // counts.cc
  void RateBenchmarks();      // benchmarks.cc
  void ScoreModels();         // health.cc
  void RaiseFlags();          // flags.cc
  void AssessGraduation();    // graduation.cc
  void DecideExtension();     // extension.cc
  void ForecastGraduation();  // forecast.cc
  void FollowProgramme();     // programme.cc

  // Valid until the next Run.
  const expression::Value& Run(uint32_t program);
  // No program: true.
  Condition Ask(uint32_t program);
  // Whether every name of `causes` is not applicable.
  bool OnlyNotApplicable(uint32_t program, uint64_t causes) const;
  // The value of a stale signal that decays; null for any other slot.
  const DecayedValue* Decayed(uint32_t slot) const;
  // Refuses the account for want of a slot; each is named once.
  void Require(uint32_t slot);
  double Weight(uint32_t component) const { return plan.weights[weight_row + component]; }
  bool Counts(uint32_t component) const { return plan.counts[weight_row + component]; }

  void RateBenchmark(uint32_t index);
  bool FindRow(uint32_t index, BenchmarkResult& result) const;
  // The tier of a number in the row that is in force; nothing without a row.
  std::optional<uint32_t> TierOf(uint32_t benchmark, double number) const;
  void ScoreModel(uint32_t index);
};

// The civil day of a date that has happened, or was planned, since 1970-01-01.
std::optional<int32_t> DayOf(const Evaluator& evaluator, size_t slot);
// Whether graduated_at is known: graduation and extension then have nothing to decide (S14).
bool HasGraduated(const Evaluator& evaluator);
void SetOutcome(Evaluator& evaluator, size_t slot, expression::Value value);
// A usable number or bool as a number: a bool is 0 or 1.
inline double NumberOf(const expression::Value& value) {
  if (value.kind == expression::Kind::kBool) return value.boolean ? 1 : 0;
  return value.number;
}

// health.cc: scores a range of components and returns the sums below their root.
const GroupSums& ScoreComponents(Evaluator& evaluator, const Range& range, size_t root);

// curves.cc: the sub-score of a leaf, its state and reason.
void ScoreLeaf(Evaluator& evaluator, uint32_t component, ComponentResult& result);

// contributions.cc: shares and contributions of every component below a root (SUMMARY).
void Contribute(const Evaluator& evaluator, const Range& components, size_t root);

// score.cc: from the weighted mean to the band.
void SettleScore(Evaluator& evaluator, uint32_t model, const GroupSums& sums);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATOR_H_
