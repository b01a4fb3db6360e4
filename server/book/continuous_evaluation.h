// Evaluates accounts of the store by itself: when something became known of one, when time alone
// may have changed its answer, and when another pack answers. Alerts are raised by it
// (alert_course.h), and stored with the evaluation that caused them.
//
//   ContinuousEvaluation continuous({.rest = options.evaluation_rest}, *store, pack_of, log);
//   continuous.Start();
//   continuous.Changed("tenant", {"acme"});      // any thread, after the records are durable
//   continuous.PackChanged();                    // any thread, quick
//   continuous.feed();                           // tells whoever watches that there are new ones
//   continuous.Stop();
//
// No account is polled: it sleeps until the rest of a change is over, or until the first account of
// the store is due, and a minute at most. What it could not do, because it was ended, had no room
// or the database was away, is found again in the store: an account of which more records are kept
// than its last evaluation knew.
//
// Several servers may share a database. What was put by calls of one is evaluated by that one; what
// time and packs ask for, and what was left undone, by the one that is in charge. Others may have
// stored what is due sooner, and may have ended: so that one asks the store once a minute what is
// due first, and every ten minutes what was left undone. The others ask once a second whether they
// are in charge by now.
//
// One thread, "evaluations", of low priority, which others of that priority help where there are
// many accounts; everything else may be called by any.
#ifndef BELLWETHER_SERVER_BOOK_CONTINUOUS_EVALUATION_H_
#define BELLWETHER_SERVER_BOOK_CONTINUOUS_EVALUATION_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/book/account_evaluator.h"
#include "server/book/book_observer.h"
#include "server/book/change_queue.h"
#include "server/packs/pack_feed.h"
#include "server/packs/snapshot_store.h"
#include "server/store/store.h"
#include "server/telemetry/duration_histogram.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class ContinuousEvaluation final : public BookObserver, private PackFeed::Listener {
 public:
  struct Settings {
    ChangeQueue::Settings changes = {};
    // How long an account is left alone whose answer changes all the time by itself, or that no
    // pack answers at the moment.
    absl::Duration between = absl::Minutes(1);
    // How many threads evaluate at most; 0: one for each core, and four at most.
    uint32_t threads = 0;
    // Accounts of a new pack in one step, which changes wait for.
    uint32_t walked_at_once = 512;
    std::function<absl::Time()> now = [] { return absl::Now(); };
    // Tenants that are not answered by the active pack, or only because they are said to be. Null:
    // there are none.
    std::function<std::vector<std::string>()> tenants_with_a_pack = nullptr;
  };
  // The pack that answers a tenant; null: there is none at the moment.
  using PackOf = std::function<SnapshotPointer(const std::string& tenant)>;

  struct Counts {
    uint64_t by_data = 0, by_time = 0, by_pack = 0;
    uint64_t by_override = 0, by_override_expired = 0, by_decision = 0;
    uint64_t waiting = 0;    // accounts that changed
    uint64_t coalesced = 0;  // changes that were evaluated together with another one
    uint64_t left_out = 0;   // changes for which there was no room: found again in the store
    uint64_t failed = 0;     // accounts that could not be read, or evaluations not stored
    uint64_t of_former_pack = 0;
    bool in_charge = false;
  };

  // `store` and `log` outlive it.
  ContinuousEvaluation(Settings settings, store::Store& store, PackOf pack_of, const Limits& limits,
                       Logger& log);
  ~ContinuousEvaluation() override { Stop(); }

  void Start();
  // Ends the thread; what waits is found again at the next start.
  void Stop();

  void Changed(const std::string& tenant, std::span<const std::string> accounts) override;
  // Another pack answers, or another one answers a tenant.
  void PackChanged();
  // Follows the changes of packs: OnChange of a feed is PackChanged.
  PackFeed::Listener& pack_listener() { return *this; }
  // Wakes the thread: after a clock of a test was moved.
  void Poke();

  // Tells that evaluations, or events of alerts, were stored.
  PackFeed& feed() { return feed_; }
  Counts CountAll() const;
  const DurationHistogram& waits() const { return delays_; }  // from a change to its evaluation

  // One look, as the thread takes it: for tests with a clock of their own. Whether there may be
  // more to do at once.
  bool Step();

 private:
  // Through accounts that another pack answered last, from the first to the last.
  struct Walk {
    std::optional<std::string> tenant;  // nothing: all whom the active pack answers
    std::string digest;                 // of the pack that answers them now
    store::AccountName after;
  };
  struct Work {
    store::AccountName of;
    store::EvaluationCause cause;
    std::optional<SteadyTime> since;
  };

  // One account, and what became of it.
  struct Asked {
    const Work* work = nullptr;
    SnapshotPointer snapshot;
    absl::StatusOr<std::optional<store::EvaluatedAlerts>> evaluated =
        std::optional<store::EvaluatedAlerts>();
  };

  // What became of a step.
  struct Tally {
    bool is_stored = false;     // something is
    bool stays_due = false;     // somebody is, of whom there is nothing to say
    bool cannot_store = false;  // and what is left waits
  };

  void OnChange() override { PackChanged(); }
  void Run();
  bool IsStopping();
  void SleepUntilThereIsWork();
  absl::Duration TimeToSleep();
  void LookWhetherInCharge();

  // Each adds what there is to do by now; a failure is said and counted.
  void AddChanges(std::vector<Work>& work);
  void AddDue(std::vector<Work>& work);
  void AddLeftUndone(std::vector<Work>& work);
  void AddOfFormerPack(std::vector<Work>& work);
  void BeginPack();
  // `left`: the accounts of all walks.
  absl::Status PlanWalks(std::vector<Walk>& walks, uint64_t& left);

  // Evaluates and stores; false: something failed.
  bool Do(const std::vector<Work>& work);
  // Those that a pack answers, each once.
  std::vector<Asked> AskedOf(const std::vector<Work>& work, absl::Time now,
                             std::vector<store::EvaluatedAlerts>& postponed);
  // By all threads; this one stores each batch of which the last is evaluated, while the others go
  // on with the next.
  void EvaluateAndStore(std::span<Asked> all, absl::Time now, Tally& tally);
  void StoreBatch(std::span<Asked> batch, absl::Time now, Tally& tally);
  void Write(const std::vector<store::EvaluatedAlerts>& evaluated, Tally& tally);
  // Accounts that are to be looked at once more wait with those that changed.
  absl::Status Store(const std::vector<store::EvaluatedAlerts>& evaluated);
  void Postpone(const store::AccountName& of, absl::Time now,
                std::vector<store::EvaluatedAlerts>& postponed);
  void Fail(const char* what, const absl::Status& status);
  store::EvaluationStore& kept() { return store_.evaluations(); }

  const Settings settings_;
  store::Store& store_;
  const PackOf pack_of_;
  const store::SettleDesk desk_;
  Logger& log_;
  ChangeQueue changes_;
  std::deque<AccountEvaluator> evaluators_;  // one for each thread that evaluates
  PackFeed feed_;
  DurationHistogram delays_;

  std::array<std::atomic<uint64_t>, store::kEvaluationCauses> by_ = {};  // by cause
  std::atomic<uint64_t> coalesced_{0}, left_out_{0}, failed_{0}, of_former_pack_{0};
  std::atomic<bool> in_charge_{false};

  // The thread's alone, or of whoever calls Step.
  std::optional<store::AccountName> undone_after_ = store::AccountName();  // nothing: all is done
  std::vector<Walk> walks_;                                // the last one is under way
  std::set<std::string> own_walks_;                        // tenants with a pack of their own
  SteadyTime looked_ = SteadyTime::InfinitePast();         // whether it is in charge
  SteadyTime searched_ = SteadyTime::InfinitePast();       // for what was left undone
  SteadyTime patient_until_ = SteadyTime::InfinitePast();  // after a failure

  Mutex mutex_;
  ConditionVariable woken_;
  bool poked_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::atomic<bool> pack_changed_{true};
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_CONTINUOUS_EVALUATION_H_
