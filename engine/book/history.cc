// Tested by tests/engine/book/book_test.cc.
#include "engine/book/history.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace bellwether::book {
namespace {

constexpr std::string_view kTimeZone = "time_zone";

// A value with its texts as names and its moment packed; nothing for "not given".
struct ToValue {
  Names& names;
  using Result = std::optional<Change::Value>;
  Result operator()(std::monostate) const { return std::nullopt; }
  Result operator()(double number) const { return number; }
  Result operator()(bool truth) const { return truth; }
  Result operator()(const std::string& text) const { return Change::Text{names.Add(text), false}; }
  Result operator()(const Untyped& text) const { return Change::Text{names.Add(text.text), true}; }
  Result operator()(const Moment& moment) const { return Stamp{Packed(moment), 0}; }
  Result operator()(NotYet state) const { return state; }
  Result operator()(NotApplicable state) const { return state; }
};

void Resolve(Change& change, const absl::TimeZone& zone) {
  if (auto* const stamp = std::get_if<Stamp>(&change.value)) {
    *stamp = StampOf(Unpacked(stamp->instant), zone);
  }
  if (change.observed.has_value()) {
    change.observed = StampOf(Unpacked(*change.observed), zone).instant;
  }
}

}  // namespace

void History::Add(const records::Change& change, uint32_t row, Names& names) {
  const auto value = std::visit(ToValue{names}, change.value);
  if (!value.has_value()) return;
  Change added;
  added.name = names.Add(change.name);
  added.is_signal = change.is_signal;
  added.value = *value;
  if (change.observed_at.has_value()) added.observed = Packed(*change.observed_at);
  changes_.push_back(added);
  rows_.push_back(row);
}

std::vector<std::string_view> History::ZoneNames(const Table& accounts, size_t count,
                                                 const Names& names) const {
  std::vector<std::string_view> zones(count);
  std::vector<absl::Time> since(count, absl::InfinitePast());
  const Name time_zone = names.Find(kTimeZone);
  for (size_t i = 0; i < changes_.size(); ++i) {
    const auto* const text = std::get_if<Change::Text>(&changes_[i].value);
    if (changes_[i].name != time_zone || changes_[i].is_signal || text == nullptr) continue;
    const uint32_t account = accounts.account(rows_[i]);
    const absl::Time at = accounts.told_at(rows_[i]).At(absl::UTCTimeZone());
    const std::string_view zone = names[text->name];
    if (std::tie(at, zone) < std::tie(since[account], zones[account])) continue;
    since[account] = at;
    zones[account] = zone;
  }
  return zones;
}

void History::Finish(const Table& accounts, const std::vector<absl::TimeZone>& zones,
                     const Names& names) {
  // Changes stand in the order of adding, those of a record side by side.
  std::vector<Change> finished;
  finished.reserve(changes_.size());
  for (uint32_t row = 0; row < accounts.size(); ++row) {
    const auto [first, end] = std::equal_range(rows_.begin(), rows_.end(), accounts.added(row));
    for (auto at = first; at != end; ++at) {
      Change change = changes_[static_cast<size_t>(at - rows_.begin())];
      change.account = accounts.account(row);
      change.at = accounts.at(row).instant;
      change.known = accounts.known(row);
      change.until = accounts.until(row);
      Resolve(change, zones[change.account]);
      finished.push_back(change);
    }
  }
  // Rows are in order of account and time already: only names are put together.
  std::stable_sort(finished.begin(), finished.end(), [&](const Change& a, const Change& b) {
    if (a.account != b.account) return a.account < b.account;
    if (a.is_signal != b.is_signal) return b.is_signal;
    return a.name != b.name && names[a.name] < names[b.name];
  });
  changes_ = std::move(finished);
  rows_ = {};
  firsts_.assign(zones.size() + 1, 0);
  for (const Change& change : changes_) ++firsts_[change.account + 1];
  std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
}

std::span<const Change> History::changes_of(uint32_t account) const {
  if (account + 1 >= firsts_.size()) return {};
  return std::span(changes_).subspan(firsts_[account], firsts_[account + 1] - firsts_[account]);
}

const Change* History::InForce(uint32_t account, Name name, Instant moment, Instant as_of) const {
  const std::span<const Change> changes = changes_of(account);
  // Attributes stand before signals, of which there are many.
  const auto signals = std::partition_point(changes.begin(), changes.end(),
                                            [](const Change& change) { return !change.is_signal; });
  const Change* found = nullptr;
  for (auto change = changes.begin(); change != signals; ++change) {
    if (change->name != name || change->at > moment) continue;
    if (change->known <= as_of && as_of < change->until) found = &*change;
  }
  return found;
}

}  // namespace bellwether::book
