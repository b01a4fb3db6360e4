// A book: everything that was told about many accounts, in an order that does not depend on the
// order of telling (P1, P5).
//
//   BookBuilder builder(options);
//   builder.Add(record);                            // as a reader gives them
//   const Book book = std::move(builder).Finish();
//   for (uint32_t row = ...) if (book.table(Kind::kValue).KnownAt(row, as_of)) ...
//
// A book is immutable: any number of threads may read it. It opens no file and reads no clock.
#ifndef BELLWETHER_ENGINE_BOOK_BOOK_H_
#define BELLWETHER_ENGINE_BOOK_BOOK_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/do_both.h"
#include "engine/book/history.h"
#include "engine/book/names.h"
#include "engine/book/table.h"
#include "engine/records/record.h"

namespace bellwether::book {

struct BookOptions {
  absl::TimeZone zone = absl::UTCTimeZone();  // of accounts that name none, and of months (P3)
  // Kinds of records that others than these accounts have, where the book is a part of a whole.
  std::bitset<records::kKindCount> told_elsewhere = {};
  DoBoth do_both;  // changes nothing in the book
};

// By account, whether it is kept; nothing: all are.
using KeptAccounts = std::optional<std::vector<bool>>;
inline bool IsKept(const KeptAccounts& kept, uint32_t account) { return !kept || (*kept)[account]; }

class Book {
 public:
  // Accounts are numbered in the order of their ids; they are all that any record names.
  uint32_t account_count() const { return static_cast<uint32_t>(accounts_.size()); }
  std::string_view account_id(uint32_t account) const { return accounts_[account]; }
  // account_count() when there is none of that id.
  uint32_t FindAccount(std::string_view id) const;

  const Table& table(records::Kind kind) const { return tables_[static_cast<size_t>(kind)]; }
  // Whether the whole tells of such records at all, so that an account without one has none.
  bool TellsOf(records::Kind kind) const {
    return table(kind).size() > 0 || options_.told_elsewhere[static_cast<size_t>(kind)];
  }
  const History& history() const { return history_; }
  // Words of all columns and changes.
  const Names& names() const { return names_; }
  const absl::TimeZone& zone() const { return options_.zone; }
  const absl::TimeZone& zone_of(uint32_t account) const { return zones_[account]; }
  // Names of time zones that are none, and how many accounts have them; these use the book's.
  const std::map<std::string, uint64_t>& unknown_zones() const { return unknown_zones_; }
  // The same of these accounts, which rise.
  std::map<std::string, uint64_t> UnknownZonesOf(std::span<const uint32_t> accounts) const;

  // The book of these accounts alone, which rise: everything that is said of it is said of them,
  // and of nobody else. How often records were told twice stays that of the whole book.
  Book PartOf(std::span<const uint32_t> accounts) const;

  uint64_t record_count() const;
  // When its first and its last record happened, those left out that others took the place of;
  // nothing: there is none. Looks at them all.
  struct Span {
    Instant first = 0;
    Instant last = 0;
  };
  std::optional<Span> span() const;
  size_t bytes() const;  // of memory, about

 private:
  friend class BookBuilder;
  explicit Book(const BookOptions& options);

  BookOptions options_;
  std::vector<std::string> accounts_;
  std::vector<absl::TimeZone> zones_;
  std::map<std::string, uint64_t> unknown_zones_;
  Names names_;
  std::vector<Table> tables_;
  History history_;
};

// One thread calls it.
class BookBuilder {
 public:
  explicit BookBuilder(const BookOptions& options = {}) : book_(options) {}

  // A record that its reader found nothing wrong with.
  void Add(const records::Record& record);
  // Of memory, about, for what was added so far.
  size_t bytes() const { return book_.bytes(); }
  Book Finish() &&;

 private:
  // The zone of each account, by its number while records were added.
  std::vector<absl::TimeZone> ReadZones();
  // Every table in its order, and the history. `ranks`: the accounts' new numbers.
  void PutInOrder(const std::vector<uint32_t>& ranks);

  Book book_;
  Names accounts_;
  Name last_account_ = kNoName;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_BOOK_H_
