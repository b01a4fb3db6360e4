// A shadow pack on trial: a sample of the accounts that callers ask about is evaluated by the
// active pack and by the shadow, off the request path, and what would have been answered otherwise
// is counted.
//
//   ShadowTrial trial(packs, 0.1, Limits{}, log);
//   trial.Offer(snapshot, account, options);     // any thread; copies one account in ten
//   trial.Deltas().decisions_changed ...         // any thread
//
// No call waits for it or fails by it: accounts wait in a bounded queue for one thread of low
// priority, and are dropped and counted when it is full. Signals that a pack does not know are
// reported, not refused (S11).
#ifndef BELLWETHER_SERVER_PACKS_SHADOW_TRIAL_H_
#define BELLWETHER_SERVER_PACKS_SHADOW_TRIAL_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/facts/columns.h"
#include "engine/facts/facts.h"
#include "server/base/mutex.h"
#include "server/base/share_sample.h"
#include "server/base/work_queue.h"
#include "server/packs/snapshot_store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// An outcome that answers in words: a band, a decision, a flag, a tier.
struct OutcomeDelta {
  std::string name;  // "health.primary.band"
  bool is_decision = false;
  uint64_t changed = 0;  // accounts with another answer
};

// What two packs told the same accounts. Plain data.
struct ShadowDeltas {
  // Since the start.
  uint64_t sampled = 0;  // accounts that were taken out of the calls
  uint64_t dropped = 0;  // of these, for want of room

  // Since this pair of packs is compared; digests are empty before the first account.
  std::string active, shadow;
  uint64_t compared = 0;
  uint64_t refused_by_active = 0;  // not compared; both may refuse an account
  uint64_t refused_by_shadow = 0;
  uint64_t decisions_changed = 0;  // accounts with another band of the primary model or decision
  uint64_t scores_changed = 0;     // accounts whose primary score is another, or there or not
  double score_sum = 0;            // of the changes of primary scores, in points: shadow - active
  double score_most = 0;           // the largest of them, without its sign
  std::vector<OutcomeDelta> outcomes;
};

class ShadowTrial {
 public:
  // `share`: 0 to 1, of the accounts that are offered. Store and log outlive it.
  ShadowTrial(const SnapshotStore& packs, double share, const Limits& limits, Logger& log);
  ~ShadowTrial();
  ShadowTrial(const ShadowTrial&) = delete;
  ShadowTrial& operator=(const ShadowTrial&) = delete;

  // An account that `active` has just answered about. Costs an addition, and a copy of the account
  // where it is one of the sample.
  void Offer(const SnapshotPointer& active, const Account& account, const BindOptions& options);
  // Likewise the account of the row that was bound last.
  void Offer(const SnapshotPointer& active, const ColumnBinder& row, const BindOptions& options);
  ShadowDeltas Deltas() const;
  // Drops what waits, and logs what there is to tell. Nothing is compared after that.
  void Stop();

 private:
  struct Pair;
  class Comparison;

  bool Takes(const SnapshotPointer& active);
  void Submit(const SnapshotPointer& active, Account account, const BindOptions& options);
  void Compare(const SnapshotPointer& active, const Account& account, const BindOptions& options);
  // Begins to count anew when another pack is active or in the shadow.
  bool TakePair(const SnapshotPointer& active);
  void LogDeltas();

  const SnapshotStore& packs_;
  ShareSample sample_;
  const Limits limits_;
  Logger& log_;
  std::atomic<uint64_t> sampled_{0}, dropped_{0};
  mutable Mutex mutex_;
  ShadowDeltas deltas_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<Pair> pair_;  // of the worker
  absl::Time logged_at_;        // likewise
  uint64_t logged_ = 0;         // likewise: comparisons
  WorkQueue queue_;             // last: its thread uses all above
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_SHADOW_TRIAL_H_
