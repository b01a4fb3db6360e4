// Tested by tests/server/store_books_test.cc.
#include "server/books/store_books.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/records/record_tree.h"
#include "server/base/background_thread.h"
#include "server/books/book_loading.h"
#include "server/store/record_export_store.h"

namespace bellwether {
namespace {

constexpr int kRest = 9;                                // times the processor time of the work
constexpr absl::Duration kPatience = absl::Minutes(1);  // after a failure
// Where there is no room, reading everything up to there once more would show the same.
constexpr absl::Duration kPatienceForRoom = absl::Minutes(10);

// Of the calling thread since it began. How long it took by the clock says more of others than of
// it: it is of low priority.
absl::Duration ProcessorTime() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return absl::DurationFromTimespec(time);
}

bool HasSameRecords(const store::AccountTotals& a, const store::AccountTotals& b) {
  return a.accounts == b.accounts && a.records == b.records && a.changed_at == b.changed_at;
}

// Of one that cannot be read, as far as it says which it is.
std::string PlaceOf(const records::Record& record) {
  return absl::StrCat(ToAbsl(records::NameOf(record.kind)), " ", record.id, " of ", record.account);
}

absl::Status HasNoRoom(const ExceededLimit& exceeded) {
  return absl::ResourceExhaustedError(
      absl::StrCat("all that the store keeps is more than ", OptionOf(exceeded),
                   exceeded.name == "max_book_bytes" ? " leaves room for beside other books" : "",
                   "; have that raised"));
}

}  // namespace

StoreBooks::StoreBooks(Settings settings, store::Store& store, BookStore& books, Logger& log)
    : settings_(std::move(settings)), store_(store), books_(books), log_(log) {
  KeepTenants(settings_.tenants());
}

void StoreBooks::Start() {
  thread_ = StartBackgroundThread("store-books", [this] { Run(); });
}

void StoreBooks::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

bool StoreBooks::IsStopping() const {
  MutexLock lock(mutex_);
  return stopping_;
}

void StoreBooks::Run() {
  while (true) {
    const absl::Duration before = ProcessorTime();
    Look();
    const absl::Duration rest = kRest * (ProcessorTime() - before);
    const SteadyTime until = SteadyTime::Now() + std::max(settings_.interval, rest);
    MutexLock lock(mutex_);
    while (!stopping_) {
      const absl::Duration left = until - SteadyTime::Now();
      if (left <= absl::ZeroDuration()) break;
      woken_.WaitFor(mutex_, absl::ToChronoMilliseconds(absl::Ceil(left, absl::Milliseconds(1))));
    }
    if (stopping_) return;
  }
}

std::optional<StoreBookStanding> StoreBooks::Find(const std::string& tenant) const {
  MutexLock lock(mutex_);
  const auto found = standings_.find(tenant);
  if (found == standings_.end()) return std::nullopt;
  return found->second;
}

template <typename Change>
void StoreBooks::Set(const std::string& tenant, const Change& change) {
  MutexLock lock(mutex_);
  change(standings_[tenant]);
}

void StoreBooks::Look() {
  const std::vector<std::string> tenants = settings_.tenants();
  KeepTenants(tenants);
  for (const std::string& tenant : tenants) {
    if (IsStopping()) return;
    const std::optional<absl::TimeZone> zone = settings_.zone_of(tenant);
    if (zone.has_value()) LookAt(tenant, *zone, courses_[tenant]);
  }
}

// Those that are no more take their books along.
void StoreBooks::KeepTenants(const std::vector<std::string>& tenants) {
  const std::set<std::string> kept(tenants.begin(), tenants.end());
  std::vector<std::string> gone;
  {
    MutexLock lock(mutex_);
    for (const auto& [tenant, standing] : standings_) {
      if (!kept.contains(tenant)) gone.push_back(tenant);
    }
    for (const std::string& tenant : gone) standings_.erase(tenant);
    for (const std::string& tenant : kept) standings_[tenant];
  }
  for (const std::string& tenant : gone) {
    courses_.erase(tenant);
    Drop(tenant);
  }
}

