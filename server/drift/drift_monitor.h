// How far the accounts of the last hours are from a baseline (docs/decision-log.md), for metrics
// and for the log.
//
//   DriftMonitor monitor(baseline, {}, log);
//   monitor.Answered(answered);                 // any thread; copies a number for each variable
//   for (const drift::DriftValue& value : monitor.Values()) ...      // any thread
//   monitor.Stop();
//
// No call waits for it: values wait in a bounded queue for one thread that gives way, and are left
// out and counted when it is full. Memory does not grow with what comes.
#ifndef BELLWETHER_SERVER_DRIFT_DRIFT_MONITOR_H_
#define BELLWETHER_SERVER_DRIFT_DRIFT_MONITOR_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "engine/drift/baseline.h"
#include "engine/drift/window.h"
#include "server/base/mutex.h"
#include "server/packs/per_pack.h"
#include "server/rpc/evaluation_observer.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct DriftSettings {
  absl::Duration window = absl::Hours(24);
  uint32_t slices = 24;  // by which the window moves on
  uint64_t least_accounts = drift::kLeastAccounts;
  uint32_t most_waiting = 1'024;
  absl::Duration look_every = absl::Seconds(10);  // how often it is looked whether to warn
};

// Since the start.
struct DriftCounts {
  uint64_t counted = 0;
  uint64_t dropped = 0;  // for want of room
};

class DriftMonitor final : public EvaluationObserver {
 public:
  // `log` outlives it.
  DriftMonitor(drift::Baseline baseline, DriftSettings settings, Logger& log);
  ~DriftMonitor() override;

  void Answered(const AnsweredEvaluation& answered) override;
  std::vector<drift::DriftValue> Values() const;
  DriftCounts Counts() const;
  // What waits is counted. Once, after the last call.
  void Stop();

 private:
  // A pack's variables, and where they are in the baseline.
  using PackVariables = PerPack<drift::Variables>;
  struct Waiting {
    PackVariables::MadePointer pack;
    std::vector<double> values;
  };
  struct Bound {
    PackVariables::MadePointer pack;
    drift::Binding binding;
  };

  void Run();
  std::deque<Waiting> Take(bool& stopping);
  void Count(const Waiting& waiting) ABSL_EXCLUSIVE_LOCKS_REQUIRED(window_mutex_);
  const drift::Binding& BindingOf(const PackVariables::MadePointer& pack);
  void MoveOn(absl::Time now);
  void Look(absl::Time now);

  const drift::Baseline baseline_;
  const DriftSettings settings_;
  Logger& log_;
  PackVariables packs_;
  std::atomic<uint64_t> counted_{0}, dropped_{0};

  Mutex mutex_;
  ConditionVariable changed_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;

  mutable Mutex window_mutex_;
  drift::Window window_ ABSL_GUARDED_BY(window_mutex_);

  // Of the thread.
  std::vector<Bound> bound_;
  std::vector<int> levels_;  // of each distribution: 0, 1 it moved, 2 it moved far
  absl::Time slice_begun_;
  absl::Time looked_at_ = absl::InfinitePast();
  std::thread thread_;  // last: it uses all above
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DRIFT_DRIFT_MONITOR_H_
