// Writes the records of one request, in its transaction.
#ifndef BELLWETHER_SERVER_STORE_RECORD_WRITER_H_
#define BELLWETHER_SERVER_STORE_RECORD_WRITER_H_

#include <span>
#include <vector>

#include "server/store/store.h"
#include "soci/soci.h"

namespace bellwether::store {

// One outcome each. `in_turn`: nobody else writes at the same time, so that it can be told which
// accounts share a record. Throws soci_error.
std::vector<PutOutcome> WriteRecords(soci::session& session, const Request& request,
                                     std::span<const StoredRecord> records, bool in_turn);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_RECORD_WRITER_H_
