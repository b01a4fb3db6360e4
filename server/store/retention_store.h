// What is kept no longer, deleted a little at a time.
//
//   RetentionBounds bounds;
//   bounds.evaluations = now - absl::Hours(24 * 400);      // nothing: they are kept for ever
//   auto deleted = store.retention().DeleteOthers(bounds, 256);
//   for (auto accounts = store.retention().Accounts(after, 64); ...)
//     store.retention().DeleteOf(*accounts, bounds, 256);  // again while it says `more`
//
// Never deleted, however old: the last evaluation of an account; an alert that is open, has a task
// that is open, or an event that people or the outbox are still to be told of; a task that is open;
// a message that waits; of the records of an account the newest of each kind. What people did about
// an alert stays known to its interventions for as long as these are kept.
//
// Any number of threads may call it; it blocks, and its errors are those of store.h. What was
// deleted before an error stays deleted.
#ifndef BELLWETHER_SERVER_STORE_RETENTION_STORE_H_
#define BELLWETHER_SERVER_STORE_RETENTION_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/store/evaluation_store.h"

namespace bellwether::store {

// What came before is kept no longer; nothing: it is kept for ever.
struct RetentionBounds {
  std::optional<absl::Time> evaluations;      // by the moment that they are about
  std::optional<absl::Time> resolved_alerts;  // by their end; with their events and tasks
  std::optional<absl::Time> ended_tasks;      // done or dropped, by their end
  // By their beginning, whatever became of them, so that those that are left are all of a time;
  // with the changes of bands up to then.
  std::optional<absl::Time> interventions;
  std::optional<absl::Time> delivered;     // messages, by when they were put
  std::optional<absl::Time> dead_letters;  // likewise
  std::optional<absl::Time> audit;         // by when it happened
  std::optional<absl::Time> requests;      // answers that are given again, by when they were given
  // By kind and `at`. A record goes with all its versions, once all are that old.
  std::map<std::string, absl::Time> records;
};

struct DeletedCounts {
  uint64_t evaluations = 0;
  uint64_t alerts = 0;
  uint64_t tasks = 0;
  uint64_t interventions = 0;
  uint64_t delivered = 0;
  uint64_t dead_letters = 0;
  uint64_t audit = 0;
  uint64_t requests = 0;
  uint64_t records = 0;  // versions
  bool more = false;     // as many as were allowed: ask again

  DeletedCounts& operator+=(const DeletedCounts& other) {
    evaluations += other.evaluations;
    alerts += other.alerts;
    tasks += other.tasks;
    interventions += other.interventions;
    delivered += other.delivered;
    dead_letters += other.dead_letters;
    audit += other.audit;
    requests += other.requests;
    records += other.records;
    more = more || other.more;
    return *this;
  }
};

class RetentionStore {
 public:
  virtual ~RetentionStore() = default;

  // At most `most` accounts of all tenants after `after`, by name.
  virtual absl::StatusOr<std::vector<AccountName>> Accounts(const AccountName& after,
                                                            uint32_t most) = 0;
  // Of each of these accounts, and each sort of thing, at most `most`. An account that lost records
  // is due to be evaluated again.
  virtual absl::StatusOr<DeletedCounts> DeleteOf(std::span<const AccountName> accounts,
                                                 const RetentionBounds& bounds, uint32_t most) = 0;
  // Of what is not found by account, at most `most` of each sort.
  virtual absl::StatusOr<DeletedCounts> DeleteOthers(const RetentionBounds& bounds,
                                                     uint32_t most) = 0;

  // Whether this server is the one that does it: of several that share a database one is, until it
  // ends or loses its connection. Asked again and again.
  virtual absl::StatusOr<bool> IsInCharge() = 0;
};

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_RETENTION_STORE_H_
