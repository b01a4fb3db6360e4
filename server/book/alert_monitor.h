// How the alerts of a store stand, for metrics: how many there are, what people were told of them,
// and whether somebody is told too late.
//
//   AlertMonitor monitor({[&] { return continuous.CountAll().in_charge; }}, store, log);
//   monitor.Start();
//   monitor.Collect(exposition);      // any thread
//   monitor.Stop();
//
// Of several servers that share a database the one in charge of continuous evaluation looks, every
// few seconds; the others tell nothing, so that sums over servers are right. Events are counted
// from the moment on at which a server comes into charge, or starts. Where the database does not
// answer, what was counted last is told, and what waits grows older.
//
// One thread, "alert-metrics", of low priority.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_MONITOR_H_
#define BELLWETHER_SERVER_BOOK_ALERT_MONITOR_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class AlertMonitor {
 public:
  struct Settings {
    std::function<bool()> in_charge;
    absl::Duration between = absl::Seconds(5);  // two looks
    // Rules with their severity that are told apart; what comes beyond them is told as "other".
    size_t most_rules = 500;
    std::function<absl::Time()> now = [] { return absl::Now(); };
  };

  // `store` and `log` outlive it.
  AlertMonitor(Settings settings, store::Store& store, Logger& log);
  ~AlertMonitor() { Stop(); }
  AlertMonitor(const AlertMonitor&) = delete;
  AlertMonitor& operator=(const AlertMonitor&) = delete;

  void Start();
  void Stop();
  void Collect(Exposition& exposition) const;

  // One look, as the thread takes it: for tests with a clock of their own.
  void Look();

 private:
  static constexpr size_t kKinds = 12;               // of AlertEventKind
  static constexpr size_t kStandings = 4;            // of OpenAlertCount
  using Rule = std::pair<std::string, std::string>;  // with its severity
  // What is late: since when, and since when that was seen. What is due at once has the first
  // moment of all.
  struct Late {
    std::optional<absl::Time> since, seen;
    void Note(std::optional<absl::Time> due, absl::Time now);
    absl::Duration At(absl::Time now) const;
  };

  void Run();
  bool IsStopping() const;
  void ReadEvents(int64_t upto);
  void CountWhatIsOpen(absl::Time now);
  const Rule& Known(const Rule& rule) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Fail(const char* what, const absl::Status& status);

  const Settings settings_;
  store::Store& store_;
  Logger& log_;
  std::optional<int64_t> cursor_;  // of the last event that was counted; the looking thread's alone

  mutable Mutex mutex_;
  ConditionVariable woken_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<Rule, std::array<uint64_t, kKinds>> events_ ABSL_GUARDED_BY(mutex_);
  std::map<Rule, std::array<uint64_t, kStandings>> open_ ABSL_GUARDED_BY(mutex_);
  bool has_counted_ ABSL_GUARDED_BY(mutex_) = false;  // what follows, and open_
  uint64_t tasks_open_ ABSL_GUARDED_BY(mutex_) = 0, tasks_overdue_ ABSL_GUARDED_BY(mutex_) = 0;
  Late untold_ ABSL_GUARDED_BY(mutex_), unevaluated_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_MONITOR_H_
