// Who watches alerts reads their events here.
#ifndef BELLWETHER_SERVER_BOOK_ALERT_READER_H_
#define BELLWETHER_SERVER_BOOK_ALERT_READER_H_

#include "server/book/store_reader.h"
#include "server/store/alert_store.h"
#include "server/store/store.h"

namespace bellwether {

using AlertReader = StoreReader<store::StoredAlertEvent>;

// `store` outlives the reader.
inline AlertReader::Source AlertSource(store::Store& store) {
  return {[&store] { return store.alerts().LastSequence(); },
          [&store](const std::string& tenant, int64_t sequence, uint32_t most) {
            return store.alerts().After(tenant, sequence, most);
          }};
}
inline constexpr char kAlertReaderName[] = "alert-read";

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_ALERT_READER_H_
