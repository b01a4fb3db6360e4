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
  // Positions of an account's attributes, by name; of one name by `at`, then by when they were
  // known.
  Rows attributes_of(uint32_t account) const { return Bucket(account); }
  Rows attributes_of(uint32_t account, Name name) const;
  // The same of its signals.
  Rows signals_of(uint32_t account) const { return Bucket(accounts_ + account); }
  // Calls `visit(name, changes)` for each name among the attributes of an account.
  template <typename Visit>
  void ForEachAttribute(uint32_t account, const Visit& visit) const {
    const Rows all = attributes_of(account);
    for (uint32_t first = all.first, end = first; first < all.end; first = end) {
      while (end < all.end && cells_[end].name == cells_[first].name) ++end;
      visit(cells_[first].name, Rows{first, end});
    }
  }
  Change change(uint32_t position) const;
  // Of the account table: the record that said it.
  uint32_t row(uint32_t position) const { return cells_[position].row; }
  // Calls `visit(change)` for all that was said of an account, attributes first.
  template <typename Visit>
  void ForEachChange(uint32_t account, const Visit& visit) const {
    for (const Rows rows : {attributes_of(account), signals_of(account)}) {
      for (uint32_t i = rows.first; i < rows.end; ++i) visit(change(i));
    }
  }

  // The value of an attribute in force at `moment`, as far as was known at `as_of` (P2); nothing
  // when there was none.
  std::optional<Change> InForce(uint32_t account, Name name, Instant moment, Instant as_of) const;
  // The same among the changes of one name, which attributes_of() has found.
  std::optional<Change> InForce(Rows named, Instant moment, Instant as_of) const;
  // The same where it is a date, or a text; nothing where it is anything else.
  std::optional<Stamp> StampInForce(Rows named, Instant moment, Instant as_of) const;
  Name TextInForce(Rows named, Instant moment, Instant as_of) const;  // or kNoName
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
    int32_t day = 0;  // of a stamp
  };

  // The last of the changes, of one name, that was in force; null: none.
  const Cell* CellInForce(Rows named, Instant moment, Instant as_of) const;
  struct Times {  // of a record
    Instant at = 0;
    Instant known = 0;
    Instant until = kNever;
  };
  const Times& TimesAt(uint32_t position) const {
    return position < attribute_times_.size() ? attribute_times_[position]
                                              : times_[cells_[position].row];
  }
  Rows Bucket(size_t bucket) const {
    if (bucket + 1 >= firsts_.size()) return {};
    return {firsts_[bucket], firsts_[bucket + 1]};
  }
  // Those of one name, among the attributes or the signals of an account.
  Rows NamedAmong(Rows rows, Name name) const;
  static std::optional<Cell> CellOf(const records::Change& change, Names& names);
  void Resolve(Cell& cell, const absl::TimeZone& zone) const;
  // Which row each record that was kept has now, by the order of adding.
  static std::vector<uint32_t> RowsOf(const Table& accounts, uint32_t added);
  // Cells with the rows that they have now, in their moments, by bucket.
  void Collect(const Table& accounts, const std::vector<absl::TimeZone>& zones,
               const std::vector<uint32_t>& rows);
  // Attributes are asked for far more often than signals: their times stand beside them, too.
  void KeepAttributeTimes();
  void RankNames(const Names& names);

  // Attributes of all accounts, then signals of all. A bucket of them is one of the two of an
  // account: attributes of account a are bucket a, its signals bucket accounts_ + a.
  std::vector<Cell> cells_;
  size_t accounts_ = 0;
  std::vector<uint32_t> firsts_;  // of each bucket, and the end of the last
  uint32_t added_ = 0;            // records of the table, while changes are added
  // Of each name that a change has: its place in the order of their texts. Others have any.
  std::vector<uint32_t> name_ranks_;
  std::vector<Times> times_;            // of the account table, by row
  std::vector<Times> attribute_times_;  // by position
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_HISTORY_H_
