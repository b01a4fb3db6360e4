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
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

// A value as people read it; monostate: none.
struct SeriesSize {
  uint32_t points = 0;
};
using FactValue = std::variant<std::monostate, double, bool, std::string, absl::Time, SeriesSize>;

struct MissingName {
  std::string name;
  MissingReason reason = MissingReason::kNotGiven;
};

struct Place {
  std::string file;
  uint32_t line = 0;   // 0: not known
};

struct BenchmarkUse {
  std::string benchmark;
  std::string set;
  std::string row;     // segment, cadence or "default"
  std::string tier;
  std::string bound;   // "<= 90"
};

struct ComponentLine {
  std::string name;    // the last part of its path
  ComponentState state = ComponentState::kAbsent;
  std::optional<double> score;
  MissingReason reason = MissingReason::kNone;
  double weight = 0;
  double share = 0;
  double contribution = 0;
  double coverage = 0;
  bool group = false;
  std::string input;
  FactValue value;
  std::string curve;
  std::optional<BenchmarkUse> benchmark;
  bool inverted = false;
  double decay = 1;
  std::vector<MissingName> missing;
  Place place;
  std::string source;        // "OM, Ours"
  std::string description;
  std::vector<ComponentLine> components;
};

enum class AdjustmentKind { kFloor, kCap, kOverrideSet, kOverrideCap, kOverrideFloor };

struct AdjustmentLine {
  AdjustmentKind kind = AdjustmentKind::kCap;
  LimitState state = LimitState::kDoesNotHold;
  double value = 0;
  double effect = 0;
  std::string reason;
  std::string author;
  std::optional<Moment> expires_at;
  std::vector<MissingName> missing;
  Place place;
};

struct ModelExplanation {
  std::vector<ComponentLine> components;     // in byte order of name, as they are summed
  std::vector<AdjustmentLine> adjustments;   // floors, caps, overrides
  std::vector<MissingName> missing;          // of the model's own condition
  Place place;
  std::string description;
};

struct BenchmarkLine {
  std::string name;
  BenchmarkState state = BenchmarkState::kMissing;
  MissingReason reason = MissingReason::kNone;
  std::optional<BenchmarkUse> use;             // when there is a row
  std::optional<double> value;
  std::optional<double> points;
  std::optional<double> distance_to_better;    // in the value's unit; nothing in the best tier
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

// Signals without a usable value, in the pack's order.
std::vector<MissingName> MissingSignals(const Plan& plan, const Facts& facts);
FactValue ToFactValue(const expression::Value& value);

// For golden files and failing tests: one line a thing, numbers in full.
std::string Render(const Plan& plan, const Facts& facts, const Evaluation& evaluation);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_EXPLANATION_H_
