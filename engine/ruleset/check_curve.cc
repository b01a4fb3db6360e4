// Curves: how the value of a slot becomes 0..100, and whether it can.
//
// Tested by tests/engine/ruleset/check_test.cc.
#include "engine/ruleset/check_curve.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"

namespace bellwether::ruleset {
namespace {

using Kind = document::Curve::Kind;

const char* WantedInput(Kind kind) {
  if (kind == Kind::kMap) return "an enum or a bool";
  return kind == Kind::kBaseline ? "a series" : "a number";
}

bool AcceptsInput(Kind kind, SignalType type) {
  switch (kind) {
    case Kind::kLinear:
    case Kind::kPoints:
    case Kind::kSteps:
      return IsNumeric(type);
    case Kind::kMap:
      return type == SignalType::kEnum || type == SignalType::kBool;
    case Kind::kBaseline:
      return type == SignalType::kSeries;
    default:
      return true;
  }
}

// What to write instead when a curve cannot read the type.
std::string Proposal(SignalType type) {
  if (IsNumeric(type)) return "use `linear: {from: ..., to: ...}`, `points` or `steps`";
  if (type == SignalType::kEnum || type == SignalType::kBool)
    return "use `map: {word: points, ...}`";
  if (type == SignalType::kSeries)
    return "use `baseline: {grace: 0.85}`, or a formula with last(), fall()";
  return "use a formula: `expr: \"...\"`";
}

NumberRange RangeOf(const Checker& checker, uint32_t slot) {
  for (const Signal& signal : checker.rules.signals) {
    if (signal.slot == slot) return signal.range;
  }
  for (const Derived& derived : checker.rules.derived) {
    if (derived.slot == slot) return derived.range;
  }
  const bool ratio = checker.names.slot(slot).kind == SignalType::kRatio;
  return ratio ? NumberRange{0.0, 1.0, false} : NumberRange{};
}

// A bare `of:`: the value must be 0..100 already, or a ratio or bool (S21).
void CheckGiven(Checker& checker, const document::Curve& written, SignalType type, Curve& curve) {
  if (type == SignalType::kRatio || type == SignalType::kBool) {
    curve.scale = 100;
    return;
  }
  const NumberRange range = RangeOf(checker, curve.slot);
  // 0 to 10 is another scale: read as points it would never be good.
  const bool points_already = type == SignalType::kNumber && range.min == 0.0 && range.max == 100.0;
  if (points_already) return;
  checker.sink.Error(
      "type-mismatch", written.of.span,
      absl::StrCat("`", written.of.value, "` is of type ", SignalTypeName(type),
                   " and does not say how it becomes 0 to 100"),
      absl::StrCat(Proposal(type),
                   type == SignalType::kNumber ? "; or declare it with min: 0, max: 100" : ""));
}

void CheckPoints(Checker& checker, const document::Curve& written, Curve& curve) {
  for (const document::CurvePoint& point : written.points) {
    const bool rises = curve.points.empty() || point.x > curve.points.back().x;
    if (!rises) {
      checker.sink.Error("curve-order", point.span,
                         absl::StrCat("x = ", FormatNumber(point.x), " does not come after ",
                                      FormatNumber(curve.points.back().x)),
                         "points must rise in x");
    }
    curve.points.push_back({point.x, point.y});
  }
  if (curve.points.size() < 2) {
    checker.sink.Error("wrong-count", written.span, "a curve of points needs at least two",
                       "write [[x, points], [x, points], ...]");
  }
}

void CheckSteps(Checker& checker, const document::Curve& written, Curve& curve) {
  for (const document::Step& step : written.steps) {
    curve.steps.push_back({static_cast<BoundTest>(step.test), step.bound, step.points});
    if (step.test == document::Step::Test::kElse && &step != &written.steps.back()) {
      checker.sink.Error("curve-order", step.span, "steps after `else` are never reached",
                         "put `else` last");
    }
  }
  if (curve.steps.empty() || curve.steps.back().test != BoundTest::kElse) {
    checker.sink.Error("missing-key", written.span, "steps do not say what else is worth",
                       "end with {else: points}");
  }
}

void CheckMap(Checker& checker, const document::Curve& written, const Slot& slot, Curve& curve) {
  const std::vector<std::string> words =
      slot.kind == SignalType::kBool ? std::vector<std::string>{"false", "true"} : slot.words;
  curve.map.resize(words.size());
  for (const auto& entry : written.map) {
    const auto word = checker.Resolve("value", entry.name, entry.span, words);
    if (word) curve.map[*word] = entry.value.value;
  }
  std::vector<std::string> unmapped;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!curve.map[i]) unmapped.push_back(words[i]);
  }
  if (unmapped.empty()) return;
  checker.sink.Error("missing-key", written.span,
                     absl::StrCat("`map` gives no points for ", absl::StrJoin(unmapped, ", ")),
                     absl::StrCat("every value of `", slot.name, "` needs points"));
}

