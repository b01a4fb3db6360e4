// Tested by tests/engine/book/book_test.cc.
#include "engine/book/history.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <utility>

namespace bellwether::book {
namespace {

constexpr std::string_view kTimeZone = "time_zone";
constexpr uint32_t kGone = std::numeric_limits<uint32_t>::max();

}  // namespace

// Moments are packed until the account's zone is known.
std::optional<History::Cell> History::CellOf(const records::Change& change, Names& names) {
  Cell cell;
  cell.name = names.Add(change.name);
  cell.is_signal = change.is_signal;
  if (change.observed_at.has_value()) cell.observed = Packed(*change.observed_at);
  if (const auto* number = std::get_if<double>(&change.value)) {
    cell.form = Form::kNumber;
    cell.value = std::bit_cast<int64_t>(*number);
  } else if (const auto* truth = std::get_if<bool>(&change.value)) {
    cell.form = Form::kTruth;
    cell.value = *truth;
  } else if (const auto* text = std::get_if<std::string>(&change.value)) {
    cell.form = Form::kText;
    cell.value = names.Add(*text);
  } else if (const auto* untyped = std::get_if<Untyped>(&change.value)) {
    cell.form = Form::kUntyped;
    cell.value = names.Add(untyped->text);
  } else if (const auto* moment = std::get_if<Moment>(&change.value)) {
    cell.form = Form::kStamp;
    cell.value = Packed(*moment);
  } else if (std::holds_alternative<NotYet>(change.value)) {
    cell.form = Form::kNotYet;
  } else if (std::holds_alternative<NotApplicable>(change.value)) {
    cell.form = Form::kNotApplicable;
  } else {
    return std::nullopt;  // named, but not given
  }
  return cell;
}

void History::Add(const records::Change& change, uint32_t row, Names& names) {
  auto cell = CellOf(change, names);
  if (!cell.has_value()) return;
  cell->row = row;
  cells_.push_back(*cell);
  added_ = row + 1;
}

std::vector<std::string_view> History::ZoneNames(const Table& accounts, size_t count,
                                                 const Names& names) const {
  std::vector<std::string_view> zones(count);
  std::vector<absl::Time> since(count, absl::InfinitePast());
  const Name time_zone = names.Find(kTimeZone);
  for (const Cell& cell : cells_) {
    if (cell.name != time_zone || cell.is_signal || cell.form != Form::kText) continue;
    const uint32_t account = accounts.account(cell.row);
    const absl::Time at = accounts.told_at(cell.row).At(absl::UTCTimeZone());
    const std::string_view zone = names[static_cast<Name>(cell.value)];
    if (std::tie(at, zone) < std::tie(since[account], zones[account])) continue;
    since[account] = at;
    zones[account] = zone;
  }
  return zones;
}

std::vector<uint32_t> History::RowsOf(const Table& accounts, uint32_t added) {
  std::vector<uint32_t> rows(added, kGone);
  for (uint32_t row = 0; row < accounts.size(); ++row) {
    if (accounts.added(row) < added) rows[accounts.added(row)] = row;
  }
  return rows;
}

void History::Resolve(Cell& cell, const absl::TimeZone& zone) const {
  if (cell.form == Form::kStamp) {
    const Stamp stamp = StampOfPacked(cell.value, zone);
    cell.value = stamp.instant;
    cell.day = stamp.day;
  }
  if (cell.observed != kNever) cell.observed = StampOfPacked(cell.observed, zone).instant;
}

// Names are compared as texts: which is added first is chance.
void History::RankNames(const Names& names) {
  std::vector<bool> is_used(names.size(), false);
  std::vector<Name> used;
  for (const Cell& cell : cells_) {
    if (is_used[cell.name]) continue;
    is_used[cell.name] = true;
    used.push_back(cell.name);
  }
  std::sort(used.begin(), used.end(), [&](Name a, Name b) { return names[a] < names[b]; });
  name_ranks_.assign(names.size(), 0);
  for (uint32_t rank = 0; rank < used.size(); ++rank) name_ranks_[used[rank]] = rank;
}

void History::Finish(const Table& accounts, const std::vector<absl::TimeZone>& zones,
                     const Names& names) {
  times_.reserve(accounts.size());
  for (uint32_t row = 0; row < accounts.size(); ++row) {
    times_.push_back({accounts.at(row).instant, accounts.known(row), accounts.until(row)});
  }
  Collect(accounts, zones, RowsOf(accounts, added_));
  RankNames(names);
  const auto before = [this](const Cell& a, const Cell& b) {
    if (a.name != b.name) return name_ranks_[a.name] < name_ranks_[b.name];
    return std::tie(a.row, a.observed) < std::tie(b.row, b.observed);
  };
  for (size_t bucket = 0; bucket + 1 < firsts_.size(); ++bucket) {
    std::sort(cells_.begin() + firsts_[bucket], cells_.begin() + firsts_[bucket + 1], before);
  }
  KeepAttributeTimes();
}

// Those of records that were told twice go with them.
void History::Collect(const Table& accounts, const std::vector<absl::TimeZone>& zones,
                      const std::vector<uint32_t>& rows) {
  accounts_ = zones.size();
  const auto bucket_of = [this](const Cell& cell, uint32_t account) {
    return cell.is_signal ? accounts_ + account : account;
  };
  firsts_.assign(2 * accounts_ + 1, 0);
  for (const Cell& cell : cells_) {
    if (rows[cell.row] == kGone) continue;
    ++firsts_[bucket_of(cell, accounts.account(rows[cell.row])) + 1];
  }
  std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
  std::vector<Cell> ordered(firsts_.back());
  std::vector<uint32_t> next = firsts_;
  for (Cell cell : cells_) {
    cell.row = rows[cell.row];
    if (cell.row == kGone) continue;
    const uint32_t account = accounts.account(cell.row);
    Resolve(cell, zones[account]);
    ordered[next[bucket_of(cell, account)]++] = cell;
  }
  cells_ = std::move(ordered);
}

void History::KeepAttributeTimes() {
  attribute_times_.clear();
  attribute_times_.reserve(firsts_[accounts_]);
  for (uint32_t i = 0; i < firsts_[accounts_]; ++i) {
    attribute_times_.push_back(times_[cells_[i].row]);
  }
}

Change History::change(uint32_t position) const {
  const Cell& cell = cells_[position];
  const Times& times = TimesAt(position);
  Change change;
  change.name = cell.name;
  change.is_signal = cell.is_signal;
  change.at = times.at;
  change.known = times.known;
  change.until = times.until;
  change.observed = cell.observed == kNever ? times.at : cell.observed;
  switch (cell.form) {
    case Form::kNumber:
      change.value = std::bit_cast<double>(cell.value);
      break;
    case Form::kTruth:
      change.value = cell.value != 0;
      break;
    case Form::kText:
    case Form::kUntyped:
      change.value = Change::Text{static_cast<Name>(cell.value), cell.form == Form::kUntyped};
      break;
    case Form::kStamp:
      change.value = Stamp{cell.value, cell.day};
      break;
    case Form::kNotYet:
      change.value = NotYet{};
      break;
    case Form::kNotApplicable:
      change.value = NotApplicable{};
      break;
  }
  return change;
}

Rows History::NamedAmong(Rows rows, Name name) const {
  if (name >= name_ranks_.size()) return {};
  const auto end = cells_.begin() + rows.end;
  const auto first = std::lower_bound(
      cells_.begin() + rows.first, end, name_ranks_[name],
      [this](const Cell& cell, uint32_t rank) { return name_ranks_[cell.name] < rank; });
  const auto last =
      std::find_if(first, end, [name](const Cell& cell) { return cell.name != name; });
  return {static_cast<uint32_t>(first - cells_.begin()),
          static_cast<uint32_t>(last - cells_.begin())};
}

Rows History::attributes_of(uint32_t account, Name name) const {
  return NamedAmong(attributes_of(account), name);
}

std::optional<Change> History::InForce(uint32_t account, Name name, Instant moment,
                                       Instant as_of) const {
  return InForce(attributes_of(account, name), moment, as_of);
}

std::optional<Change> History::SignalInForce(uint32_t account, Name name, Instant moment,
                                             Instant as_of) const {
  return InForce(NamedAmong(signals_of(account), name), moment, as_of);
}

std::optional<Change> History::InForce(Rows named, Instant moment, Instant as_of) const {
  const Cell* const cell = CellInForce(named, moment, as_of);
  if (cell == nullptr) return std::nullopt;
  return change(static_cast<uint32_t>(cell - cells_.data()));
}

std::optional<Stamp> History::StampInForce(Rows named, Instant moment, Instant as_of) const {
  const Cell* const cell = CellInForce(named, moment, as_of);
  if (cell == nullptr || cell->form != Form::kStamp) return std::nullopt;
  return Stamp{cell->value, cell->day};
}

Name History::TextInForce(Rows named, Instant moment, Instant as_of) const {
  const Cell* const cell = CellInForce(named, moment, as_of);
  const bool is_text =
      cell != nullptr && (cell->form == Form::kText || cell->form == Form::kUntyped);
  return is_text ? static_cast<Name>(cell->value) : kNoName;
}

const History::Cell* History::CellInForce(Rows named, Instant moment, Instant as_of) const {
  const Cell* found = nullptr;
  for (uint32_t i = named.first; i < named.end; ++i) {
    const Times& times = TimesAt(i);
    if (times.at > moment) break;
    if (times.known <= as_of && as_of < times.until) found = &cells_[i];
  }
  return found;
}

size_t History::bytes() const {
  return cells_.capacity() * sizeof(Cell) +
         (times_.capacity() + attribute_times_.capacity()) * sizeof(Times) +
         (firsts_.capacity() + name_ranks_.capacity()) * sizeof(uint32_t);
}

}  // namespace bellwether::book
