// What is doubtful in a book although every record of it could be read (P9): records of accounts
// that nobody introduced, terms that overlap, revenue that falls below nothing.
//
// An answer is no better than its book: each finding is counted per kind, and the first are named.
// Pure functions.
#ifndef BELLWETHER_ENGINE_BOOK_QUALITY_H_
#define BELLWETHER_ENGINE_BOOK_QUALITY_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/saying.h"
#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::book {

enum class Doubt {
  kOrphan,            // no account record tells of the account
  kDuplicate,         // told twice, word for word: counted once
  kConflict,          // one id, one known_at, two contents: one of them counts
  kKnownEarly,        // learned of before it happened
  kBeforeStart,       // before the account's contract or trial
  kAfterLoss,         // after the account was lost
  kOverlappingTerms,  // a contract begins before the one before it ends
  kRevenueBelowZero,  // more revenue went than had come
  kCurrencies,        // amounts in more than one currency
  kUnknownZone,       // a time zone that is none
};

struct DoubtInfo {
  Doubt doubt;
  std::string_view code;  // stable, for programs: "orphan"
  Saying meaning;         // one sentence
  Saying advice;          // what to do
};
const DoubtInfo& InfoOf(Doubt doubt);
std::span<const DoubtInfo> Doubts();

struct Finding {
  Doubt doubt = Doubt::kOrphan;
  records::Kind kind = records::Kind::kAccount;
  uint64_t count = 0;
  std::vector<Wording> first;  // "c7 of acme": the first few, by account and time
};

// All findings about what is known at `as_of`, in the order of `Doubt`, then of kinds. Null: nobody
// stops it; once stopped, what it gives is not whole. Of accounts that are kept; records that were
// told twice are those of the whole book.
std::vector<Finding> FindDoubts(const Book& book, Instant as_of, const Stop* stop = nullptr,
                                const KeptAccounts& kept = std::nullopt);

// How many accounts have a record of the kind that is known at `as_of`.
uint64_t AccountsWith(const Book& book, records::Kind kind, Instant as_of);

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_QUALITY_H_
