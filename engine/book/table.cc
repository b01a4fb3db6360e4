// Tested by tests/engine/book/book_test.cc.
#include "engine/book/table.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <utility>

namespace bellwether::book {
namespace {

using records::Form;
using records::InfoOf;

constexpr size_t kNamedIds = 5;

void CountRepeat(std::string_view id, uint64_t& count, std::vector<std::string>& ids) {
  ++count;
  ids.emplace_back(id);
}

// The first few, whatever the order in which they were met.
void KeepFirst(std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.size() > kNamedIds) ids.resize(kNamedIds);
}

}  // namespace

Table::Table(records::Kind kind) : kind_(kind), at_(Form::kMoment), known_(Form::kMoment) {
  const auto& fields = InfoOf(kind).fields;
  columns_.reserve(fields.size());
  for (const records::FieldInfo& field : fields) columns_.emplace_back(field.form);
}

std::string_view Table::id(size_t row) const {
  const uint32_t i = id_order_[row];
  const uint64_t first = i == 0 ? 0 : id_ends_[i - 1];
  return std::string_view(ids_).substr(first, id_ends_[i] - first);
}

const Column& Table::column(std::string_view field) const {
  const size_t position = records::FieldAt(InfoOf(kind_), field);
  assert(position < columns_.size());
  return columns_[position];
}

std::vector<uint32_t> Table::RowsWith(const Column& column, Name word, Instant from,
                                      Instant as_of) const {
  std::vector<uint32_t> rows(size());
  size_t count = 0;
  for (uint32_t row = 0; row < size(); ++row) {
    // Every row is written and few are kept, so that no branch has to be foreseen.
    rows[count] = row;
    const Instant at = instant(row);
    count += static_cast<size_t>(column.word(row) == word) & static_cast<size_t>(at >= from) &
             static_cast<size_t>(at <= as_of) & static_cast<size_t>(KnownAt(row, as_of));
  }
  rows.resize(count);
  return rows;
}

void Table::Add(const records::Record& record, uint32_t account, Names& names) {
  const size_t row = accounts_.size();
  accounts_.push_back(account);
  at_.PutMoment(row, record.at);
  if (record.known_at.has_value()) known_.PutMoment(row, *record.known_at);
  id_order_.push_back(static_cast<uint32_t>(row));
  ids_ += record.id;
  id_ends_.push_back(ids_.size());
  for (size_t i = 0; i < columns_.size(); ++i) columns_[i].Put(row, record.cells[i], names);
}

void Table::Finish(const std::vector<uint32_t>& ranks, const std::vector<absl::TimeZone>& zones,
                   const Names& names) {
  for (uint32_t& account : accounts_) account = ranks[account];
  if (size() > 0) {
    Resolve(zones);
    Permute(Ordered(ReplaceRows(names), ranks.size()));
  }
  IndexAccounts(zones.size());
}

void Table::Resolve(const std::vector<absl::TimeZone>& zones) {
  const auto zone_of = [&](size_t row) { return zones[accounts_[row]]; };
  at_.Resolve(zone_of);
  known_.Resolve(zone_of);
  for (Column& column : columns_) {
    if (column.form() == Form::kMoment) column.Resolve(zone_of);
  }
}

int Table::CompareContent(uint32_t a, uint32_t b, const Names& names) const {
  if (accounts_[a] != accounts_[b]) return accounts_[a] < accounts_[b] ? -1 : 1;
  if (at(a) != at(b)) return at(a) < at(b) ? -1 : 1;
  for (const Column& column : columns_) {
    if (const int order = column.Compare(a, b, names); order != 0) return order;
  }
  return 0;
}

