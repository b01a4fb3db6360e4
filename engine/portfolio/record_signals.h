// Signals that follow from an account's records, as the pack says (`from_records`), at any past
// moment.
//
//   RecordSignals signals(book, plan);
//   signals.AddTo(account, number, now, stated);
//
// Only records count that were known at the moment and had happened (P1). An account is covered by
// a kind of records once one of that kind is known of it. Nothing missing becomes zero:
//
//   count, sum         0 of no record, where the account is covered; else missing. Missing too
//   where
//                      a record does not tell whether it counts, or how much
//   share, mean,       over the records that tell; without any missing
//   median
//   last, points       of the records that tell
//   days_since_last    civil days, whatever the record's hour
//
// The last, and points, were observed when their records happened, so they grow stale when records
// cease. All others say something of a span that ends at the moment, and are observed then.
// A result that the signal's range does not allow is missing.
//
// What an account record stated stands, since its source says what the signal is; only once it has
// outlived the signal's `max_age`, and would not be kept, does what follows from records take its
// place.
//
// One thread. It refers to the book and the plan, which must outlive it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RECORD_SIGNALS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RECORD_SIGNALS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/book/book.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/record_values.h"

namespace bellwether::portfolio {

// What account records had said of a signal by a moment.
enum class Stated : uint8_t { kNothing, kStale, kStands };

class RecordSignals {
 public:
  RecordSignals(const book::Book& book, const Plan& plan);

  // Adds what follows for account `number` at `now` to what is stated: `stated` says of each signal
  // of the plan whether anything is.
  void AddTo(Account& account, uint32_t number, const book::Stamp& now,
             const std::vector<Stated>& stated);

 private:
  struct Source {
    uint32_t signal;  // of the plan
    ruleset::Take take;
    std::optional<int32_t> within_days;
    const expression::Program& value;  // empty: none is written
    const expression::Program& where;  // likewise
    RecordValues* values;              // of its kind
  };
  // One account at one moment, as a source sees it.
  struct Look {
    const book::Book& book;
    const ruleset::Signal& signal;
    const ruleset::Slot& slot;
    const Source& source;
    uint32_t account = 0;
    book::Stamp now;
    bool replaces = false;  // something that was stated and is stale
  };
  class Taking;

  const book::Book& book_;
  const Plan& plan_;
  std::vector<std::unique_ptr<RecordValues>> values_;  // by kind; null: nothing is read of it
  std::vector<Source> sources_;
  std::vector<double> numbers_;  // working memory
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RECORD_SIGNALS_H_
