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

// A condition's answer. Unknown only through names that are not applicable is an answer of its own
// (S13).
enum class Answer : uint8_t { kFalse, kTrue, kUnknown, kNotApplicable };

struct Condition {
  Answer answer = Answer::kTrue;
  uint64_t causes = 0;   // names that were missing, as bits of the program's names()
};

struct Evaluator {
  const Plan& plan;
  const Facts& facts;
  Scratch& scratch;
  Evaluation& out;

  // The parts, in the order of S14.
  bool RequireSignals();     // false: a value whose policy is `error` is missing
  void Derive();
  void RateBenchmarks();     // benchmarks.cc
  void ScoreModels();        // health.cc

  expression::Value Run(uint32_t program);
  // No program: true.
  Condition Ask(uint32_t program);
  // Whether every name of `causes` is not applicable.
  bool OnlyNotApplicable(uint32_t program, uint64_t causes) const;
  double Weight(uint32_t component) const {
    const size_t row = static_cast<size_t>(facts.segment + 1);
    return plan.weights[row * plan.components.size() + component];
  }

  void RateBenchmark(uint32_t index);
  bool FindRow(uint32_t index, BenchmarkResult& result) const;
  // The tier of a number in the row that is in force; nothing without a row.
  std::optional<uint32_t> TierOf(uint32_t benchmark, double number) const;
  void ScoreModel(uint32_t index);
};

// curves.cc: the sub-score of a leaf, its state and reason.
void ScoreLeaf(Evaluator& evaluator, uint32_t component, ComponentResult& result);

// contributions.cc: shares and contributions of every component of a model (SUMMARY).
void Contribute(const Evaluator& evaluator, const PlanModel& model);

// score.cc: from the weighted mean to the band.
void SettleScore(Evaluator& evaluator, uint32_t model, const GroupSums& sums);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATOR_H_
