// One account out of its stored records, at one moment after the other.
//
//   auto history = AccountHistory::Of(records, "acme", plan.time_zone, limits);
//   if (history.ok() && history->begin()) ...
//   const StoredAccount& then = history->AsOf(moment);   // knows nothing that was learned later
//
// What it says of a moment is what a StoredAccount says that was made of what the store answers
// about this moment alone, to the bit (P1): neither a zone nor anything else is taken from records
// that came later. A book is made where other records are known than at the moment before, so it is
// best asked in order.
//
// Not thread-safe; it keeps nothing of the store.
#ifndef BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_HISTORY_H_
#define BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_HISTORY_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "engine/book/stamp.h"
#include "server/accounts/stored_account.h"

namespace bellwether {

class AccountHistory {
 public:
  // A record, and from when on it counts: the later of its `at` and its `known_at`.
  struct Told {
    const records::Record* record = nullptr;  // of the history
    book::Instant counts = 0;
    Moment moment;  // the same; a date where the record has one
  };

  AccountHistory(AccountHistory&&) = default;
  AccountHistory& operator=(AccountHistory&&) = default;
  AccountHistory(const AccountHistory&) = delete;
  AccountHistory& operator=(const AccountHistory&) = delete;

  // `known`: what the store answered about the last moment that is asked about. DATA_LOSS: a record
  // cannot be read.
  static absl::StatusOr<AccountHistory> Of(const store::AccountRecords& known,
                                           const std::string& account, const absl::TimeZone& zone,
                                           const Limits& limits);

  // As it was known then. Good until the next call.
  const StoredAccount& AsOf(const Moment& moment);

  // When the first record of the account was known; nothing where there is none.
  const std::optional<book::Instant>& begin() const { return begin_; }
  // Of the account as all its records tell it.
  const absl::TimeZone& zone() const { return zone_; }
  // Its records, those among them that it gave away or was given, by the moment from which on they
  // count.
  std::span<const Told> told() const { return told_; }
  // Those that began to count after `after`, and no later than `until`.
  std::span<const Told> ToldWithin(book::Instant after, book::Instant until) const;

 private:
  AccountHistory(std::string account, std::vector<std::string> kinds, const absl::TimeZone& zone)
      : account_(std::move(account)), kinds_(std::move(kinds)), usual_zone_(zone) {}

  void ListTold();

  std::string account_;
  std::vector<std::string> kinds_;  // of which records are told at all
  absl::TimeZone usual_zone_;
  absl::TimeZone zone_;
  std::vector<records::Record> records_;  // by when they may be known
  std::vector<absl::Time> keys_;          // parallel
  std::vector<Told> told_;
  std::optional<book::Instant> begin_;
  std::optional<StoredAccount> account_then_;  // of the first `known_then_` records
  size_t known_then_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCOUNTS_ACCOUNT_HISTORY_H_
