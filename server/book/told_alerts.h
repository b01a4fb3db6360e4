// What a store keeps of alerts, as clients are told of it. DATA_LOSS: what is kept cannot be read.
//
// Reads JSON, which takes longer than a thread that polls may: for workers. Pure functions.
#ifndef BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_
#define BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "server/store/alert_store.h"

namespace bellwether {

// How it stands at a moment: what is snoozed ends by itself.
v1::AlertState StateOf(const store::StoredAlert& alert, absl::Time now);
v1::TaskState StateOf(const store::StoredTask& task);

absl::Status TellAlert(const store::StoredAlert& alert, absl::Time now, v1::Alert& message);
absl::Status TellTask(const store::StoredTask& task, absl::Time now, v1::Task& message);
absl::Status TellAlertEvent(const store::StoredAlertEvent& event, v1::AlertEvent& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_TOLD_ALERTS_H_
