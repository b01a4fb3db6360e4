// What a CSM is shown of the alerts of a rule, as the store asks for it while it writes: the
// engine's desk, made of what is kept.
//
//   const store::SettleDesk desk = MakeAlertDesk(pack_of);
//
// Thread-safe.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_DESK_H_
#define BELLWETHER_SERVER_BOOK_ALERT_DESK_H_

#include <functional>
#include <string>

#include "server/packs/snapshot_store.h"
#include "server/store/alert_store.h"

namespace bellwether {

// `pack_of`: the pack that answers a tenant, whose quiet hours count; null: none does. Any thread.
store::SettleDesk MakeAlertDesk(std::function<SnapshotPointer(const std::string& tenant)> pack_of);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_DESK_H_
