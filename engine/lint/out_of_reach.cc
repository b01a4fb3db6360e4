// Bands, tiers, steps, criteria and readiness that no account comes to, and caps and floors that
// change no score.
//
// A manual override can put any score anywhere, and people can give dimensions any score: both are
// left out here, and docs/findings.md says so.
//
// Tested by tests/engine/lint/lint_test.cc and tests/property/lint_test.cc.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/lint/curve_range.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {
namespace {

using ruleset::Component;

std::string Text(const Interval& scores) {
  return absl::StrCat(FormatNumber(RoundForDisplay(scores.low, 9)), " to ",
                      FormatNumber(RoundForDisplay(scores.high, 9)));
}

class ReachLint {
 public:
  ReachLint(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink)
      : rules_(rules), ranges_(ranges), sink_(sink) {}

  void Run() {
    for (const ruleset::Benchmark& benchmark : rules_.benchmarks) LookAtTiers(benchmark);
    for (const ruleset::HealthModel& model : rules_.health) {
      LookAtBands(model);
      for (const Component& component : model.components) LookAtSteps(component);
    }
    for (const LimitReach& limit : ranges_.limits()) LookAtLimit(limit);
    if (rules_.graduation.defined) LookAtGraduation();
  }

 private:
  void LookAtTiers(const ruleset::Benchmark& benchmark) {
    for (const ruleset::BenchmarkSet& set : benchmark.sets) {
      for (uint32_t tier = 0; tier < set.tiers.size(); ++tier) {
        for (const ruleset::Row& row : set.rows) {
          if (!ranges_.TierInReach(benchmark, row, tier)) SayTier(benchmark, set, row, tier);
        }
      }
    }
  }

  void SayTier(const ruleset::Benchmark& benchmark, const ruleset::BenchmarkSet& set,
               const ruleset::Row& row, uint32_t tier) {
    const auto& keys = benchmark.by_cadence ? rules_.cadences : rules_.segments;
    const Interval& values = ranges_.world()[benchmark.value].number;
    sink_.Warning("unreachable-tier", benchmark.location,
                  absl::StrCat("no account comes to tier `", set.tiers[tier].name,
                               "` of benchmark `", benchmark.name, "`, set `", set.name, "`, row `",
                               row.key ? keys[*row.key] : "default", "`"),
                  absl::StrCat("`", rules_.slots[benchmark.value].name, "` is ", Describe(values)));
  }

  // The score as it is displayed, and as far as hysteresis may hold a band (S15, S18).
  void LookAtBands(const ruleset::HealthModel& model) {
    const ScoreRange* score = ranges_.Find(absl::StrCat("health.", model.name));
    if (score == nullptr || score->reach.empty()) return;
    const auto displayed = [&model](double end) {
      return RoundForDisplay(end, model.precision, model.rounding);
    };
    const Interval shown = {displayed(score->reach.low - kScoreSlack),
                            displayed(score->reach.high + kScoreSlack)};
    for (size_t i = 0; i < model.bands.size(); ++i) {
      const bool too_low = shown.high < model.bands[i].from - model.hysteresis;
      const bool too_high = i > 0 && shown.low >= model.bands[i - 1].from + model.hysteresis;
      if (!too_low && !too_high) continue;
      sink_.Warning(
          "unreachable-band", model.location,
          absl::StrCat("no score of `", model.name, "` comes to band `", model.bands[i].name, "`"),
          absl::StrCat("whatever an account says, the score lies in ", Text(score->reach),
                       ": `check --ranges` shows why"));
    }
  }

  void LookAtSteps(const Component& component) {
    for (const Component& child : component.components) LookAtSteps(child);
    const ruleset::Curve& curve = component.curve;
    if (curve.kind != ruleset::CurveKind::kSteps) return;
    for (size_t i = 0; i < curve.steps.size(); ++i) {
      if (StepInReach(curve, i, ranges_.world()[curve.slot])) continue;
      sink_.Warning("unreachable-step", component.location,
                    absl::StrCat("no value comes to step ", i + 1, " of `", component.path, "`"),
                    "those before it take every value that is left");
    }
  }

  void LookAtLimit(const LimitReach& reached) {
    const ruleset::HealthModel& model = rules_.health[reached.model];
    const ruleset::Limit& limit = model.limits[reached.limit];
    if (reached.before.empty()) return;
    const bool idle =
        limit.cap ? limit.value >= reached.before.high : limit.value <= reached.before.low;
    if (!idle) return;
    sink_.Warning(limit.cap ? "idle-cap" : "idle-floor", limit.location,
                  absl::StrCat(limit.cap ? "a cap at " : "a floor at ", FormatNumber(limit.value),
                               " changes no score of `", model.name, "`"),
                  absl::StrCat("before it the score lies in ", Text(reached.before)));
  }

  void LookAtGraduation() {
    const ruleset::Graduation& graduation = rules_.graduation;
    for (const ruleset::Dimension& dimension : graduation.dimensions) {
      for (const ruleset::Criterion& criterion : dimension.criteria) LookAtCriterion(criterion);
      const double needed = graduation.require_each_dimension;
      SayBelow(absl::StrCat("graduation.", dimension.name), needed, "green");
    }
    SayBelow("graduation.total", graduation.ready, "READY");
    SayBelow("graduation.total", graduation.close, "CLOSE");
  }

  void LookAtCriterion(const ruleset::Criterion& criterion) {
    LookAtSteps(criterion.component);
    const ScoreRange* score = ranges_.Find("graduation." + criterion.component.path);
    if (score == nullptr || score->reach.empty()) return;
    if (RoundForDisplay(score->reach.high + kScoreSlack, 9) >= criterion.met_at) return;
    sink_.Warning("unreachable-criterion", criterion.component.location,
                  absl::StrCat("no account meets criterion `", criterion.component.path, "`"),
                  absl::StrCat("it is met at ", FormatNumber(criterion.met_at),
                               " points, and its score lies in ", Text(score->reach)));
  }

  void SayBelow(const std::string& path, double needed, const char* state) {
    const ScoreRange* score = ranges_.Find(path);
    if (score == nullptr || score->reach.empty()) return;
    const double best =
        RoundForDisplay(score->reach.high + kScoreSlack, rules_.graduation.precision);
    if (best >= needed) return;
    sink_.Warning("unreachable-readiness", score->location,
                  absl::StrCat("criteria never make `", path, "` ", state),
                  absl::StrCat("that begins at ", FormatNumber(needed), ", and criteria give ",
                               Text(score->reach), "; only a score that people give gets there"));
  }

  const ruleset::RuleSet& rules_;
  const Ranges& ranges_;
  DiagnosticSink& sink_;
};

}  // namespace

void FindOutOfReach(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink) {
  ReachLint(rules, ranges, sink).Run();
}

}  // namespace bellwether::lint
