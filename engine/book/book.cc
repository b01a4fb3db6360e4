// Tested by tests/engine/book/book_test.cc.
#include "engine/book/book.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bellwether::book {

using records::Kind;

Book::Book(const BookOptions& options) : options_(options) {
  tables_.reserve(records::kKindCount);
  for (const records::KindInfo& kind : records::Kinds()) tables_.emplace_back(kind.kind);
}

uint32_t Book::FindAccount(std::string_view id) const {
  const auto found = std::lower_bound(accounts_.begin(), accounts_.end(), id);
  if (found == accounts_.end() || *found != id) return account_count();
  return static_cast<uint32_t>(found - accounts_.begin());
}

uint64_t Book::record_count() const {
  return std::accumulate(tables_.begin(), tables_.end(), uint64_t{0},
                         [](uint64_t sum, const Table& table) { return sum + table.size(); });
}

std::optional<Book::Span> Book::span() const {
  std::optional<Span> span;
  for (const Table& table : tables_) {
    for (uint32_t row = 0; row < table.size(); ++row) {
      if (table.until(row) != kNever) continue;
      const Instant at = table.instant(row);
      if (!span.has_value()) span = Span{at, at};
      span->first = std::min(span->first, at);
      span->last = std::max(span->last, at);
    }
  }
  return span;
}

size_t Book::bytes() const {
  return std::accumulate(tables_.begin(), tables_.end(), history_.bytes(),
                         [](size_t sum, const Table& table) { return sum + table.bytes(); });
}

void BookBuilder::Add(const records::Record& record) {
  // Records mostly come account by account.
  if (last_account_ == kNoName || accounts_[last_account_] != record.account) {
    last_account_ = accounts_.Add(record.account);
  }
  const Name account = last_account_;
  Table& table = book_.tables_[static_cast<size_t>(record.kind)];
  const uint32_t row = table.size();
  table.Add(record, account, book_.names_);
  for (const records::Change& change : record.changes) {
    book_.history_.Add(change, row, book_.names_);
  }
}

std::vector<absl::TimeZone> BookBuilder::ReadZones() {
  const Table& told = book_.table(Kind::kAccount);
  const auto names = book_.history_.ZoneNames(told, accounts_.size(), book_.names_);
  std::map<std::string_view, absl::TimeZone> known = {{"", book_.options_.zone}};
  std::vector<absl::TimeZone> zones;
  zones.reserve(names.size());
  for (const std::string_view name : names) {
    auto found = known.find(name);
    if (found == known.end()) {
      absl::TimeZone zone;
      if (!absl::LoadTimeZone(std::string(name), &zone)) {
        zone = book_.options_.zone;
        book_.unknown_zones_[std::string(name)] = 0;
      }
      found = known.emplace(name, zone).first;
    }
    if (const auto unknown = book_.unknown_zones_.find(std::string(name));
        unknown != book_.unknown_zones_.end()) {
      ++unknown->second;
    }
    zones.push_back(found->second);
  }
  return zones;
}

Book BookBuilder::Finish() && {
  const std::vector<absl::TimeZone> zones = ReadZones();
  std::vector<uint32_t> order(accounts_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [this](uint32_t a, uint32_t b) { return accounts_[a] < accounts_[b]; });
  std::vector<uint32_t> ranks(order.size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
    book_.accounts_.emplace_back(accounts_[order[rank]]);
    book_.zones_.push_back(zones[order[rank]]);
  }
  PutInOrder(ranks);
  return std::move(book_);
}

// What account records say is about half of all there is to do, and needs no other table.
void BookBuilder::PutInOrder(const std::vector<uint32_t>& ranks) {
  const auto finish_changes = [&] {
    Table& accounts = book_.tables_[static_cast<size_t>(Kind::kAccount)];
    accounts.Finish(ranks, book_.zones_, book_.names_);
    book_.history_.Finish(accounts, book_.zones_, book_.names_);
  };
  const auto finish_others = [&] {
    for (Table& table : book_.tables_) {
      if (table.kind() != Kind::kAccount) table.Finish(ranks, book_.zones_, book_.names_);
    }
  };
  if (book_.options_.do_both) return book_.options_.do_both(finish_changes, finish_others);
  finish_changes();
  finish_others();
}

}  // namespace bellwether::book
