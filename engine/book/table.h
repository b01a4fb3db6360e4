// All records of one kind, by account and time, each with the span of time in which it was what we
// knew.
#ifndef BELLWETHER_ENGINE_BOOK_TABLE_H_
#define BELLWETHER_ENGINE_BOOK_TABLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/book/column.h"
#include "engine/book/names.h"
#include "engine/book/stamp.h"
#include "engine/records/record.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::book {

// Rows `first` up to `end`.
struct Rows {
  uint32_t first = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - first; }
};

class Table {
 public:
  explicit Table(records::Kind kind);

  records::Kind kind() const { return kind_; }
  uint32_t size() const { return static_cast<uint32_t>(accounts_.size()); }
  Rows all() const { return {0, size()}; }
  // Of one account, by `at`, then by when they were known, then by id.
  Rows rows_of(uint32_t account) const {
    if (account + 1 >= firsts_.size()) return {};
    return {firsts_[account], firsts_[account + 1]};
  }

  uint32_t account(size_t row) const { return accounts_[row]; }
  Stamp at(size_t row) const { return *at_.stamp(row); }
  Instant instant(size_t row) const { return at_.instant(row); }  // of `at`
  Instant known(size_t row) const {
    const auto stamp = known_.stamp(row);
    return stamp.has_value() ? stamp->instant : instant(row);
  }
  // When a later record took its place, as far as the whole book tells.
  Instant until(size_t row) const { return until_.empty() ? kNever : until_[row]; }
  // Whether this record is what we know at `as_of`: learned by then, and not yet replaced (P1).
  bool KnownAt(size_t row, Instant as_of) const {
    return known(row) <= as_of && as_of < until(row);
  }
  // Calls `visit(row)` for each record of the account that is known at `as_of`, in order of time.
  template <typename Visit>
  void ForEachKnown(uint32_t account, Instant as_of, const Visit& visit) const {
    const Rows rows = rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (KnownAt(row, as_of)) visit(row);
    }
  }
  // The same for those that have happened by then, too (S3).
  template <typename Visit>
  void ForEachHappened(uint32_t account, Instant as_of, const Visit& visit) const {
    const Rows rows = rows_of(account);
    for (uint32_t row = rows.first; row < rows.end && instant(row) <= as_of; ++row) {
      if (KnownAt(row, as_of)) visit(row);
    }
  }
  // Rows of all accounts, in order, that are known at `as_of`, happened in [from, as_of], and have
  // the word in one of the kind's columns.
  std::vector<uint32_t> RowsWith(const Column& column, Name word, Instant from,
                                 Instant as_of) const;
  bool HasKnown(uint32_t account, Instant as_of) const {
    const Rows rows = rows_of(account);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      if (KnownAt(row, as_of)) return true;
    }
    return false;
  }
  std::string_view id(size_t row) const;
  // The column of a field, which must be one of the kind.
  const Column& column(std::string_view field) const;

  // How many records were told twice, told in two ways at once, and replaced by later ones.
  struct Repeats {
    uint64_t duplicates = 0;
    uint64_t conflicts = 0;
    uint64_t replaced = 0;
    std::vector<std::string> duplicate_ids;  // the first few, in order
    std::vector<std::string> conflict_ids;
  };
  const Repeats& repeats() const { return repeats_; }
  // The records of these accounts, which rise, under the numbers 0, 1 and so on. Repeats stay those
  // of the whole: a record that was not kept has no account any more.
  Table PartOf(std::span<const uint32_t> accounts) const;
  size_t bytes() const;

  // Below: for the builder.
  void Add(const records::Record& record, uint32_t account, Names& names);
  Moment told_at(size_t row) const { return at_.told(row); }
  // How many were added before the record that is now in `row`.
  uint32_t added(size_t row) const { return id_order_[row]; }
  // `ranks`: the accounts' new numbers. `zones`: of accounts, by new number. Of records that were
  // told twice one is kept.
  void Finish(const std::vector<uint32_t>& ranks, const std::vector<absl::TimeZone>& zones,
              const Names& names);

 private:
  void Resolve(const std::vector<absl::TimeZone>& zones);
  void Permute(const std::vector<uint32_t>& order);
  // Finds rows of one id, marks what replaces what, and lists what is to be kept, rising.
  std::vector<uint32_t> ReplaceRows(const Names& names);
  // The same rows by account, and by time as rows_of() says.
  std::vector<uint32_t> Ordered(const std::vector<uint32_t>& kept, size_t accounts) const;
  int CompareContent(uint32_t a, uint32_t b, const Names& names) const;
  void IndexAccounts(size_t accounts);

  records::Kind kind_;
  std::vector<uint32_t> accounts_;
  Column at_;
  Column known_;                // not given: as `at`
  std::vector<Instant> until_;  // when it was replaced; empty: none was
  std::vector<uint64_t> id_ends_;
  std::string ids_;
  std::vector<uint32_t> id_order_;  // position of each row's id in id_ends_
  std::vector<Column> columns_;
  std::vector<uint32_t> firsts_;  // of each account, and the end of the last
  Repeats repeats_;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_TABLE_H_
