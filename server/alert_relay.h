// Carries what happens to alerts into the outbox: each event, once people are to be told of it,
// becomes a message for every target that the delivery file gives it to.
//
//   AlertRelay relay(store, delivered.router(), [&] { delivered.Poke(); }, log);
//   relay.Start(evaluated.feed());
//   relay.Stop();
//
// Up to where that was done is kept with the messages, so a server that is ended goes on there;
// of several servers each looks, and what one has relayed the others find done. What is held back
// from a CSM is not told until it is shown; escalations and ends are told in any case.
//
// A store that is carried out for the first time, and has alerts already, begins with those that
// are open, each told once, as it stands, in one transaction; what happened before is not told.
//
// One thread, "alert-relay", of low priority. It looks when the feed says so, and once a second for
// what other servers wrote.
#ifndef BELLWETHER_SERVER_ALERT_RELAY_H_
#define BELLWETHER_SERVER_ALERT_RELAY_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/base/outage.h"
#include "server/delivery/event.h"
#include "server/delivery/router.h"
#include "server/packs/pack_feed.h"
#include "server/store/alert_store.h"
#include "server/store/outbox_store.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What is told of an event; nothing: it is not told. DATA_LOSS: what is kept cannot be read.
absl::StatusOr<std::optional<delivery::Event>> EventOf(const store::ToldAlertEvent& told);
// The same of an alert as it stands at a moment: "raised", "escalated", "snoozed", "acknowledged".
absl::StatusOr<std::optional<delivery::Event>> EventOf(const store::OpenAlert& open,
                                                       absl::Time now);

class AlertRelay final : private PackFeed::Listener {
 public:
  // `relayed` is called after messages were written. All of it outlives the relay.
  AlertRelay(store::Store& store, const delivery::Router& router, std::function<void()> relayed,
             Logger& log)
      : store_(store), router_(router), relayed_(std::move(relayed)), log_(log) {}
  ~AlertRelay() override { Stop(); }

  // Before anything can happen to alerts: where nothing has yet, all of it is told from now on.
  void Begin();
  // `feed` outlives the relay, or Stop.
  void Start(PackFeed& feed);
  void Stop();

  // For how long the oldest event that was told has waited to be relayed, as far as the relay
  // knows; where the store does not answer, for how long it has not. Any thread.
  absl::Duration Lag(absl::Time now) const;
  void Collect(Exposition& exposition) const;

  // One look, as the thread takes it: for tests. Whether there may be more at once.
  bool Step();

 private:
  static constexpr int64_t kNothingWaits = std::numeric_limits<int64_t>::max();

  void OnChange() override;
  void Run();
  // Each is one look. Whether there may be more at once.
  bool TellWhatIsOpen();
  // Of those at a sequence.
  absl::StatusOr<std::vector<store::OutboxMessage>> MessagesOfOpen(int64_t upto, absl::Time now);
  bool TellWhatHappened(int64_t after);
  void Add(const absl::StatusOr<std::optional<delivery::Event>>& event,
           std::vector<store::OutboxMessage>& messages);
  // Says what fails as Outage has it. False, always.
  bool Fail(const char* what, const absl::Status& status);
  void SayThatItGoesOn();
  // Something waits since then, unless it is known that something has waited for longer.
  void NoteWaiting(absl::Time since);

  store::Store& store_;
  const delivery::Router& router_;
  const std::function<void()> relayed_;
  Logger& log_;
  PackFeed* feed_ = nullptr;
  Mutex mutex_;
  ConditionVariable woken_;
  bool changed_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::atomic<int64_t> waiting_since_{kNothingWaits};  // microseconds
  // The thread's alone, or of whoever calls Step.
  Outage outage_;
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ALERT_RELAY_H_
