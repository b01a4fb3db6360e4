// Both packs evaluate the account anew, whatever the caller wanted of the answer: so the comparison
// is whole, and the request path knows nothing of it but the copy.
//
// Tested by tests/server/shadow_trial_test.cc.
#include "server/packs/shadow_trial.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "engine/impact/comparer.h"
#include "engine/impact/pack_pair.h"

namespace bellwether {
namespace {

// Accounts that wait. One may take a MiB, and most take some KiB.
constexpr uint32_t kMostWaiting = 64;
constexpr absl::Duration kLogInterval = absl::Minutes(1);

LogField Points(std::string_view name, double points) {
  LogField field(name, absl::StrFormat("%.2f", points));
  field.is_text = false;
  return field;
}

void CountScore(const impact::ScoreChange& score, ShadowDeltas& deltas) {
  const bool changed = score.both() ? score.points() != 0 : score.from || score.to;
  if (!changed) return;
  ++deltas.scores_changed;
  if (!score.both()) return;
  deltas.score_sum += score.points();
  deltas.score_most = std::max(deltas.score_most, std::abs(score.points()));
}

void Count(const impact::AccountChange& change, ShadowDeltas& deltas) {
  ++deltas.compared;
  bool decision = false;
  for (size_t i = 0; i < change.answers.size(); ++i) {
    if (!change.answers[i].changed()) continue;
    ++deltas.outcomes[i].changed;
    decision = decision || deltas.outcomes[i].is_decision;
  }
  deltas.decisions_changed += decision ? 1 : 0;
  CountScore(change.scores.front(), deltas);  // the primary one
}

}  // namespace

struct ShadowTrial::Pair {
  Pair(SnapshotPointer from, SnapshotPointer to)
      : active(std::move(from)), shadow(std::move(to)), pair(*active->plan, *shadow->plan) {}

  const SnapshotPointer active, shadow;
  const impact::PackPair pair;
  impact::AccountChange change;
};

// Its own owner: the queue runs each exactly once.
class ShadowTrial::Comparison final : public WorkQueue::Job {
 public:
  Comparison(ShadowTrial& trial, SnapshotPointer active, Account account,
             const BindOptions& options)
      : trial_(trial),
        active_(std::move(active)),
        account_(std::move(account)),
        options_(options) {}

  void Run() override {
    if (IsWanted()) trial_.Compare(active_, account_, options_);
    delete this;
  }
  bool IsWanted() const override { return !trial_.queue_.is_stopping(); }

 private:
  ShadowTrial& trial_;
  const SnapshotPointer active_;
  const Account account_;
  const BindOptions options_;
};

ShadowTrial::ShadowTrial(const SnapshotStore& packs, double share, const Limits& limits,
                         Logger& log)
    : packs_(packs),
      sample_(share),
      limits_(limits),
      log_(log),
      logged_at_(absl::Now()),
      queue_(1, kMostWaiting, "shadow", WorkQueue::Priority::kGivesWay) {}

ShadowTrial::~ShadowTrial() { Stop(); }

void ShadowTrial::Offer(const SnapshotPointer& active, const Account& account,
                        const BindOptions& options) {
  if (Takes(active)) Submit(active, account, options);
}

void ShadowTrial::Offer(const SnapshotPointer& active, const ColumnBinder& row,
                        const BindOptions& options) {
  if (Takes(active)) Submit(active, row.BoundAccount(), options);
}

bool ShadowTrial::Takes(const SnapshotPointer& active) {
  return !active->on_trial && sample_.Takes();
}

void ShadowTrial::Submit(const SnapshotPointer& active, Account account,
                         const BindOptions& options) {
  sampled_.fetch_add(1, std::memory_order_relaxed);
  auto comparison = std::make_unique<Comparison>(*this, active, std::move(account), options);
  if (queue_.Submit(*comparison)) {
    static_cast<void>(comparison.release());
  } else {
    dropped_.fetch_add(1, std::memory_order_relaxed);
  }
}

ShadowDeltas ShadowTrial::Deltas() const {
  MutexLock lock(mutex_);
  ShadowDeltas deltas = deltas_;
  deltas.sampled = sampled_.load(std::memory_order_relaxed);
  deltas.dropped = dropped_.load(std::memory_order_relaxed);
  return deltas;
}

bool ShadowTrial::TakePair(const SnapshotPointer& active) {
  SnapshotPointer shadow = packs_.Pin(PackLabel::kShadow);
  if (shadow == nullptr) return false;
  if (pair_ != nullptr && pair_->active == active && pair_->shadow == shadow) return true;
  const bool is_other = pair_ == nullptr || pair_->active->plan->digest != active->plan->digest ||
                        pair_->shadow->plan->digest != shadow->plan->digest;
  pair_ = std::make_unique<Pair>(active, std::move(shadow));
  if (!is_other) return true;
  ShadowDeltas anew;
  anew.active = active->plan->digest;
  anew.shadow = pair_->shadow->plan->digest;
  for (const impact::Outcome& outcome : pair_->pair.names().outcomes) {
    anew.outcomes.push_back({outcome.name, outcome.is_decision, 0});
  }
  logged_ = 0;
  MutexLock lock(mutex_);
  deltas_ = std::move(anew);
  return true;
}

void ShadowTrial::Compare(const SnapshotPointer& active, const Account& account,
                          const BindOptions& options) {
  // One that was active when the account was asked about, and is no more, says nothing new.
  if (active != packs_.Pin() || !TakePair(active)) return;
  BindOptions bind = options;
  bind.report_unknown_signals = true;
  impact::Comparer comparer(pair_->pair, std::move(bind), limits_);
  const bool compared = comparer.Compare(account, pair_->change);
  {
    MutexLock lock(mutex_);
    if (compared) Count(pair_->change, deltas_);
    deltas_.refused_by_active += comparer.refusal().from.empty() ? 0 : 1;
    deltas_.refused_by_shadow += comparer.refusal().to.empty() ? 0 : 1;
  }
  if (absl::Now() - logged_at_ >= kLogInterval) LogDeltas();
}

void ShadowTrial::LogDeltas() {
  const ShadowDeltas deltas = Deltas();
  logged_at_ = absl::Now();
  if (deltas.compared == logged_) return;
  logged_ = deltas.compared;
  const double mean = deltas.score_sum / static_cast<double>(deltas.compared);
  log_.Info("shadow compared", {{"active", deltas.active.substr(0, kShortDigestDigits)},
                                {"shadow", deltas.shadow.substr(0, kShortDigestDigits)},
                                {"accounts", deltas.compared},
                                {"decisions_changed", deltas.decisions_changed},
                                {"scores_changed", deltas.scores_changed},
                                Points("mean_points", mean),
                                Points("most_points", deltas.score_most),
                                {"refused_by_shadow", deltas.refused_by_shadow},
                                {"dropped", deltas.dropped}});
  for (const OutcomeDelta& outcome : deltas.outcomes) {
    if (outcome.changed == 0) continue;
    log_.Info("shadow outcome", {{"outcome", outcome.name}, {"changed", outcome.changed}});
  }
}

void ShadowTrial::Stop() {
  if (queue_.is_stopping()) return;
  queue_.Stop();
  LogDeltas();
}

}  // namespace bellwether
