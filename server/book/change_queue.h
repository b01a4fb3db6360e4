// Accounts of which something became known, until they are evaluated: each once, after a short
// rest, tenants by turns.
//
//   ChangeQueue queue({.rest = absl::Milliseconds(200), .most = 100'000});
//   queue.Add({tenant, account}, now);                  // any thread
//   for (const auto& change : queue.Take(now, 64)) ...  // whose rest is over
//
// What changes again while it waits stays where it is: so an account that is told of without end is
// evaluated once in every rest, and not never. A tenant with very many changes does not hold up the
// others: one account of each is taken in turn. Where there is no room an account is left out, and
// found again in the store (EvaluationStore::Behind).
//
// Thread-safe. The time is the caller's.
#ifndef BELLWETHER_SERVER_BOOK_CHANGE_QUEUE_H_
#define BELLWETHER_SERVER_BOOK_CHANGE_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/store/evaluation_store.h"

namespace bellwether {

class ChangeQueue {
 public:
  struct Settings {
    absl::Duration rest = absl::Milliseconds(200);  // from the first change on
    uint32_t most = 100'000;                        // accounts that wait
  };
  enum class Added : uint8_t {
    kNew,
    kWaitsAlready,  // it is evaluated once for both
    kNoRoom,
  };
  struct Change {
    store::AccountName of;
    SteadyTime since;  // the first change that was not evaluated yet
  };

  explicit ChangeQueue(Settings settings) : settings_(settings) {}

  Added Add(const store::AccountName& of, SteadyTime now);
  // At most `most` whose rest is over; they wait no more.
  std::vector<Change> Take(SteadyTime now, size_t most);
  // When the rest of one is over; InfiniteFuture: none waits.
  SteadyTime NextReady() const;
  size_t waiting() const;
  // Whether one was left out since this was asked last.
  bool TakeOverflowed();

 private:
  struct Waiting {
    std::string account;
    SteadyTime since;
  };

  const Settings settings_;
  mutable Mutex mutex_;
  std::set<store::AccountName> names_ ABSL_GUARDED_BY(mutex_);  // of all that wait
  // Of each tenant that has any, in the order of their first change.
  std::map<std::string, std::deque<Waiting>> tenants_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::string> turns_ ABSL_GUARDED_BY(mutex_);  // the same tenants
  bool overflowed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOK_CHANGE_QUEUE_H_
