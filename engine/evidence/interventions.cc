// Tested by tests/engine/evidence/interventions_test.cc.
#include "engine/evidence/interventions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/statistics/chi_squared.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/sample_size.h"

namespace bellwether::evidence {
namespace {

constexpr double kSignificant = 0.05;
constexpr double kBroken = 0.001;   // P30
constexpr double kFewExpected = 5;  // below that χ² is no approximation

// What regression to the mean does to whoever looks at treated accounts alone.
constexpr char kObservational[] =
    "no lots were drawn, so this is no effect: an alert comes when an account is at its worst, and "
    "many would recover alone (regression to the mean). A hold-out would tell";
constexpr char kStopped[] =
    "stopped: the groups are not of the sizes that lots make, so something else divided them too";
constexpr char kBetter[] = "more of those that were treated recovered, beyond noise";
constexpr char kWorse[] = "fewer of those that were treated recovered, beyond noise";
constexpr char kWithinNoise[] =
    "no effect was found, which is not that there is none: see how great one had to be";
constexpr char kAlike[] = "all accounts fared alike, so nothing can be compared";

std::string TooFew() {
  return absl::StrCat("fewer than ", kFewestOfGroup,
                      " accounts of a group were followed for all their days");
}

// P30: nothing is concluded from groups that lots cannot have made.
std::optional<double> SharesP(const InterventionEffect& effect) {
  const uint64_t observed[] = {effect.treated.accounts, effect.held_out.accounts};
  const double shares[] = {1 - *effect.holdout_share, *effect.holdout_share};
  const auto all = static_cast<double>(observed[0] + observed[1]);
  if (all * std::min(shares[0], shares[1]) < kFewExpected) return std::nullopt;
  const auto test = statistics::CountsAgainstShares(observed, shares);
  return test ? std::optional(test->p) : std::nullopt;
}

void Compare(InterventionEffect& effect) {
  const InterventionGroup &treated = effect.treated, &held_out = effect.held_out;
  effect.judgement = InterventionJudgement::kInsufficientData;
  effect.shares_p = SharesP(effect);
  if (effect.shares_p && *effect.shares_p < kBroken) {
    effect.judgement = InterventionJudgement::kStopped;
    effect.note = kStopped;
    return;
  }
  effect.difference = statistics::DifferenceOf(treated.recovered, treated.followed,
                                               held_out.recovered, held_out.followed);
  if (std::min(treated.followed, held_out.followed) < kFewestOfGroup) {
    effect.note = TooFew();
    return;
  }
  const auto found =
      statistics::DetectableShares(held_out.share()->value, {held_out.followed, treated.followed});
  if (found) effect.detectable = found->more;
  const auto test = statistics::SharesDiffer(treated.recovered, treated.followed,
                                             held_out.recovered, held_out.followed);
  if (test) {
    effect.p = test->p;
  } else {
    effect.note = kAlike;
  }
}

void Judge(InterventionEffect& effect) {
  if (*effect.adjusted_p >= kSignificant) {
    effect.judgement = InterventionJudgement::kWithinNoise;
    effect.note = kWithinNoise;
    return;
  }
  const bool is_better = effect.difference->value > 0;
  effect.judgement = is_better ? InterventionJudgement::kBetter : InterventionJudgement::kWorse;
  effect.note = is_better ? kBetter : kWorse;
}

void CountOutcome(RecoveryOutcome outcome, InterventionGroup& group) {
  ++group.accounts;
  switch (outcome) {
    case RecoveryOutcome::kWithoutBand:
      ++group.without_band;
      return;
    case RecoveryOutcome::kAtBest:
      ++group.at_best;
      return;
    case RecoveryOutcome::kPending:
      ++group.pending;
      return;
    case RecoveryOutcome::kRecovered:
      ++group.recovered;
      break;
    case RecoveryOutcome::kNotRecovered:
      break;
  }
  ++group.followed;
}

}  // namespace

BandOrder::BandOrder(const Plan& plan) {
  for (const PlanModel& model : plan.models) {
    for (uint32_t i = 0; i < model.bands.count; ++i) {
      places_.emplace(plan.band_notes[model.bands.first + i].name, i);
    }
  }
}

std::optional<uint32_t> BandOrder::PlaceOf(std::string_view band) const {
  const auto found = places_.find(band);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

RecoveryOutcome OutcomeOf(const BandOrder& order, std::string_view band, absl::Time begun_at,
                          absl::Duration within, absl::Time now,
                          std::span<const BandFrom> changes) {
  const auto before = order.PlaceOf(band);
  if (!before) return RecoveryOutcome::kWithoutBand;
  if (*before == 0) return RecoveryOutcome::kAtBest;
  const absl::Time until = begun_at + within;
  if (now < until) return RecoveryOutcome::kPending;
  const bool recovered = std::any_of(changes.begin(), changes.end(), [&](const BandFrom& change) {
    if (change.at <= begun_at || change.at > until) return false;
    const auto place = order.PlaceOf(change.band);
    return place && *place < *before;
  });
  return recovered ? RecoveryOutcome::kRecovered : RecoveryOutcome::kNotRecovered;
}

void InterventionTally::Add(const Intervention& one) {
  const DrawnLots lots = one.lots.value_or(DrawnLots());
  Entry& entry = entries_[{one.playbook, !one.lots, lots.share, lots.seed}];
  InterventionGroup& group = lots.held_out ? entry.held_out : entry.treated;
  ++group.interventions;
  group.acknowledged += one.acknowledged ? 1 : 0;
  group.acted_upon += one.acknowledged || one.tasks_done > 0 ? 1 : 0;
  group.tasks += one.tasks;
  group.tasks_done += one.tasks_done;
  if (entry.accounts.insert(one.account).second) CountOutcome(one.outcome, group);
}

std::vector<InterventionEffect> InterventionTally::Effects() const {
  std::vector<InterventionEffect> effects;
  std::vector<double> p;
  for (const auto& [key, entry] : entries_) {
    const auto& [playbook, has_no_lots, share, seed] = key;
    InterventionEffect& effect = effects.emplace_back();
    effect.playbook = playbook;
    effect.treated = entry.treated;
    effect.held_out = entry.held_out;
    effect.note = kObservational;
    if (has_no_lots) continue;
    effect.holdout_share = share;
    effect.holdout_seed = seed;
    Compare(effect);
    if (effect.p) p.push_back(*effect.p);
  }
  const std::vector<double> adjusted = statistics::HolmAdjusted(p);
  size_t next = 0;
  for (InterventionEffect& effect : effects) {
    if (!effect.p) continue;
    effect.adjusted_p = adjusted[next++];
    Judge(effect);
  }
  return effects;
}

}  // namespace bellwether::evidence
