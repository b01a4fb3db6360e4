// Deletes what the store has kept for long enough (docs/operate.md), little by little, so that
// whoever writes waits for one small transaction at most.
//
//   Retention retention(Retention::SettingsOf(options), store, log);
//   retention.Start();
//   ...
//   retention.Stop();
//
// It walks through the whole store at its start and every --retention-interval after the end of the
// last walk; what was left when it was ended is found by the next walk. Of several servers that
// share a database one does it. What must stay, however old, is said in retention_store.h.
//
// One thread, "retention", of low priority; Collect may be called by any.
#ifndef BELLWETHER_SERVER_RETENTION_H_
#define BELLWETHER_SERVER_RETENTION_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/settings/options.h"
#include "server/store/retention_store.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class Retention {
 public:
  // InfiniteDuration: for ever.
  struct Settings {
    absl::Duration evaluations = absl::InfiniteDuration();
    absl::Duration resolved_alerts = absl::InfiniteDuration();
    absl::Duration ended_tasks = absl::InfiniteDuration();
    absl::Duration interventions = absl::InfiniteDuration();
    absl::Duration delivered = absl::InfiniteDuration();
    absl::Duration dead_letters = absl::InfiniteDuration();
    absl::Duration audit = absl::InfiniteDuration();
    std::map<std::string, absl::Duration> records = {};  // by kind
    absl::Duration interval = absl::Hours(6);
    std::function<absl::Time()> now = [] { return absl::Now(); };
  };
  static Settings SettingsOf(const ServerOptions& options);

  // `store` and `log` outlive it.
  Retention(Settings settings, store::Store& store, Logger& log);
  ~Retention() { Stop(); }
  Retention(const Retention&) = delete;
  Retention& operator=(const Retention&) = delete;

  void Start();
  void Stop();
  void Collect(Exposition& exposition) const;

  // One look, as the thread takes it: for tests. Whether the walk goes on.
  bool Step();

 private:
  void Run();
  bool Begin();
  absl::Status Go(bool& over);
  void Count(const store::DeletedCounts& deleted);
  void End();
  bool Fail(const absl::Status& status);

  const Settings settings_;
  store::Store& store_;
  Logger& log_;

  std::atomic<uint64_t> failures_{0};
  std::atomic<int64_t> completed_{0};  // seconds since 1970
  std::atomic<bool> in_charge_{false};

  // The thread's alone, or of whoever calls Step.
  bool walks_ = false;
  bool others_done_ = false;  // of this walk
  store::RetentionBounds bounds_;
  store::AccountName after_;
  store::DeletedCounts walked_;
  SteadyTime next_ = SteadyTime::InfinitePast();

  mutable Mutex mutex_;
  ConditionVariable woken_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  store::DeletedCounts deleted_ ABSL_GUARDED_BY(mutex_);  // since the start
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RETENTION_H_
