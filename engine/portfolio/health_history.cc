// Tested by tests/engine/portfolio/health_test.cc.
#include "engine/portfolio/health_history.h"

#include <algorithm>

#include "engine/base/civil_day.h"

namespace bellwether::portfolio {
Bands::Bands(const Plan& plan) : by_note(plan.band_notes.size()) {
  uint32_t most = 0;
  for (const PlanModel& model : plan.models) most = std::max(most, model.bands.count);
  for (uint32_t rank = 0; rank < most; ++rank) {
    for (const PlanModel& model : plan.models) {
      if (rank >= model.bands.count) continue;
      const uint32_t note = model.bands.first + rank;
      const std::string& name = plan.band_notes[note].name;
      const auto found = std::find(names.begin(), names.end(), name);
      by_note[note] = static_cast<uint8_t>(found - names.begin());
      if (found == names.end()) names.push_back(name);
    }
  }
}

HealthHistory::HealthHistory(const book::Book& book, const Plan& plan, const Stop* stop)
    : book_(book),
      plan_(plan),
      stop_(stop),
      bands_(plan),
      replayed_(book, plan,
                {Arithmetic::kOutcomes, plan.stage_needs.Close({Stage::kHealth, Stage::kFlags})}) {}

HealthState HealthHistory::At(uint32_t account, const Moment& moment) {
  HealthState state;
  if (stop_ != nullptr && stop_->requested()) return state;
  if (!replayed_.At(account, moment)) return state;
  const Evaluation& evaluation = replayed_.evaluation();
  if (evaluation.primary != kNoIndex && evaluation.models[evaluation.primary].has_score()) {
    const uint32_t band = evaluation.models[evaluation.primary].band;
    state.band = bands_.by_note[plan_.models[evaluation.primary].bands.first + band];
  }
  for (size_t i = 0; i < plan_.flags.size(); ++i) {
    const bool raised = evaluation.flags[i].state == FlagState::kRaised;
    if (raised) state.severities |= SeverityBit(plan_.flags[i].severity);
  }
  return state;
}

HealthState HealthHistory::On(uint32_t account, int32_t day) {
  std::vector<Kept>& kept = days_[day];
  if (kept.empty()) kept.resize(book_.account_count());
  Kept& one = kept[account];
  if (!one.asked) one = {At(account, Moment::Date(DayOfNumber(day))), true};
  return one.state;
}

}  // namespace bellwether::portfolio
