// From the weighted mean to the band: coverage, override, rounding, and whether missing data could
// change the answer (S15, S17, S20). The pack has no caps, no floors and no hysteresis.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <algorithm>

#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr double kMinCoverage = 0.5;
constexpr double kInterveneBelow = 60;  // of the onboarding model

// A score and the bounds that it is known within.
struct Standing {
  double score = 0;
  double low = 0;
  double high = 100;
};

double Applied(Override::Kind kind, double score, double value) {
  switch (kind) {
    case Override::Kind::kCap:
      return std::min(score, value);
    case Override::Kind::kFloor:
      return std::max(score, value);
    case Override::Kind::kSet:
      break;
  }
  return value;
}

void ApplyOverride(const Override& given, Standing& standing, Health& health,
                   OverrideEffect& effect) {
  effect.state = given.expired ? LimitState::kExpired : LimitState::kHolds;
  if (given.expired) return;
  const double before = standing.score;
  standing.score = Applied(given.kind, standing.score, given.value);
  standing.low = Applied(given.kind, standing.low, given.value);
  standing.high = Applied(given.kind, standing.high, given.value);
  if (given.kind == Override::Kind::kSet) health.state = ModelState::kOverridden;
  if (health.has_raw) effect.points = standing.score - before;
}

// green from 80, yellow from 50, red.
uint8_t BandOf(double displayed) {
  return static_cast<uint8_t>((displayed < 80 ? 1 : 0) + (displayed < 50 ? 1 : 0));
}

Ternary Intervene(double low, double high) {
  if ((low < kInterveneBelow) != (high < kInterveneBelow)) return Ternary::kUnknown;
  return low < kInterveneBelow ? Ternary::kTrue : Ternary::kFalse;
}

void Display(const Standing& standing, HealthModel model, Health& health) {
  const double low = Round<0>(standing.low);
  const double high = Round<0>(standing.high);
  health.effective = standing.score;
  health.displayed = Round<0>(standing.score);
  health.band = BandOf(health.displayed);
  health.certain = health.state == ModelState::kOverridden ||
                   (BandOf(low) == health.band && BandOf(high) == health.band);
  if (model == HealthModel::kOnboarding) health.intervene = Intervene(low, high);
}

}  // namespace

void Settle(const Input& in, HealthModel model, const Mean& parts, Health& health, Output& out) {
  Standing standing;
  if (parts.applies()) {
    health.coverage = parts.coverage();
    standing.low = parts.low();
    standing.high = parts.high();
  }
  health.has_raw = parts.scored();
  if (health.has_raw) health.raw = parts.score();
  standing.score = health.raw;
  // A sum of weights that misses the half by 1e-17 is the half.
  const bool sufficient = health.has_raw && Round<9>(health.coverage) >= kMinCoverage;
  health.state = sufficient ? ModelState::kScored : ModelState::kInsufficientData;
  for (uint32_t i = 0; i < in.override_count; ++i) {
    if (in.overrides[i].model != model) continue;
    ApplyOverride(in.overrides[i], standing, health, out.overrides[i]);
  }
  health.low = standing.low;
  health.high = standing.high;
  if (health.has_score()) Display(standing, model, health);
}

}  // namespace bellwether::saas
