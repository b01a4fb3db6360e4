// The books that follow the store: of each tenant one, "books/store", made of every record that is
// kept of its accounts, and made anew when these changed.
//
//   StoreBooks books(settings, *store, book_store, log);
//   books.Start();
//   ...
//   books.Find(tenant)->current_at;     // up to when everything is in it; any thread
//   ...
//   books.Stop();
//
// It looks at the store every --store-book-interval: whatever changed it, a call, an import,
// retention or another server, is seen. A book is made whole out of one picture of the database, as
// an export is, and takes the place of the one before in one step; calls that compute with that go
// on. Where --max-book-bytes has no room for both, the one before goes first.
//
// One thread, "store-books", of low priority, that rests for at least nine times the processor time
// of its work.
#ifndef BELLWETHER_SERVER_BOOKS_STORE_BOOKS_H_
#define BELLWETHER_SERVER_BOOKS_STORE_BOOKS_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"
#include "server/books/book_store.h"
#include "server/store/account_list_store.h"
#include "server/store/store.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// How a tenant's book stands against the store.
struct StoreBookStanding {
  std::optional<absl::Time> current_at;  // all that was stored by then is in it; nothing: not made
  bool being_made = false;
  absl::Duration made_in = absl::ZeroDuration();  // the last time
  std::string problem = {};                       // why it could not be made; "": it could
  uint64_t decisions = 0;                         // of people, which no book knows
};

class StoreBooks {
 public:
  struct Settings {
    absl::Duration interval = absl::Seconds(10);
    // Whose books there are to be.
    std::function<std::vector<std::string>()> tenants = [] { return std::vector<std::string>{""}; };
    // Of accounts that name no time zone, and of months; nothing: no pack answers the tenant now.
    std::function<std::optional<absl::TimeZone>(const std::string& tenant)> zone_of =
        [](const std::string&) { return absl::UTCTimeZone(); };
    // Another book of this name and tenant is there, or none any more.
    std::function<void(std::string_view book, const std::string& tenant)> replaced =
        [](std::string_view, const std::string&) {};
    Limits limits = {};
    std::function<absl::Time()> now = [] { return absl::Now(); };
  };

  // `store`, `books` and `log` outlive it.
  StoreBooks(Settings settings, store::Store& store, BookStore& books, Logger& log);
  ~StoreBooks() { Stop(); }
  StoreBooks(const StoreBooks&) = delete;
  StoreBooks& operator=(const StoreBooks&) = delete;

  void Start();
  void Stop();
  void Collect(Exposition& exposition) const;

  // Nothing: there is to be no book of that tenant.
  std::optional<StoreBookStanding> Find(const std::string& tenant) const;

  // One look at the books of all tenants, as the thread takes it: for tests.
  void Look();

 private:
  // What a book was made of.
  struct Made {
    store::AccountTotals of;
    std::string zone;
  };
  // The thread's own, of a tenant.
  struct Course {
    std::optional<Made> made;
    SteadyTime next_try = SteadyTime::InfinitePast();
  };

  void Run();
  bool IsStopping() const;
  void KeepTenants(const std::vector<std::string>& tenants);
  void LookAt(const std::string& tenant, const absl::TimeZone& zone, Course& course);
  // Makes the book, in any case when there is room for it alone.
  absl::Status Make(const std::string& tenant, const absl::TimeZone& zone, absl::Time at);
  absl::Status MakeBesideTheOld(const std::string& tenant, const absl::TimeZone& zone,
                                absl::Time at);
  // False when there was none.
  bool Drop(const std::string& tenant);
  void Fail(const std::string& tenant, const absl::Status& status, Course& course);
  template <typename Change>
  void Set(const std::string& tenant, const Change& change);

  const Settings settings_;
  store::Store& store_;
  BookStore& books_;
  Logger& log_;

  std::map<std::string, Course> courses_;  // the thread's, or of whoever calls Look
  std::atomic<uint64_t> made_{0};
  std::atomic<uint64_t> failures_{0};

  mutable Mutex mutex_;
  ConditionVariable woken_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<std::string, StoreBookStanding> standings_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOKS_STORE_BOOKS_H_
