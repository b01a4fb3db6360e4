// Tested by tests/engine/portfolio/health_test.cc and worklist_test.cc.
#include "engine/portfolio/health_at.h"

namespace bellwether::portfolio {

std::optional<HealthAt> HealthReplay::At(uint32_t account, const Moment& moment) {
  refused_ = !replayed_.At(account, moment);
  if (refused_ || evaluation().primary == kNoIndex) return std::nullopt;
  const ModelResult& result = evaluation().models[evaluation().primary];
  if (!result.has_score()) return std::nullopt;
  const Range& bands = plan_.models[evaluation().primary].bands;
  HealthAt health;
  health.model = plan_.model_notes[evaluation().primary].name;
  health.band = plan_.band_notes[bands.first + result.band].name;
  health.band_rank = result.band;
  health.band_count = bands.count;
  health.score = result.displayed;
  if (wanted_.arithmetic == Arithmetic::kContributions) ReadParts(health);
  return health;
}

void HealthReplay::ReadParts(HealthAt& health) const {
  const Range& components = plan_.models[evaluation().primary].components;
  for (uint32_t i = components.first; i < components.end(); ++i) {
    const ComponentResult& result = evaluation().components[i];
    if (plan_.components[i].parent != kNoIndex || !result.has_score) continue;
    health.parts.push_back({plan_.component_notes[i].name, result.score, result.contribution});
  }
}

}  // namespace bellwether::portfolio
