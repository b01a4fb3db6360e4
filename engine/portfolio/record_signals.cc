// Rows of an account stand in order of time, so a window is a range of rows, found by halving.
// Tested by tests/engine/portfolio/record_signals_test.cc.
#include "engine/portfolio/record_signals.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/base/limits.h"
#include "engine/base/sum.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::portfolio {

using book::Instant;
using book::Rows;
using book::Stamp;
using book::Table;
using expression::Value;
using ruleset::Take;

// One signal of one account at one moment.
class RecordSignals::Taking {
 public:
  Taking(const Look& look, std::vector<double>& numbers)
      : look_(look),
        values_(*look.source.values),
        table_(values_.table()),
        happened_(Happened()),
        rows_(InWindow()),
        numbers_(numbers) {}

  void AddTo(Account& account) {
    if (look_.source.take == Take::kPoints) return AddPoints(account);
    SignalInput signal;
    signal.name = look_.slot.name;
    if (look_.source.take == Take::kLast) {
      TakeLast(signal);
    } else if (const auto number = Number()) {
      SetNumber(signal, *number);
    }
    const bool found = !std::holds_alternative<std::monostate>(signal.value);
    if (found) Put(std::move(signal), account.signals);
  }

 private:
  template <typename Input>
  void Put(Input input, std::vector<Input>& inputs) const {
    if (look_.replaces) {
      std::erase_if(inputs, [&](const Input& one) { return one.name == input.name; });
    }
    inputs.push_back(std::move(input));
  }

  // By when they were known is asked row by row.
  Rows Happened() const {
    const Rows rows = table_.rows_of(look_.account);
    const Instant now = look_.now.instant;
    return {rows.first, First(rows, [&](uint32_t row) { return table_.at(row).instant > now; })};
  }

  // Days are those of the account, as in an age (S4): what is 90 days old lies within 90 days.
  Rows InWindow() const {
    if (!look_.source.within_days) return happened_;
    const int32_t oldest = look_.now.day - *look_.source.within_days;
    const auto is_young = [&](uint32_t row) { return table_.at(row).day >= oldest; };
    return {First(happened_, is_young), happened_.end};
  }

  // The first row from which on `holds`.
  template <typename Holds>
  static uint32_t First(Rows rows, const Holds& holds) {
    while (rows.first < rows.end) {
      const uint32_t middle = rows.first + rows.size() / 2;
      holds(middle) ? rows.end = middle : rows.first = middle + 1;
    }
    return rows.first;
  }

  bool Known(uint32_t row) const { return table_.KnownAt(row, look_.now.instant); }

  bool IsCovered() const {
    for (uint32_t row = happened_.first; row < happened_.end; ++row) {
      if (Known(row)) return true;
    }
    return false;
  }

  // Whether `where` holds of a row; nothing where the record does not tell.
  std::optional<bool> IsLookedAt(uint32_t row) const {
    if (look_.source.where.empty()) return true;
    const auto holds = values_.NumberOf(look_.source.where, row);
    return holds ? std::optional(*holds != 0) : std::nullopt;
  }

  std::optional<double> ValueOf(uint32_t row) const {
    return values_.NumberOf(look_.source.value, row);
  }

  std::optional<double> Number() {
    switch (look_.source.take) {
      case Take::kCount:
      case Take::kSum:
        return Total();
      case Take::kDaysSinceLast:
        return DaysSinceLast();
      default:
        break;
    }
    CollectNumbers();
    if (numbers_.empty()) return std::nullopt;
    if (look_.source.take != Take::kMedian) return Mean();
    std::sort(numbers_.begin(), numbers_.end());
    return statistics::QuantileOf(numbers_, 0.5);
  }

  // A total of which a part is not known is not known.
  std::optional<double> Total() const {
    if (!IsCovered()) return std::nullopt;
    Sum sum;
    for (uint32_t row = rows_.first; row < rows_.end; ++row) {
      if (!Known(row)) continue;
      const auto counts = IsLookedAt(row);
      if (!counts) return std::nullopt;
      if (!*counts) continue;
      const auto part = look_.source.take == Take::kCount ? std::optional(1.0) : ValueOf(row);
      if (!part) return std::nullopt;
      sum.Add(*part);
    }
    return sum.value();
  }

  void CollectNumbers() {
    numbers_.clear();
    for (uint32_t row = rows_.first; row < rows_.end; ++row) {
      if (!Known(row) || !IsLookedAt(row).value_or(false)) continue;
      if (const auto number = ValueOf(row)) numbers_.push_back(*number);
    }
  }

