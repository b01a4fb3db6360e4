// What a store keeps of alerts, as clients read it. DATA_LOSS: what is kept cannot be read.
// Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ALERT_MESSAGES_H_
#define BELLWETHER_SERVER_RPC_ALERT_MESSAGES_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "bellwether/v1/alerts.pb.h"
#include "server/store/alert_store.h"

namespace bellwether {

// How it stands at a moment: what is snoozed ends by itself.
v1::AlertState StateOf(const store::StoredAlert& alert, absl::Time now);
v1::TaskState StateOf(const store::StoredTask& task);

absl::Status ToMessage(const store::StoredAlert& alert, absl::Time now, v1::Alert& message);
absl::Status ToMessage(const store::StoredTask& task, absl::Time now, v1::Task& message);
absl::Status ToMessage(const store::StoredAlertEvent& event, v1::AlertEvent& message);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ALERT_MESSAGES_H_
