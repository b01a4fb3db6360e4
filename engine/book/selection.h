// Accounts of a book by an attribute in force: those of one segment, those that one person looks
// after.
//
//   const auto chosen = SelectAccounts(book, {{"csm", {"Ana"}}}, as_of);
//   if (chosen.ok()) const Book hers = book.PartOf(*chosen);
//
// Pure functions; linear in the changes of all accounts.
#ifndef BELLWETHER_ENGINE_BOOK_SELECTION_H_
#define BELLWETHER_ENGINE_BOOK_SELECTION_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/base/stop.h"
#include "engine/book/book.h"

namespace bellwether::book {

// An attribute in force at a moment (P2), as far as was known at `as_of`, or where the account has
// none of that name a signal: its word, or its number or truth as a word; "" for none.
std::string WordInForce(const Book& book, uint32_t account, Name attribute, Instant moment,
                        Instant as_of);

// Keeps the accounts that have one of the words as their attribute, and no others.
struct AttributeFilter {
  std::string attribute;
  std::vector<std::string> words;  // at least one; a number as it is written; "": has none
};

// Accounts that meet all of the filters at `as_of`; all, without a filter. `stop`: null, or who may
// stop it; once stopped, what it gives is not whole.
KeptAccounts KeepAccounts(const Book& book, std::span<const AttributeFilter> filters, Instant as_of,
                          const Stop* stop = nullptr);

// The same for people, as numbers, rising. INVALID_ARGUMENT when no account has such an attribute,
// or none has one of the words, with the words that there are and what was probably meant; or when
// accounts meet each filter but none all of them.
absl::StatusOr<std::vector<uint32_t>> SelectAccounts(const Book& book,
                                                     std::span<const AttributeFilter> filters,
                                                     Instant as_of);

// Accounts by number, and the other way round.
KeptAccounts KeptOf(const Book& book, std::span<const uint32_t> accounts);
// Records of the accounts that are kept.
uint64_t RecordsOf(const Book& book, const KeptAccounts& kept, const Stop* stop = nullptr);

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_SELECTION_H_
