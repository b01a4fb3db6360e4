// Tested by tests/server/pack_metrics_test.cc.
#include "server/pack_metrics.h"

#include <algorithm>

namespace bellwether {
namespace {

double SecondsOf(absl::Time time) { return absl::ToDoubleSeconds(time - absl::UnixEpoch()); }

}  // namespace

void CollectPack(const LabelledPack& pack, Exposition& exposition) {
  const std::string_view label = NameOf(pack.label);
  const Plan& plan = *pack.snapshot->plan;
  exposition.Add(MetricId::kPackInfo, {label, plan.name, plan.version, plan.digest}, 1);
  exposition.Add(MetricId::kPackPublished, {label}, SecondsOf(pack.snapshot->loaded_at));
}

void CollectState(const PackState& state, absl::Time now, Exposition& exposition) {
  const std::string_view label = NameOf(state.label);
  for (size_t i = 0; i < kReloadOutcomes; ++i) {
    exposition.Add(MetricId::kPackReloads, {label, NameOf(static_cast<ReloadOutcome>(i))},
                   static_cast<double>(state.attempts[i]));
  }
  exposition.Add(MetricId::kPackLastAttempt, {label}, SecondsOf(state.attempted_at));
  const absl::Duration broken =
      state.broken_since ? now - *state.broken_since : absl::ZeroDuration();
  exposition.Add(MetricId::kPackSourceBroken, {label},
                 std::max(0.0, absl::ToDoubleSeconds(broken)));
}

void CollectDeltas(const ShadowDeltas& deltas, Exposition& exposition) {
  const auto add = [&](MetricId id, uint64_t count) {
    exposition.Add(id, {}, static_cast<double>(count));
  };
  add(MetricId::kShadowSampled, deltas.sampled);
  add(MetricId::kShadowDropped, deltas.dropped);
  add(MetricId::kShadowCompared, deltas.compared);
  exposition.Add(MetricId::kShadowRefused, {"active"},
                 static_cast<double>(deltas.refused_by_active));
  exposition.Add(MetricId::kShadowRefused, {"shadow"},
                 static_cast<double>(deltas.refused_by_shadow));
  add(MetricId::kShadowDecisionsChanged, deltas.decisions_changed);
  add(MetricId::kShadowScoresChanged, deltas.scores_changed);
  for (const OutcomeDelta& outcome : deltas.outcomes) {
    exposition.Add(MetricId::kShadowOutcomesChanged, {outcome.name},
                   static_cast<double>(outcome.changed));
  }
  const auto compared = static_cast<double>(std::max<uint64_t>(1, deltas.compared));
  exposition.Add(MetricId::kShadowScoreChange, {}, deltas.score_sum / compared);
  exposition.Add(MetricId::kShadowScoreChangeMost, {}, deltas.score_most);
}

void CollectPacks(const LivePacks& packs, absl::Time now, Exposition& exposition) {
  for (const LabelledPack& pack : packs.store().All()) CollectPack(pack, exposition);
  for (const PackState& state : packs.States()) CollectState(state, now, exposition);
  if (packs.shadow() != nullptr) CollectDeltas(packs.shadow()->Deltas(), exposition);
}

}  // namespace bellwether
