// Many accounts as columns, by reference: what a request holds, without copying it.
//
//   AccountColumns columns = ...;                      // views; the owner outlives them
//   std::vector<Violation> problems = CheckColumns(plan, columns, options);
//   if (problems.empty()) {
//     ColumnBinder binder(plan, columns, options, limits);
//     for (size_t row = 0; row < columns.rows(); ++row) binder.BindRow(row, facts, violations);
//   }
//
// Row r of every column is account r. Cells without a value are "not given".
#ifndef BELLWETHER_ENGINE_FACTS_COLUMNS_H_
#define BELLWETHER_ENGINE_FACTS_COLUMNS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/day_memory.h"
#include "engine/base/limits.h"
#include "engine/facts/facts.h"

namespace bellwether {

// Bit r stands in byte r / 8, counted from the least significant one; bits beyond the end are 0.
class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::string_view bytes) : bytes_(bytes) {}

  bool operator[](size_t row) const { return (byte(row / 8) >> (row % 8) & 1) != 0; }
  // Eight rows at once; 0 beyond the end.
  unsigned byte(size_t index) const {
    return index < bytes_.size() ? static_cast<unsigned char>(bytes_[index]) : 0;
  }
  size_t bytes() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

struct NumberCells {
  std::span<const double> values;
  Bitmap present;
  Bitmap not_applicable;
};

struct FlagCells {
  Bitmap values;
  Bitmap present;
  Bitmap not_applicable;
};

struct TextCells {
  std::vector<std::string_view> dictionary;
  std::span<const uint32_t> indexes;
  Bitmap present;
  Bitmap not_applicable;

  // Of a row that is present.
  std::string_view operator[](size_t row) const { return dictionary[indexes[row]]; }
};

// Values as written in a source without types: read by the type that the pack declares.
struct UntypedCells : TextCells {};

struct MomentCells {
  std::span<const int64_t> unix_nanos;  // of a civil date: of its midnight in UTC
  Bitmap date_only;
  Bitmap present;
  Bitmap not_applicable;
  Bitmap not_yet;
};

struct SignalCells {
  std::string_view name;
  std::variant<std::monostate, NumberCells, FlagCells, TextCells, UntypedCells, MomentCells> cells;
  std::optional<MomentCells> observed_at;
};

// Accounts with no cell set here do not have the milestone.
struct MilestoneCells {
  std::string_view key;
  std::optional<MomentCells> planned_at;
  std::optional<MomentCells> completed_at;
  std::optional<FlagCells> critical;
};

struct DimensionCells {
  std::string_view dimension;
  std::optional<NumberCells> scores;
};

struct PreviousBandCells {
  std::string_view model;
  std::optional<TextCells> bands;
};

struct AccountColumns {
  std::vector<std::string_view> ids;
  std::optional<TextCells> segment, cadence, stage, time_zone;
  std::optional<NumberCells> acv, seats, granted_days, requested_days;
  std::array<std::optional<MomentCells>, kEventFieldCount> dates;  // by EventField
  std::vector<MilestoneCells> milestones;
  std::vector<SignalCells> signals;
  std::vector<DimensionCells> dimension_scores;
  std::vector<PreviousBandCells> previous_bands;

  size_t rows() const { return ids.size(); }
};

// Everything that makes the columns unusable as a whole, in their order: lengths that differ from
// the ids, an index outside its dictionary, a bitmap that is too long or sets a cell that another
// one sets or that the column does not have, a name that is empty, unknown or given twice, a type
// that does not fit the signal. Paths begin with "accounts": "accounts.signals[3].numbers.values".
std::vector<Violation> CheckColumns(const Plan& plan, const AccountColumns& columns,
                                    const BindOptions& options);

// Binds one row after the other. Names are looked up once, in the constructor. One thread.
class ColumnBinder {
 public:
  // `columns` has passed CheckColumns. All arguments outlive the binder.
  ColumnBinder(const Plan& plan, const AccountColumns& columns, const BindOptions& options,
               const Limits& limits);

  // As Bind with the account that the row stands for: the same facts, the same violations, which
  // are appended.
  void BindRow(size_t row, Facts& facts, std::vector<Violation>& violations);

  // The account that the row stands for which was bound last, signals that the plan does not
  // declare included: another plan may. Once a row was bound.
  Account BoundAccount() const;

  // Signals that the plan does not declare, when the options say that they are reported.
  const std::vector<std::string>& unknown_signals() const { return unknown_signals_; }

 private:
  // A column of a signal of the plan, and what it says of the row at hand.
  struct Column {
    const SignalCells* cells;
    const ruleset::Signal* signal;
    SignalInput input;
  };

  void ReadFields(size_t row);
  void ReadDates(size_t row, std::vector<Violation>& violations);
  void ReadMilestones(size_t row, std::vector<Violation>& violations);
  void ReadHistory(size_t row);
  void ReadSignals(size_t row, std::vector<Violation>& violations);
  void UseSignalsOf(const Plan& variant);

  const Plan& plan_;
  const AccountColumns& columns_;
  const BindOptions& options_;
  const Limits& limits_;
  std::vector<Column> signals_;
  std::vector<const SignalCells*> unknown_cells_;
  std::vector<std::string> unknown_signals_;
  NumberedDays days_;
  size_t row_ = 0;  // bound last
  // The row at hand: all but its signals.
  Account account_;
  std::vector<ResolvedSignal> resolved_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_COLUMNS_H_