void StoreBooks::LookAt(const std::string& tenant, const absl::TimeZone& zone, Course& course) {
  // Before what is stored is counted: what comes meanwhile is seen at the next look.
  const absl::Time at = settings_.now();
  const auto totals = store_.account_list().Totals(tenant);
  if (!totals.ok()) return Fail(tenant, totals.status(), course);
  const bool is_current = course.made.has_value() && HasSameRecords(course.made->of, *totals) &&
                          course.made->zone == zone.name();
  if (!is_current && SteadyTime::Now() < course.next_try) return;
  if (!is_current) {
    Set(tenant, [](StoreBookStanding& standing) { standing.being_made = true; });
    const SteadyTime begin = SteadyTime::Now();
    const absl::Status made = Make(tenant, zone, at, *totals);
    const absl::Duration took = SteadyTime::Now() - begin;
    Set(tenant, [&](StoreBookStanding& standing) {
      standing.being_made = false;
      if (made.ok()) standing.made_in = took;
    });
    if (absl::IsCancelled(made)) return;
    if (!made.ok()) return Fail(tenant, made, course);
    ++made_;
    course.made = Made{*totals, zone.name()};
  }
  Set(tenant, [&](StoreBookStanding& standing) {
    standing.current_at = at;
    standing.decisions = totals->decisions;
    standing.problem.clear();
  });
}

bool StoreBooks::Drop(const std::string& tenant) {
  if (!books_.Delete(kStoreBook, tenant)) return false;
  settings_.replaced(kStoreBook, tenant);
  return true;
}

bool StoreBooks::MakeRoom(const std::string& tenant) {
  if (!Drop(tenant)) return false;
  courses_[tenant].made.reset();
  Set(tenant, [](StoreBookStanding& standing) { standing.current_at.reset(); });
  return true;
}

// A book that is never renewed would keep what was erased, too.
absl::Status StoreBooks::Make(const std::string& tenant, const absl::TimeZone& zone, absl::Time at,
                              const store::AccountTotals& totals) {
  if (totals.records > books_.limits().records) {
    MakeRoom(tenant);
    return HasNoRoom({"max_book_records", books_.limits().records});
  }
  const absl::Status made = MakeBesideTheOld(tenant, zone, at);
  if (!absl::IsResourceExhausted(made) || !MakeRoom(tenant)) return made;
  return MakeBesideTheOld(tenant, zone, at);
}

absl::Status StoreBooks::MakeBesideTheOld(const std::string& tenant, const absl::TimeZone& zone,
                                          absl::Time at) {
  BookLoading loading(books_, std::string(kStoreBook), zone);
  {
    auto records = store_.exports().Begin(tenant);
    if (!records.ok()) return records.status();
    while (true) {
      if (IsStopping()) return absl::CancelledError();
      const auto page = (*records)->Next();
      if (!page.ok()) return page.status();
      if (page->empty()) break;
      for (const std::string& line : *page) {
        const records::ReadRecord read = records::RecordOfLine(line, settings_.limits);
        const auto exceeded = loading.Add(read, read.ok() ? "" : PlaceOf(read.record));
        if (exceeded.has_value()) return HasNoRoom(*exceeded);
      }
    }
  }  // The database is let go of before the book is sorted.
  StoredBook book = loading.Finish(at);
  book.tenant = tenant;
  BookPointer put;
  bool replaced = false;
  if (const auto exceeded = books_.Put(std::move(book), loading.room(), put, replaced)) {
    return HasNoRoom(*exceeded);
  }
  settings_.replaced(kStoreBook, tenant);
  log_.Debug("book of the store made", {{"book", DescribeBook(*put)}, {"tenant", tenant}});
  return absl::OkStatus();
}

// The book stays as it was; it is not read again at once.
void StoreBooks::Fail(const std::string& tenant, const absl::Status& status, Course& course) {
  ++failures_;
  const bool has_no_room = absl::IsResourceExhausted(status);
  course.next_try = SteadyTime::Now() + (has_no_room ? kPatienceForRoom : kPatience);
  const std::string problem(ToStd(status.message()));
  Set(tenant, [&](StoreBookStanding& standing) { standing.problem = problem; });
  log_.Warning("the book of the store is not renewed at the moment",
               {{"tenant", tenant}, {"because", problem}});
}

void StoreBooks::Collect(Exposition& exposition) const {
  const absl::Time now = settings_.now();
  std::optional<absl::Time> oldest;
  {
    MutexLock lock(mutex_);
    for (const auto& [tenant, standing] : standings_) {
      if (!standing.current_at.has_value()) continue;
      oldest = std::min(oldest.value_or(*standing.current_at), *standing.current_at);
    }
  }
  exposition.Add(MetricId::kStoreBooksMade, {}, static_cast<double>(made_.load()));
  exposition.Add(MetricId::kStoreBookFailures, {}, static_cast<double>(failures_.load()));
  if (oldest.has_value()) {
    exposition.Add(MetricId::kStoreBookAge, {}, absl::ToDoubleSeconds(now - *oldest));
  }
}

}  // namespace bellwether
