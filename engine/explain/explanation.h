// Explanation: an evaluation in names, values and places instead of indices.
//
// It is the additive account of a score: the contributions of the leaves sum to the raw score
// (within 1e-9), floors, caps and overrides are signed lines of their own, and every line cites
// the pack's file and line. The server's answer, the command line and failing tests of a pack all
// show this structure. Owns its texts; independent of the plan once made.
#ifndef BELLWETHER_ENGINE_EXPLAIN_EXPLANATION_H_
#define BELLWETHER_ENGINE_EXPLAIN_EXPLANATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/explain/lines.h"
#include "engine/explain/outcomes.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

struct ModelExplanation {
  std::vector<ComponentLine> components;    // in byte order of name, as they are summed
  std::vector<AdjustmentLine> adjustments;  // floors, caps, overrides
  std::vector<MissingName> missing;         // of the model's own condition
  Place place;
  std::string description;
};

struct BenchmarkLine {
  std::string name;
  BenchmarkState state = BenchmarkState::kMissing;
  MissingReason reason = MissingReason::kNone;
  std::optional<BenchmarkUse> use;  // when there is a row
  std::optional<double> value;
  std::optional<double> points;
  std::optional<double> distance_to_better;  // in the value's unit; nothing in the best tier
  std::string better_tier;
  Place place;
  std::string source;
};

ModelExplanation ExplainModel(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                              uint32_t model, std::string_view language);
// Only the adjustments and the names that its condition missed: what an answer always carries.
ModelExplanation ExplainAdjustments(const Plan& plan, const Facts& facts,
                                    const Evaluation& evaluation, uint32_t model,
                                    std::string_view language);
BenchmarkLine ExplainBenchmark(const Plan& plan, const Evaluation& evaluation, uint32_t benchmark);

// One leaf of a graduation dimension.
ComponentLine ExplainComponent(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                               uint32_t component, std::string_view language);

// For golden files and failing tests: one line a thing, numbers in full.
std::string Render(const Plan& plan, const Facts& facts, const Evaluation& evaluation);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_EXPLANATION_H_
