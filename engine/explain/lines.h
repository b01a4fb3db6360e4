// The lines that explanations are made of. Parts of explanation.h.
#ifndef BELLWETHER_ENGINE_EXPLAIN_LINES_H_
#define BELLWETHER_ENGINE_EXPLAIN_LINES_H_

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
  uint32_t line = 0;  // 0: not known
};

struct BenchmarkUse {
  std::string benchmark;
  std::string set;
  std::string row;  // segment, cadence or "default"
  std::string tier;
  std::string bound;  // "<= 90"
};

struct ComponentLine {
  std::string name;  // the last part of its path
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
  std::string source;  // "OM, Ours"
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

// Names behind the cause bits of a program's result.
std::vector<MissingName> MissingNames(const Plan& plan, const Evaluation& evaluation,
                                      uint32_t program, uint64_t causes);
Place PlaceOf(const Plan& plan, const ruleset::Location& location);
FactValue ToFactValue(const expression::Value& value);
// "0.8", "true", "2026-03-01T00:00:00Z", "6 points"; "-" for none.
std::string ValueText(const FactValue& value);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_LINES_H_
