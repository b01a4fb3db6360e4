// Accounts, one after the other -> a baseline: bins of numbers by their deciles, words as they are.
//
//   BaselineBuilder builder(plan);
//   builder.Add(facts, evaluation, Stages::All());
//   const Baseline baseline = builder.Finish();
//
// Memory is bounded: of more than kMostKept accounts every second, fourth ... is kept, the same
// ones for the same accounts in the same order. One thread.
#ifndef BELLWETHER_ENGINE_DRIFT_BASELINE_BUILDER_H_
#define BELLWETHER_ENGINE_DRIFT_BASELINE_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/drift/baseline.h"
#include "engine/drift/variables.h"

namespace bellwether::drift {

inline constexpr size_t kMostKept = 100'000;

class BaselineBuilder {
 public:
  explicit BaselineBuilder(const Plan& plan, size_t most_kept = kMostKept);

  void Add(const Facts& facts, const Evaluation& evaluation, Stages stages);
  uint64_t accounts() const { return seen_; }
  // Once.
  Baseline Finish();

 private:
  void Thin();
  Distribution Count(const Variable& variable, const std::vector<double>& values) const;

  Baseline baseline_;
  const Variables variables_;
  const size_t most_kept_;
  uint64_t seen_ = 0;
  uint64_t every_ = 1;                     // which accounts are kept
  std::vector<std::vector<double>> kept_;  // by variable
  std::vector<double> values_;
};

}  // namespace bellwether::drift

#endif  // BELLWETHER_ENGINE_DRIFT_BASELINE_BUILDER_H_
