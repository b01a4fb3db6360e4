// Accounts of a book by an attribute in force: those of one segment, those that one person looks
// after.
//
//   const auto chosen = SelectAccounts(book, {{"csm", "Ana"}}, as_of);
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
#include "engine/book/book.h"

namespace bellwether::book {

// An attribute in force at a moment (P2), as far as was known at `as_of`, or where the account has
// none of that name a signal: its word, or its number or truth as a word; "" for none.
std::string WordInForce(const Book& book, uint32_t account, Name attribute, Instant moment,
                        Instant as_of);

struct AttributeIs {
  std::string attribute;
  std::string value;
};

// Numbers of the accounts that meet all of the conditions at `as_of`, rising. INVALID_ARGUMENT when
// no account has such an attribute, or none has the value, with the values that there are and what
// was probably meant; or when accounts meet each but none all of them.
absl::StatusOr<std::vector<uint32_t>> SelectAccounts(const Book& book,
                                                     std::span<const AttributeIs> conditions,
                                                     Instant as_of);

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_SELECTION_H_
