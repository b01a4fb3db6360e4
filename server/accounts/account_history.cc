// Tested by tests/server/account_history_test.cc.
#include "server/accounts/account_history.h"

#include <algorithm>
#include <utility>

namespace bellwether {
namespace {

// By when they may be known, so that what may be known at a moment stands in front.
store::AccountRecords Sorted(store::AccountRecords known) {
  std::stable_sort(known.records.begin(), known.records.end(),
                   [](const store::StoredRecord& a, const store::StoredRecord& b) {
                     return a.known_at < b.known_at;
                   });
  return known;
}

}  // namespace

absl::StatusOr<AccountHistory> AccountHistory::Of(const store::AccountRecords& known,
                                                  const std::string& account,
                                                  const absl::TimeZone& zone,
                                                  const Limits& limits) {
  const store::AccountRecords sorted = Sorted(known);
  auto read = ReadStored(sorted.records, limits);
  if (!read.ok()) return read.status();
  AccountHistory history(account, sorted.kinds, zone);
  history.records_ = *std::move(read);
  for (const store::StoredRecord& record : sorted.records) {
    history.keys_.push_back(record.known_at);
  }
  history.zone_ =
      StoredAccount::Of(history.records_, history.kinds_, history.account_, zone).zone();
  history.ListTold();
  return history;
}

void AccountHistory::ListTold() {
  for (const records::Record& record : records_) {
    const Moment& known = record.known_at ? *record.known_at : record.at;
    const book::Instant learned = book::StampOf(known, zone_).instant;
    const book::Instant happened = book::StampOf(record.at, zone_).instant;
    const Moment& moment = happened > learned ? record.at : known;
    told_.push_back({&record, std::max(happened, learned), moment.In(zone_)});
    if (record.account == account_) begin_ = std::min(learned, begin_.value_or(learned));
  }
  std::stable_sort(told_.begin(), told_.end(),
                   [](const Told& a, const Told& b) { return a.counts < b.counts; });
}

const StoredAccount& AccountHistory::AsOf(const Moment& moment) {
  const auto end = std::upper_bound(keys_.begin(), keys_.end(), KnownUntil(moment));
  const auto known = static_cast<size_t>(end - keys_.begin());
  if (!account_then_ || known != known_then_) {
    account_then_.emplace(
        StoredAccount::Of(std::span(records_).first(known), kinds_, account_, usual_zone_));
    known_then_ = known;
  }
  return *account_then_;
}

std::span<const AccountHistory::Told> AccountHistory::ToldWithin(book::Instant after,
                                                                 book::Instant until) const {
  const auto is_later = [](book::Instant instant, const Told& told) {
    return instant < told.counts;
  };
  const auto first = std::upper_bound(told_.begin(), told_.end(), after, is_later);
  const auto end = std::upper_bound(first, told_.end(), std::max(after, until), is_later);
  return {first, end};
}

}  // namespace bellwether
