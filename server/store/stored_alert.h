// Alerts, tasks and events as a store keeps them: what is asked for by columns, and the rest as a
// body.
#ifndef BELLWETHER_SERVER_STORE_STORED_ALERT_H_
#define BELLWETHER_SERVER_STORE_STORED_ALERT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "server/store/evaluation_store.h"

namespace bellwether::store {

// Whether a CSM is shown an alert. The numbers are those of the database. What is held out, to find
// out what happens without help, is on no desk.
enum class AlertStanding : uint8_t { kUndecided = 0, kShown = 1, kHeldBack = 2, kHeldOut = 3 };

struct StoredAlert {
  AccountName of;
  int64_t number = 0;  // given by the store; 0: it is new
  std::string key;
  std::string lead;      // the rule that leads
  std::string severity;  // of that
  std::string csm;       // "": nobody
  double stake = 0;
  AlertStanding standing = AlertStanding::kUndecided;  // given by the store
  absl::Time raised_at;
  // Nothing: not, or not yet.
  std::optional<absl::Time> acknowledged_at, snoozed_until, resolved_at;
  int64_t changed = 0;  // another number after each change that people see; given by the store
  std::string body;
};

// Likewise.
enum class TaskStanding : uint8_t { kOpen = 1, kDone = 2, kDropped = 3 };

struct StoredTask {
  AccountName of;
  int64_t number = 0;  // given by the store; 0: it is new
  int64_t alert = 0;   // of which it is
  std::string owner;   // in the pack's words
  std::string csm;
  TaskStanding standing = TaskStanding::kOpen;
  std::optional<absl::Time> due_at;
  bool told_overdue = false;
  int64_t changed = 0;  // as of an alert
  std::string body;
};

struct StoredAlertEvent {
  std::string account;
  int64_t sequence = 0;  // 0: it waits
  int64_t alert = 0;
  absl::Time told_at;
  bool held_back = false;  // the alert was not shown to its CSM then
  std::string body;
  // Its place among those of its account, in which they happened. Read by lists alone.
  int64_t number = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_STORED_ALERT_H_
