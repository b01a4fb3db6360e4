// One account out of its stored records.
//
//   auto account = StoredAccount::Of(records, "acme", plan.time_zone, limits);
//   if (account.ok() && account->CountKnown(as_of) > 0) ... account->FactsAt(plan, as_of);
//
// Not thread-safe; it keeps nothing of the store.
#ifndef BELLWETHER_SERVER_ACCOUNTS_STORED_ACCOUNT_H_
#define BELLWETHER_SERVER_ACCOUNTS_STORED_ACCOUNT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/book/book.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/fact_origins.h"
#include "engine/records/record.h"
#include "server/store/store.h"

namespace bellwether {

// Earlier than any moment at which a record whose key has this known_at can be known: a date begins
// in some zones before it does in UTC.
inline constexpr absl::Duration kMostZoneOffset = absl::Hours(14);

// The moment by which a record is found. A date counts as its midnight in UTC.
absl::Time KeyMoment(const Moment& moment);

// What the keys of records say that may be known at that moment: what to ask a store for. More may
// be found than is known then.
absl::Time KnownUntil(const Moment& as_of);

// A good record as it is kept.
store::StoredRecord StoredOf(const records::Record& record);

class StoredAccount {
 public:
  // `zone`: of the account where its records name none. DATA_LOSS: a record cannot be read.
  static absl::StatusOr<StoredAccount> Of(const store::AccountRecords& known,
                                          const std::string& account, const absl::TimeZone& zone,
                                          const Limits& limits);
  // The same of records that were read. `kinds`: of which records are told at all.
  static StoredAccount Of(std::span<const records::Record> known,
                          const std::vector<std::string>& kinds, const std::string& account,
                          const absl::TimeZone& zone);

  // Records of the account that were known at that moment.
  uint64_t CountKnown(const Moment& as_of) const;
  // What a caller would have sent then (engine/portfolio/replay.h). Only where records were known.
  Account FactsAt(const Plan& plan, const Moment& as_of) const;
  // Which record each of these comes from. Likewise.
  std::vector<portfolio::FactOrigin> OriginsAt(const Moment& as_of) const;
  // Days of extension that its records of the onboarding tell at `as_of`, of those that happened on
  // a day before that of `day`.
  double ExtendedDaysBefore(absl::Time day, const Moment& as_of) const;
  // When what is known of it may be something else although no record comes; nothing: never
  // by the records that it was made of (engine/schedule/next_replay.h).
  std::optional<absl::Time> NextChange(const Plan& plan, absl::Time as_of) const;
  // The one that the account named last; where it is in no record, that of the pack.
  const absl::TimeZone& zone() const { return zone_; }

 private:
  StoredAccount(book::BookBuilder records, const std::string& account,
                const absl::TimeZone& otherwise);

  book::Book book_;  // holds others too, to which records were given
  uint32_t number_;  // of the account in it; account_count(): it is in none
  absl::TimeZone zone_;
};

// A stored record as it is; DATA_LOSS: it cannot be read.
absl::StatusOr<records::Record> ReadStored(const store::StoredRecord& stored, const Limits& limits);
// The same of many.
absl::StatusOr<std::vector<records::Record>> ReadStored(std::span<const store::StoredRecord> stored,
                                                        const Limits& limits);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCOUNTS_STORED_ACCOUNT_H_
