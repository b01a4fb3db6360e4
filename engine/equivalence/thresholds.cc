// Thresholds of displayed scores (S15): what is rounded to so many decimals cannot tell two bounds
// apart that no such number lies between. An override can set any score and people any dimension,
// so the ranges of scores are no help here; criteria have neither.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/equivalence/claim.h"
#include "engine/equivalence/parts.h"

namespace bellwether::equivalence {
namespace {

using ruleset::Component;
using ruleset::CurveKind;
using ruleset::HealthModel;

constexpr int kExactDecimals = 9;  // to which points of a criterion are compared
constexpr double kHighest = 100;

// Whether no number of so many decimals reaches one bound and not the other. A bound that is such
// a number itself counts as reached and not reached, but for whole numbers, which are exact.
bool SameDisplayed(double a, double b, int decimals) {
  if (a == b) return true;
  const double scale = std::pow(10, decimals);
  const double slack = decimals == 0 ? 0 : 1e-6;  // of the last decimal
  const double low = std::min(a, b) * scale, high = std::max(a, b) * scale;
  const double next = std::ceil(low - slack);
  return decimals == 0 ? next >= high : next > high + slack;
}

// Bands, and the edges between them that hysteresis moves (S18): the last begins where nothing is
// below.
bool SameBands(const HealthModel& before, const HealthModel& after) {
  if (before.bands.size() != after.bands.size() || before.precision != after.precision) {
    return false;
  }
  const auto same = [&before](double a, double b) { return SameDisplayed(a, b, before.precision); };
  for (size_t i = 0; i < before.bands.size(); ++i) {
    const double a = before.bands[i].from, b = after.bands[i].from;
    const bool last = i + 1 == before.bands.size();
    const bool held = last || (same(a - before.hysteresis, b - after.hysteresis) &&
                               same(std::min(a + before.hysteresis, kHighest),
                                    std::min(b + after.hysteresis, kHighest)));
    if (!same(a, b) || !held) return false;
  }
  return true;
}

Proof Displayed(bool same, int decimals) {
  if (!same) return std::nullopt;
  return absl::StrCat("the score is compared as it is displayed, with ", decimals,
                      decimals == 1 ? " decimal" : " decimals",
                      ", and no such number lies between the two");
}

Proof ProveModel(const Claim& claim) {
  const auto model = NamedInBoth(claim.before.health, claim.after.health, claim.keys[1]);
  if (!model) return std::nullopt;
  const int decimals = model.before->precision;
  if (claim.keys[2] != "intervene_below") {
    return Displayed(SameBands(*model.before, *model.after), decimals);
  }
  const auto a = model.before->intervene_below, b = model.after->intervene_below;
  return Displayed(a && b && SameDisplayed(*a, *b, decimals), decimals);
}

Proof ProveGraduation(const Claim& claim) {
  const ruleset::Graduation& before = claim.before.graduation;
  const ruleset::Graduation& after = claim.after.graduation;
  const auto same = [&before](double a, double b) { return SameDisplayed(a, b, before.precision); };
  return Displayed(same(before.ready, after.ready) && same(before.close, after.close) &&
                       same(before.require_each_dimension, after.require_each_dimension),
                   before.precision);
}

// The only points that such a curve gives; none where it has others. Policies add 0, 50 and 100.
std::vector<double> PointsOf(const ruleset::RuleSet& rules, const Component& leaf) {
  const ruleset::Curve& curve = leaf.curve;
  std::vector<double> points;
  if (curve.kind == CurveKind::kMap) {
    for (const auto& entry : curve.map) points.push_back(entry.value_or(0));
  } else if (curve.kind == CurveKind::kSteps) {
    for (const ruleset::Step& step : curve.steps) points.push_back(step.points);
  } else if (curve.kind == CurveKind::kGiven &&
             rules.slots[curve.slot].type == expression::Type::kBool) {
    points = {0, kHighest};
  }
  if (points.empty()) return points;
  const bool decays = std::any_of(rules.signals.begin(), rules.signals.end(), [&](const auto& s) {
    return s.slot == curve.slot && s.stale == ruleset::StalePolicy::kDecay;
  });
  if (decays) return {};
  const size_t plain = points.size();
  for (size_t i = 0; i < plain; ++i) points.push_back(kHighest - points[i]);
  points.insert(points.end(), {0, 50, kHighest});
  return points;
}

// A criterion is met from so many points on.
Proof ProveMetAt(const Claim& claim, const ComponentPlace& place) {
  const double low = std::min(place.met_at_before, place.met_at_after);
  const double high = std::max(place.met_at_before, place.met_at_after);
  const std::vector<double> points = PointsOf(claim.before, *place.component.before);
  const lint::ScoreRange* range = claim.ranges.Find(place.path);
  const bool outside =
      range != nullptr && !range->reach.empty() &&
      (range->reach.high < low - lint::kScoreSlack || range->reach.low > high + lint::kScoreSlack);
  const bool none = !points.empty() && std::none_of(points.begin(), points.end(), [&](double p) {
    const double exact = RoundForDisplay(p, kExactDecimals);
    return low <= exact && exact < high;
  });
  if (!outside && !none) return std::nullopt;
  return "no score of the criterion lies between the two";
}

}  // namespace

Proof ProveThreshold(const Claim& claim) {
  if (claim.At({"health", "*", "intervene_below"}) || claim.At({"health", "*", "hysteresis"}) ||
      claim.At({"health", "*", "bands", "*"})) {
    return ProveModel(claim);
  }
  if (claim.At({"graduation", "thresholds", "*"}) ||
      claim.At({"graduation", "require_each_dimension"})) {
    return ProveGraduation(claim);
  }
  const ComponentPlace place = ComponentAt(claim);
  if (!place || place.rest != std::vector<std::string>{"met_at"}) return std::nullopt;
  return ProveMetAt(claim, place);
}

}  // namespace bellwether::equivalence
