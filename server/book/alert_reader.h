// Who watches alerts reads their events here, as the messages that they are told in.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_READER_H_
#define BELLWETHER_SERVER_BOOK_ALERT_READER_H_

#include "bellwether/v1/alerts.pb.h"
#include "server/book/store_reader.h"
#include "server/book/told_alerts.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"

namespace bellwether {

using AlertReader = StoreReader<store::StoredAlertEvent, v1::AlertEvent>;

// `store` outlives the reader.
inline AlertReader::Source AlertSource(store::Store& store) {
  return {"alert-read", [&store] { return store.alerts().LastSequence(); },
          [&store](const std::string& tenant, int64_t sequence, uint32_t most) {
            return store.alerts().After(tenant, sequence, most);
          },
          &TellAlertEvent};
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_READER_H_