// Whether every set of the benchmark gives points to its tiers.
void CheckBenchmarkCurve(Checker& checker, const document::Curve& written, Curve& curve) {
  std::vector<std::string> names;
  for (const Benchmark& benchmark : checker.rules.benchmarks) names.push_back(benchmark.name);
  const auto found =
      checker.Resolve("benchmark", written.benchmark.value, written.benchmark.span, names);
  if (!found) return;
  curve.benchmark = *found;
  for (const BenchmarkSet& set : checker.rules.benchmarks[*found].sets) {
    const bool has_points = std::all_of(set.tiers.begin(), set.tiers.end(),
                                        [](const Tier& tier) { return tier.points.has_value(); });
    if (has_points) continue;
    checker.sink.Error("missing-key", written.benchmark.span,
                       absl::StrCat("set `", set.name, "` of benchmark `", names[*found],
                                    "` has no points for its tiers"),
                       "add `points: {tier: points, ...}` to the benchmark");
  }
}

void CheckInput(Checker& checker, const document::Curve& written, Stage stage, Curve& curve) {
  const auto slot = checker.ResolveSlot(written.of, stage);
  if (!slot) return;
  curve.slot = *slot;
  const Slot& input = checker.names.slot(*slot);
  if (!AcceptsInput(written.kind, input.kind) || input.type == expression::Type::kTimestamp) {
    checker.sink.Error("type-mismatch", written.of.span,
                       absl::StrCat("`", input.name, "` is of type ", SignalTypeName(input.kind),
                                    "; `", std::string(document::Word(written.kind)), "` reads ",
                                    WantedInput(written.kind)),
                       Proposal(input.kind));
    return;
  }
  if (written.kind == Kind::kMap) CheckMap(checker, written, input, curve);
  if (written.kind == Kind::kGiven) CheckGiven(checker, written, input.kind, curve);
}

uint32_t InputSlot(const Checker& checker, const Curve& curve) {
  if (curve.kind != CurveKind::kBenchmark) return curve.slot;
  const auto& benchmarks = checker.rules.benchmarks;
  return curve.benchmark < benchmarks.size() ? benchmarks[curve.benchmark].value : 0;
}

CurveKind ToKind(Kind kind) {
  switch (kind) {
    case Kind::kNone:
      return CurveKind::kGroup;
    case Kind::kLinear:
      return CurveKind::kLinear;
    case Kind::kPoints:
      return CurveKind::kPoints;
    case Kind::kSteps:
      return CurveKind::kSteps;
    case Kind::kMap:
      return CurveKind::kMap;
    case Kind::kBenchmark:
      return CurveKind::kBenchmark;
    case Kind::kBaseline:
      return CurveKind::kBaseline;
    case Kind::kFormula:
      return CurveKind::kFormula;
    case Kind::kGiven:
      break;
  }
  return CurveKind::kGiven;
}

}  // namespace

Curve CheckCurve(Checker& checker, const document::Curve& written, Stage stage) {
  Curve curve;
  curve.kind = ToKind(written.kind);
  curve.from = written.linear.from.value;
  curve.to = written.linear.to.value;
  curve.grace = written.baseline.grace.value_or(1);
  const bool has_ends = written.linear.from.present() && written.linear.to.present();
  if (written.kind == Kind::kLinear && has_ends && curve.from == curve.to) {
    checker.sink.Error("curve-order", written.linear.to.span, "`from` and `to` are the same",
                       "`from` is worth 0 points and `to` is worth 100");
  }
  if (written.kind == Kind::kPoints) CheckPoints(checker, written, curve);
  if (written.kind == Kind::kSteps) CheckSteps(checker, written, curve);
  if (written.kind == Kind::kBenchmark) {
    CheckBenchmarkCurve(checker, written, curve);
  } else if (written.kind == Kind::kFormula) {
    curve.formula = checker.CheckExpression(written.expr, stage, expression::Type::kDouble)
                        .value_or(expression::Checked());
  } else if (written.kind != Kind::kNone) {
    CheckInput(checker, written, stage, curve);
  }
  return curve;
}

void CheckLeafPolicy(Checker& checker, const document::Located<document::MissingPolicy>& written,
                     Component& component) {
  const Curve& curve = component.curve;
  component.missing_stated = written.present();
  if (curve.kind == CurveKind::kFormula) {
    if (!written.present()) return;
    component.missing = checker.CheckMissing(written.value, written.span, SignalType::kNumber, {},
                                             {0.0, 100.0, false});
    return;
  }
  const uint32_t slot = InputSlot(checker, curve);
  const Slot& input = checker.names.slot(slot);
  component.missing = written.present()
                          ? checker.CheckMissing(written.value, written.span, input.kind,
                                                 input.words, RangeOf(checker, slot))
                          : input.missing;
}

}  // namespace bellwether::ruleset
