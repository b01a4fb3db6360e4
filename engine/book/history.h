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

  Name name = kNoName;
  bool is_signal = false;
  Value value = 0.0;
  Instant at = 0;
  Instant known = 0;
  Instant until = kNever;
  Instant observed = 0;  // of a signal: when; of anything else `at`

  bool KnownAt(Instant as_of) const { return known <= as_of && as_of < until; }
};

class History {
 public:
  // Positions of an account's changes: attributes by name, then signals by name; of one name by
  // `at`, then by when they were known.
  Rows changes_of(uint32_t account) const;
  // Positions of its attributes alone, which stand first; and of those of one name.
  Rows attributes_of(uint32_t account) const;
  Rows attributes_of(uint32_t account, Name name) const;
  Change change(uint32_t position) const;

  // The value of an attribute in force at `moment`, as far as was known at `as_of` (P2); nothing
  // when there was none.
  std::optional<Change> InForce(uint32_t account, Name name, Instant moment, Instant as_of) const;
  // The same among the changes of one name, which attributes_of() has found.
  std::optional<Change> InForce(Rows named, Instant moment, Instant as_of) const;
  // The same of a signal: what an account record of that time or before said.
  std::optional<Change> SignalInForce(uint32_t account, Name name, Instant moment,
                                      Instant as_of) const;

  // The changes of these accounts, as Table::PartOf. `whole` and `part`: the account tables.
  History PartOf(std::span<const uint32_t> accounts, const Table& whole, const Table& part) const;

  size_t size() const { return cells_.size(); }
  size_t bytes() const;

  // Below: for the builder. `row`: of the account table, as it was added.
  void Add(const records::Change& change, uint32_t row, Names& names);
  // The zone that each account named last, by its number while records were added; "" for none.
  std::vector<std::string_view> ZoneNames(const Table& accounts, size_t count,
                                          const Names& names) const;
  // Once the account table is finished.
  void Finish(const Table& accounts, const std::vector<absl::TimeZone>& zones, const Names& names);

 private:
  enum class Form : uint8_t { kNumber, kTruth, kText, kUntyped, kStamp, kNotYet, kNotApplicable };
  // A change as it is kept: there are millions of them. Its times are those of the record.
  struct Cell {
    Name name = kNoName;
    uint32_t row = 0;           // of the account table; as it was added until that is finished
    int64_t value = 0;          // a double's bits, a Name, an instant, by `form`
    Instant observed = kNever;  // kNever: at the record's `at`
    Form form = Form::kNumber;
    bool is_signal = false;
  };

  // Those of one name, among the attributes or the signals of an account.
  Rows NamedAmong(Rows rows, Name name) const;
  static std::optional<Cell> CellOf(const records::Change& change, Names& names);
  void Resolve(Cell& cell, const absl::TimeZone& zone) const;
  // Which row each record that was kept has now, by the order of adding.
  static std::vector<uint32_t> RowsOf(const Table& accounts, uint32_t added);
  // Cells with the rows that they have now, in their moments, by account.
  void CollectByAccount(const std::vector<uint32_t>& rows);
  void RankNames(const Names& names);

  std::vector<Cell> cells_;
  std::vector<uint32_t> firsts_;   // of each account, and the end of the last
  std::vector<uint32_t> signals_;  // where the signals of each begin
  uint32_t added_ = 0;             // records of the table, while changes are added
  // Of each name that a change has: its place in the order of their texts. Others have any.
  std::vector<uint32_t> name_ranks_;
  // Of the account table, by row.
  struct Times {
    Instant at = 0;
    Instant known = 0;
    Instant until = kNever;
  };
  std::vector<Times> times_;
  std::vector<absl::TimeZone> zones_;  // by account
  std::vector<uint32_t> accounts_;     // by row
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_HISTORY_H_
