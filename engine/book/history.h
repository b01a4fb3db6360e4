// Attributes, event dates and signals of accounts over time: what account records said, change by
// change.
#ifndef BELLWETHER_ENGINE_BOOK_HISTORY_H_
#define BELLWETHER_ENGINE_BOOK_HISTORY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/book/names.h"
#include "engine/book/stamp.h"
#include "engine/book/table.h"
#include "engine/records/record.h"

namespace bellwether::book {

// From `at` on an account's `name` had this value, as far as was known within [known, until).
struct Change {
  // A text, or one whose type a pack declares.
  struct Text {
    Name name = kNoName;
    bool untyped = false;
  };
  using Value = std::variant<double, bool, Text, Stamp, NotYet, NotApplicable>;

  uint32_t account = 0;
  Name name = kNoName;
  Instant at = 0;
  Instant known = 0;
  Instant until = kNever;
  std::optional<Instant> observed;  // of a signal, if not `at`
  bool is_signal = false;
  Value value = 0.0;
};

class History {
 public:
  // All changes of an account, by name, then by `at`, then by when they were known.
  std::span<const Change> changes_of(uint32_t account) const;

  // The value of an attribute in force at `moment`, as far as was known at `as_of` (P2); null when
  // there was none. Linear in the changes of the account's attribute, logarithmic to find them.
  const Change* InForce(uint32_t account, Name name, Instant moment, Instant as_of) const;

  size_t size() const { return changes_.size(); }
  size_t bytes() const { return changes_.capacity() * sizeof(Change); }

  // Below: for the builder. `row`: of the account table, as it was added.
  void Add(const records::Change& change, uint32_t row, Names& names);
  // The zone that each account named last, by its number while records were added; "" for none.
  std::vector<std::string_view> ZoneNames(const Table& accounts, size_t count,
                                          const Names& names) const;
  // Once the account table is finished.
  void Finish(const Table& accounts, const std::vector<absl::TimeZone>& zones, const Names& names);

 private:
  std::vector<Change> changes_;
  std::vector<uint32_t> rows_;  // that changes came from, while they are added
  std::vector<uint32_t> firsts_;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_HISTORY_H_