std::vector<uint32_t> Table::ReplaceRows(const Names& names) {
  struct Id {
    uint64_t hash;
    uint32_t row;
  };
  std::vector<Id> ids(size());
  for (uint32_t row = 0; row < size(); ++row) {
    ids[row] = {std::hash<std::string_view>()(id(row)), row};
  }
  // Of one id by when they were known; of one moment by what they say.
  const auto before = [&](const Id& a, const Id& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    if (const int order = id(a.row).compare(id(b.row)); order != 0) return order < 0;
    if (known(a.row) != known(b.row)) return known(a.row) < known(b.row);
    return CompareContent(a.row, b.row, names) < 0;
  };
  std::sort(ids.begin(), ids.end(), before);
  std::vector<bool> is_gone;  // empty: none is
  const auto drop = [&](uint32_t row) {
    if (is_gone.empty()) is_gone.assign(size(), false);
    is_gone[row] = true;
  };
  for (size_t i = 0; i < ids.size(); ++i) {
    const uint32_t row = ids[i].row;
    const bool more =
        i + 1 < ids.size() && ids[i + 1].hash == ids[i].hash && id(ids[i + 1].row) == id(row);
    if (!more) continue;
    const uint32_t next = ids[i + 1].row;
    if (known(next) != known(row)) {
      if (until_.empty()) until_.assign(size(), kNever);
      until_[row] = known(next);
      ++repeats_.replaced;
    } else if (CompareContent(row, next, names) == 0) {
      CountRepeat(id(row), repeats_.duplicates, repeats_.duplicate_ids);
      drop(row);
    } else {
      CountRepeat(id(row), repeats_.conflicts, repeats_.conflict_ids);
      drop(row);
    }
  }
  KeepFirst(repeats_.duplicate_ids);
  KeepFirst(repeats_.conflict_ids);
  std::vector<uint32_t> kept(size());
  std::iota(kept.begin(), kept.end(), 0);
  if (!is_gone.empty()) std::erase_if(kept, [&](uint32_t row) { return is_gone[row]; });
  return kept;
}

std::vector<uint32_t> Table::Ordered(const std::vector<uint32_t>& kept, size_t accounts) const {
  // By account first, which is counting; then each account's few by themselves.
  std::vector<uint32_t> next(accounts + 1, 0);
  for (const uint32_t row : kept) ++next[accounts_[row] + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  const std::vector<uint32_t> first = next;
  std::vector<uint32_t> order(kept.size());
  for (const uint32_t row : kept) order[next[accounts_[row]]++] = row;
  const auto before = [&](uint32_t a, uint32_t b) {
    const Stamp at_a = at(a), at_b = at(b);
    if (at_a != at_b) return at_a < at_b;
    const Instant known_a = known(a), known_b = known(b);
    if (known_a != known_b) return known_a < known_b;
    return id(a) < id(b);
  };
  for (size_t account = 0; account + 1 < first.size(); ++account) {
    const auto begin = order.begin() + first[account], end = order.begin() + first[account + 1];
    // As they are told, mostly.
    if (!std::is_sorted(begin, end, before)) std::sort(begin, end, before);
  }
  return order;
}

void Table::Permute(const std::vector<uint32_t>& order) {
  const auto stays = [&order](uint32_t row) { return order[row] == row; };
  uint32_t moved = 0;
  while (moved < order.size() && stays(moved)) ++moved;
  if (moved == size()) return;
  const auto permute = [&order](auto& values) {
    std::remove_reference_t<decltype(values)> ordered;
    ordered.reserve(order.size());
    for (const uint32_t row : order) ordered.push_back(values[row]);
    values = std::move(ordered);
  };
  permute(accounts_);
  permute(id_order_);
  if (!until_.empty()) permute(until_);
  at_.Permute(order);
  known_.Permute(order);
  for (Column& column : columns_) column.Permute(order);
}

void Table::IndexAccounts(size_t accounts) {
  firsts_.assign(accounts + 1, 0);
  for (const uint32_t account : accounts_) ++firsts_[account + 1];
  std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
}

size_t Table::bytes() const {
  size_t bytes = accounts_.capacity() * sizeof(uint32_t) + at_.bytes() + known_.bytes() +
                 until_.capacity() * sizeof(Instant) + id_ends_.capacity() * sizeof(uint64_t) +
                 ids_.capacity() + id_order_.capacity() * sizeof(uint32_t) +
                 firsts_.capacity() * sizeof(uint32_t);
  for (const Column& column : columns_) bytes += column.bytes();
  return bytes;
}

}  // namespace bellwether::book
