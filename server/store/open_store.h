// A store by its place.
#ifndef BELLWETHER_SERVER_STORE_OPEN_STORE_H_
#define BELLWETHER_SERVER_STORE_OPEN_STORE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/store.h"

namespace bellwether::store {

struct StoreOptions {
  uint32_t connections = 4;  // that read at once, and for PostgreSQL as many that write
};

// INVALID_ARGUMENT where a place is none, whoever may be there: no database is asked.
absl::Status CheckStorePlace(const std::string& place);

// "sqlite:FILE" or "postgresql://USER:PASSWORD@HOST:PORT/DATABASE". The tables are made, or brought
// up to date. An error says what to do:
//   INVALID_ARGUMENT     no such place
//   UNAVAILABLE          the database cannot be reached
//   FAILED_PRECONDITION  the tables are newer than this server
absl::StatusOr<std::unique_ptr<Store>> OpenStore(const std::string& place,
                                                 const StoreOptions& options, absl::Time now);

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_OPEN_STORE_H_
