// Takes messages out of the outbox to their targets, until each has them.
//
//   Dispatcher dispatcher({}, targets, store->outbox(), transport, log);
//   dispatcher.Start();
//   dispatcher.Poke();            // any thread: there are new messages
//   dispatcher.SetTargets(others);
//   dispatcher.Stop();
//
// At least once: a message is marked when its target took it, so one that was sent when the process
// ended is sent again, with the same key. In order: of an account's line to a target one message
// is on its way, and the next one leaves when it was taken or given up. What fails is tried again
// after a time that doubles, drawn between its half and its whole so that what failed together does
// not come back together; after as many attempts as the target allows it is a dead letter. One
// target that hangs holds up itself: each has few threads at once, one while it fails, and those
// with the least on their way have theirs first.
//
// When something is due is told by a clock that never goes back (LatestNow): where the time of day
// is set back, what waits was written at moments that lie ahead, and would wait for so long.
//
// Of servers that share a database one delivers. It looks for messages of the others once in
// `look`; its own it is told of.
//
// A thread, "delivery", looks and hands out; threads "deliver-N" send. Everything else may be
// called by any thread.
#ifndef BELLWETHER_SERVER_DELIVERY_DISPATCHER_H_
#define BELLWETHER_SERVER_DELIVERY_DISPATCHER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/base/work_queue.h"
#include "server/delivery/sending.h"
#include "server/delivery/target.h"
#include "server/delivery/transport.h"
#include "server/store/outbox_store.h"
#include "server/telemetry/logger.h"

namespace bellwether::delivery {

// After the Nth failure: `first` * 2^(N-1), at most `most`.
struct Backoff {
  absl::Duration first = absl::Seconds(1);
  absl::Duration most = absl::Minutes(15);
  absl::Duration most_asked = absl::Hours(1);  // of what a target asks for itself
};

// `failures`: at least 1; `random`: 0 to 1. Between half of it and the whole, or what the target
// asked for where that is longer.
absl::Duration DelayAfter(const Backoff& backoff, uint32_t failures, double random,
                          std::optional<absl::Duration> asked);

class Dispatcher {
 public:
  struct Settings {
    uint32_t most_in_flight = 16;  // messages on their way, to all targets; as many threads
    uint32_t most_to_one = 4;      // of these, to one target
    Backoff backoff = {};
    absl::Duration look = absl::Seconds(1);
    absl::Duration drain = absl::Seconds(5);  // what is on its way when it stops
    std::function<absl::Time()> now = [] { return absl::Now(); };
    // 0 to 1; the delivery thread's alone. Nothing: a generator of its own.
    std::function<double()> random = nullptr;
  };

  struct TargetCounts {
    std::string name;
    uint64_t delivered = 0, failed = 0, refused = 0, given_up = 0;  // by this server
    uint32_t in_flight = 0;
    uint64_t waiting = 0, dead = 0;                // in the store, when it was looked at last
    absl::Duration oldest = absl::ZeroDuration();  // for how long the oldest has waited
  };

  // The store, the transport and the log outlive the dispatcher.
  Dispatcher(Settings settings, std::vector<Target> targets, store::OutboxStore& outbox,
             Transport& transport, Logger& log);
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  void Start();
  // What is on its way may end within `drain`; what does not is cut off, and sent again by whoever
  // comes next.
  void Stop();
  void Poke();
  // From the next look on. Those of the same name keep their counts, and what is on its way ends as
  // it began. Any thread.
  void SetTargets(std::vector<Target> targets);

  std::vector<TargetCounts> CountAll() const;
  bool is_in_charge() const { return in_charge_; }

  // One look, as the thread takes it: for tests with a clock of their own, without Start. Takes in
  // what ended and hands out what is due; how many messages are on their way.
  size_t Step();

 private:
  class Sending;

  struct Channel {
    explicit Channel(std::string of) : name(std::move(of)) {}
    const std::string name;
    std::shared_ptr<const Target> target;  // the dispatcher's thread alone
    uint32_t in_flight = 0;                // likewise
    std::atomic<uint32_t> shown_in_flight{0};
    std::atomic<uint64_t> delivered{0}, failed{0}, refused{0}, given_up{0};
    std::atomic<uint64_t> waiting{0}, dead{0};
    std::atomic<int64_t> oldest_micros{0};
    // The dispatcher's thread alone.
    bool was_failing = false;
    uint64_t last_turn = 0;  // when a message was handed out to it
  };

  void Run();
  absl::Time LatestNow();
  void Sleep();
  absl::Duration TimeToSleep();
  void TakeTargets();
  bool LookWhetherInCharge();
  void HandOutAll();
  void HandOut(const std::shared_ptr<Channel>& to);
  uint32_t MostTo(const Channel& channel) const;
  void TakeIn();
  // False: the store is away, and it is to be written later.
  bool Write(Sending& sending);
  store::OutboxStore::Attempt AttemptOf(const Sending& sending);
  void Note(Channel& channel, const Sending& sending, const store::OutboxStore::Attempt& attempt);
  void LookAtTheStore();
  void WarnOfStrangers(const std::vector<store::TargetCount>& counts);
  void Fail(const char* what, const absl::Status& status);
  void Ended(Sending& sending);

  const Settings settings_;
  store::OutboxStore& outbox_;
  Transport& transport_;
  Logger& log_;

  // The dispatcher's thread alone, or of whoever calls Step.
  std::vector<std::shared_ptr<Channel>> channels_;
  std::map<store::OutboxLine, std::unique_ptr<Sending>> in_flight_;
  std::vector<Sending*> unwritten_;                  // they ended, and the store does not know
  SteadyTime looked_ = SteadyTime::InfinitePast();   // whether it is in charge
  SteadyTime counted_ = SteadyTime::InfinitePast();  // what waits
  SteadyTime patient_until_ = SteadyTime::InfinitePast();  // after a failure of the store
  absl::Time looked_at_ = absl::InfinitePast();            // by LatestNow
  absl::Time latest_ = absl::InfinitePast();              // that the clock of people has shown, and
  SteadyTime latest_since_ = SteadyTime::InfinitePast();  // when that was
  SteadyTime complained_ = SteadyTime::InfinitePast();    // of the store, to the log
  uint64_t turns_ = 0;
  bool warned_of_strangers_ = false;
  bool cut_off_ = false;

  std::atomic<bool> in_charge_{false};
  mutable Mutex mutex_;
  ConditionVariable woken_;
  bool poked_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<std::vector<Target>> coming_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::shared_ptr<Channel>> shown_ ABSL_GUARDED_BY(mutex_);  // channels_, for all
  std::vector<Sending*> ended_ ABSL_GUARDED_BY(mutex_);
  WorkQueue workers_;
  std::thread thread_;
};

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_DISPATCHER_H_
