// A book of some of its accounts: rows of the others are left out, and what refers to rows or
// accounts by number is numbered anew.
// Tested by tests/engine/book/part_test.cc.
#include <algorithm>
#include <utility>

#include "engine/book/book.h"

namespace bellwether::book {
namespace {

constexpr std::string_view kTimeZone = "time_zone";

// The same names under the same numbers.
Names CopyOf(const Names& names) {
  Names copy;
  for (Name name = 0; name < names.size(); ++name) copy.Add(names[name]);
  return copy;
}

}  // namespace

Table Table::PartOf(std::span<const uint32_t> accounts) const {
  std::vector<uint32_t> order, owners;
  for (uint32_t number = 0; number < accounts.size(); ++number) {
    const Rows rows = rows_of(accounts[number]);
    for (uint32_t row = rows.first; row < rows.end; ++row) {
      order.push_back(row);
      owners.push_back(number);
    }
  }
  Table part(*this);
  part.Permute(order);
  part.accounts_ = std::move(owners);
  part.IndexAccounts(accounts.size());
  return part;
}

History History::PartOf(std::span<const uint32_t> accounts, const Table& whole,
                        const Table& part) const {
  History kept;
  kept.accounts_ = accounts.size();
  kept.name_ranks_ = name_ranks_;  // the part has the same names
  const auto keep = [&](uint32_t number, Rows changes) {
    const uint32_t before = whole.rows_of(accounts[number]).first;
    const uint32_t now = part.rows_of(number).first;
    kept.firsts_.push_back(static_cast<uint32_t>(kept.cells_.size()));
    for (uint32_t i = changes.first; i < changes.end; ++i) {
      kept.cells_.push_back(cells_[i]);
      kept.cells_.back().row = cells_[i].row - before + now;
    }
  };
  for (uint32_t i = 0; i < accounts.size(); ++i) keep(i, attributes_of(accounts[i]));
  for (uint32_t i = 0; i < accounts.size(); ++i) keep(i, signals_of(accounts[i]));
  kept.firsts_.push_back(static_cast<uint32_t>(kept.cells_.size()));
  for (uint32_t row = 0; row < part.size(); ++row) {
    kept.times_.push_back({part.at(row).instant, part.known(row), part.until(row)});
  }
  kept.KeepAttributeTimes();
  return kept;
}

std::map<std::string, uint64_t> Book::UnknownZonesOf(std::span<const uint32_t> accounts) const {
  std::map<std::string, uint64_t> counts;
  if (unknown_zones_.empty()) return counts;
  const Name time_zone = names_.Find(kTimeZone);
  for (const uint32_t account : accounts) {
    const auto last = history_.InForce(account, time_zone, kNever, kNever - 1);
    const auto* const text = last ? std::get_if<Change::Text>(&last->value) : nullptr;
    if (text == nullptr) continue;
    const std::string zone(names_[text->name]);
    if (unknown_zones_.contains(zone)) ++counts[zone];
  }
  return counts;
}

Book Book::PartOf(std::span<const uint32_t> accounts) const {
  Book part(options_);
  for (const uint32_t account : accounts) {
    part.accounts_.push_back(accounts_[account]);
    part.zones_.push_back(zones_[account]);
  }
  part.unknown_zones_ = UnknownZonesOf(accounts);
  part.names_ = CopyOf(names_);
  for (size_t kind = 0; kind < tables_.size(); ++kind) {
    part.tables_[kind] = tables_[kind].PartOf(accounts);
  }
  constexpr auto kAccount = records::Kind::kAccount;
  part.history_ = history_.PartOf(accounts, table(kAccount), part.table(kAccount));
  return part;
}

}  // namespace bellwether::book
