// Whether this server is the one, of several that share a database, that does what one of them
// does.
//
//   Charge charge(dialect, dialect.take_charge());
//   const absl::StatusOr<bool> mine = charge.Take();    // asked again and again
//
// The database gives a lock to a connection of its own, and takes it back when that ends: with the
// process, however it ends, or with the network between. Thread-safe; Take blocks.
#ifndef BELLWETHER_SERVER_STORE_CHARGE_H_
#define BELLWETHER_SERVER_STORE_CHARGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/base/mutex.h"
#include "server/store/dialect.h"
#include "soci/soci.h"

namespace bellwether::store {

class Charge {
 public:
  // `take`: a query that gives 1 or 0; "": there is no other server. `dialect` outlives it.
  Charge(const Dialect& dialect, std::string_view take) : dialect_(dialect), take_(take) {}

  absl::StatusOr<bool> Take();

 private:
  const Dialect& dialect_;
  const std::string take_;
  Mutex mutex_;
  soci::session session_ ABSL_GUARDED_BY(mutex_);
  bool is_open_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_CHARGE_H_