  double Mean() const {
    Sum sum;
    for (const double number : numbers_) sum.Add(number);
    return sum.value() / static_cast<double>(numbers_.size());
  }

  // Backwards; `visit` says when it has found what it looks for.
  template <typename Visit>
  void VisitFromLast(const Visit& visit) const {
    for (uint32_t row = rows_.end; row-- > rows_.first;) {
      if (Known(row) && IsLookedAt(row).value_or(false) && visit(row)) return;
    }
  }

  std::optional<double> DaysSinceLast() const {
    std::optional<double> days;
    VisitFromLast([&](uint32_t row) {
      days = look_.now.day - table_.at(row).day;
      return true;
    });
    return days;
  }

  // The last record that tells, whether or not the signal may have what it tells.
  void TakeLast(SignalInput& signal) const {
    VisitFromLast([&](uint32_t row) {
      const Value value = values_.ValueOf(look_.source.value, row);
      if (!value.usable()) return false;
      Set(signal, value);
      signal.observed_at = MomentAt(table_.at(row));
      return true;
    });
  }

  void Set(SignalInput& signal, const Value& value) const {
    if (value.kind == expression::Kind::kBool) signal.value = value.boolean;
    if (value.kind == expression::Kind::kTimestamp) signal.value = MomentAt(StampOf(value));
    if (value.kind == expression::Kind::kInt) {
      SetNumber(signal, static_cast<double>(value.integer));
    }
    if (value.kind == expression::Kind::kDouble) SetNumber(signal, value.number);
    if (value.kind == expression::Kind::kString) SetText(signal, value.as_string());
  }

  bool IsAllowed(double number) const {
    return std::isfinite(number) && look_.signal.range.Contains(number);
  }

  void SetNumber(SignalInput& signal, double number) const {
    if (IsAllowed(number)) signal.value = number;
  }

  void SetText(SignalInput& signal, std::string_view text) const {
    const std::vector<std::string>& words = look_.slot.words;
    const bool allowed = look_.signal.type != ruleset::SignalType::kEnum ||
                         std::find(words.begin(), words.end(), text) != words.end();
    if (allowed) signal.value = std::string(text);
  }

  Stamp StampOf(const Value& value) const {
    return book::StampOf(Moment::Instant(value.as_timestamp()), look_.book.zone_of(look_.account));
  }

  Moment MomentAt(const Stamp& stamp) const {
    return book::MomentOf(stamp, look_.book.zone_of(look_.account));
  }

  // Of two records at one instant the later row counts. Of more points than an account may have the
  // latest are kept.
  void AddPoints(Account& account) const {
    SeriesInput series;
    series.name = look_.slot.name;
    VisitFromLast([&](uint32_t row) {
      const Moment at = Moment::Instant(absl::FromUnixMicros(table_.at(row).instant));
      const auto number = ValueOf(row);
      const bool repeated = !series.points.empty() && series.points.back().at.time == at.time;
      if (number && !repeated && IsAllowed(*number)) {
        series.points.push_back({at, *number});
      }
      return series.points.size() == Limits().max_series_points;
    });
    if (series.points.empty()) return;
    std::reverse(series.points.begin(), series.points.end());
    Put(std::move(series), account.series);
  }

  const Look& look_;
  RecordValues& values_;
  const Table& table_;
  const Rows happened_;
  const Rows rows_;  // of these, in the window
  std::vector<double>& numbers_;
};

RecordSignals::RecordSignals(const book::Book& book, const Plan& plan)
    : book_(book), plan_(plan), values_(records::kKindCount) {
  for (uint32_t i = 0; i < plan.signals.size(); ++i) {
    const auto& from = plan.signals[i].from_records;
    if (!from) continue;
    auto& values = values_[static_cast<size_t>(from->of)];
    if (values == nullptr) values = std::make_unique<RecordValues>(book, plan, from->of);
    const PlanRecords& records = plan.of_records[i];
    sources_.push_back(
        {i, from->take, from->within_days, records.value, records.where, values.get()});
  }
}

void RecordSignals::AddTo(Account& account, uint32_t number, const Stamp& now,
                          const std::vector<Stated>& stated) {
  for (const auto& values : values_) {
    if (values != nullptr) values->LookFrom(now, book_.zone_of(number));
  }
  for (const Source& source : sources_) {
    if (stated[source.signal] == Stated::kStands) continue;
    const ruleset::Signal& signal = plan_.signals[source.signal];
    const bool replaces = stated[source.signal] == Stated::kStale;
    const Look look{book_, signal, plan_.slots[signal.slot], source, number, now, replaces};
    Taking(look, numbers_).AddTo(account);
  }
}

}  // namespace bellwether::portfolio
