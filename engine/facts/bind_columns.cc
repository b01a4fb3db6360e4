// A row is read into an Account whose memory is kept, but for its signals: these are handed to the
// binder one by one, each with the signal of the plan that its column was found to mean. From there
// on a row takes the same way as any other account, so that both give the same facts and problems.
//
// Tested by tests/server/columns_property_test.cc and tests/server/columns_handler_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/facts/binder.h"
#include "engine/facts/columns.h"

namespace bellwether {
namespace {

constexpr int64_t kNanosOfADay = kSecondsPerDay * 1'000'000'000;

// Writes the path of a cell; called only when there is a problem.
template <typename PathOf>
std::optional<Moment> MomentAt(const MomentCells& cells, size_t row, NumberedDays& days,
                               const PathOf& path, std::vector<Violation>& violations) {
  const int64_t nanos = cells.unix_nanos[row];
  const absl::Time time = absl::FromUnixNanos(nanos);
  if (!cells.date_only[row]) return Moment::Instant(time);
  if (nanos % kNanosOfADay == 0) {
    return Moment::Date(days.Of(static_cast<int32_t>(nanos / kNanosOfADay)));
  }
  violations.push_back({path(), "BAD_DATE",
                        absl::StrCat(FormatMoment(Moment::Instant(time)),
                                     " is marked as a date, and is not the midnight in UTC at "
                                     "which one begins")});
  return std::nullopt;
}

// Nothing for a cell that is not set.
template <typename PathOf>
std::optional<Moment> OptionalMoment(const std::optional<MomentCells>& cells, size_t row,
                                     NumberedDays& days, const PathOf& path,
                                     std::vector<Violation>& violations) {
  if (!cells || !cells->present[row]) return std::nullopt;
  return MomentAt(*cells, row, days, path, violations);
}

template <typename PathOf>
EventDate EventAt(const std::optional<MomentCells>& cells, size_t row, NumberedDays& days,
                  const PathOf& path, std::vector<Violation>& violations) {
  if (!cells) return std::monostate{};
  if (cells->not_yet[row]) return NotYet{};
  if (cells->not_applicable[row]) return NotApplicable{};
  const std::optional<Moment> moment = OptionalMoment(cells, row, days, path, violations);
  return moment ? EventDate(*moment) : EventDate();
}

std::optional<double> NumberAt(const std::optional<NumberCells>& cells, size_t row) {
  if (!cells || !cells->present[row]) return std::nullopt;
  return cells->values[row];
}

void ReadText(const std::optional<TextCells>& cells, size_t row, std::string& text) {
  text.clear();
  if (cells && cells->present[row]) text = (*cells)[row];
}

bool IsSet(const std::optional<MomentCells>& cells, size_t row) {
  return cells && (cells->present[row] || cells->not_yet[row] || cells->not_applicable[row]);
}

bool HasMilestone(const MilestoneCells& cells, size_t row) {
  return IsSet(cells.planned_at, row) || IsSet(cells.completed_at, row) ||
         (cells.critical && cells.critical->present[row]);
}

// Texts keep the memory of the text before.
void SetText(std::string_view text, decltype(SignalInput::value)& value) {
  if (std::string* kept = std::get_if<std::string>(&value)) {
    *kept = text;
  } else {
    value.emplace<std::string>(text);
  }
}

// Sets what a cell says; false for a cell that says nothing.
struct ReadCell {
  const size_t row;
  SignalInput& input;
  NumberedDays& days;
  std::vector<Violation>& violations;

  bool operator()(std::monostate) const { return false; }
  bool operator()(const NumberCells& cells) const {
    if (!cells.present[row]) return Otherwise(cells.not_applicable);
    input.value = cells.values[row];
    return true;
  }
  bool operator()(const FlagCells& cells) const {
    if (!cells.present[row]) return Otherwise(cells.not_applicable);
    input.value = cells.values[row];
    return true;
  }
  bool operator()(const TextCells& cells) const {
    if (!cells.present[row]) return Otherwise(cells.not_applicable);
    SetText(cells[row], input.value);
    return true;
  }
  bool operator()(const UntypedCells& cells) const {
    if (!cells.present[row]) return Otherwise(cells.not_applicable);
    input.value = Untyped{std::string(cells[row])};
    return true;
  }
  bool operator()(const MomentCells& cells) const {
    if (cells.not_yet[row]) {
      input.value = NotYet{};
      return true;
    }
    if (!cells.present[row]) return Otherwise(cells.not_applicable);
    const auto path = [this] { return absl::StrCat("signals.", input.name); };
    const std::optional<Moment> moment = MomentAt(cells, row, days, path, violations);
    if (moment) input.value = *moment;
    return moment.has_value();
  }

  bool Otherwise(const Bitmap& not_applicable) const {
    if (!not_applicable[row]) return false;
    input.value = NotApplicable{};
    return true;
  }
};

// False where nothing is said of the row.
bool ReadSignal(const SignalCells& cells, size_t row, NumberedDays& days, SignalInput& input,
                std::vector<Violation>& violations) {
  const bool said = std::visit(ReadCell{row, input, days, violations}, cells.cells);
  if (cells.observed_at) {
    const auto path = [&input] { return absl::StrCat("signals.", input.name, ".observed_at"); };
    input.observed_at = OptionalMoment(cells.observed_at, row, days, path, violations);
  }
  return said;
}

}  // namespace

ColumnBinder::ColumnBinder(const Plan& plan, const AccountColumns& columns,
                           const BindOptions& options, const Limits& limits)
    : plan_(plan), columns_(columns), options_(options), limits_(limits) {
  signals_.reserve(columns.signals.size());
  for (const SignalCells& cells : columns.signals) {
    if (const ruleset::Signal* signal = SignalNamed(plan, cells.name)) {
      signals_.push_back({&cells, signal, {std::string(cells.name), {}, {}}});
    } else {
      unknown_cells_.push_back(&cells);
      unknown_signals_.emplace_back(cells.name);
    }
  }
  resolved_.reserve(signals_.size());
}

void ColumnBinder::ReadFields(size_t row) {
  account_.id = columns_.ids[row];
  ReadText(columns_.segment, row, account_.segment);
  ReadText(columns_.cadence, row, account_.cadence);
  ReadText(columns_.stage, row, account_.stage);
  ReadText(columns_.time_zone, row, account_.time_zone);
  account_.acv = NumberAt(columns_.acv, row);
  account_.seats = NumberAt(columns_.seats, row);
  account_.extension.granted_days = NumberAt(columns_.granted_days, row);
  account_.extension.requested_days = NumberAt(columns_.requested_days, row);
}

void ColumnBinder::ReadDates(size_t row, std::vector<Violation>& violations) {
  for (size_t i = 0; i < kEventFieldCount; ++i) {
    const auto path = [i] { return std::string(kEventFields[i].name); };
    account_.dates[i] = EventAt(columns_.dates[i], row, days_, path, violations);
  }
}

void ColumnBinder::ReadMilestones(size_t row, std::vector<Violation>& violations) {
  const auto& all = columns_.milestones;
  const auto count = std::count_if(all.begin(), all.end(), [row](const MilestoneCells& cells) {
    return HasMilestone(cells, row);
  });
  account_.milestones.resize(static_cast<size_t>(count));
  size_t index = 0;
  for (const MilestoneCells& cells : all) {
    if (!HasMilestone(cells, row)) continue;
    const auto below = [index](const char* field) {
      return [index, field] { return absl::StrCat("milestones[", index, "].", field); };
    };
    MilestoneInput& milestone = account_.milestones[index++];
    milestone.key = cells.key;
    milestone.planned_at =
        OptionalMoment(cells.planned_at, row, days_, below("planned_at"), violations);
    milestone.completed_at =
        EventAt(cells.completed_at, row, days_, below("completed_at"), violations);
    milestone.critical.reset();
    if (cells.critical && cells.critical->present[row]) {
      milestone.critical = cells.critical->values[row];
    }
  }
}

void ColumnBinder::ReadHistory(size_t row) {
  account_.dimension_scores.clear();
  for (const DimensionCells& cells : columns_.dimension_scores) {
    const std::optional<double> score = NumberAt(cells.scores, row);
    if (score) account_.dimension_scores.push_back({std::string(cells.dimension), *score});
  }
  account_.previous_bands.clear();
  for (const PreviousBandCells& cells : columns_.previous_bands) {
    if (!cells.bands || !cells.bands->present[row]) continue;
    account_.previous_bands.push_back({std::string(cells.model), std::string((*cells.bands)[row])});
  }
}

void ColumnBinder::ReadSignals(size_t row, std::vector<Violation>& violations) {
  resolved_.clear();
  for (Column& column : signals_) {
    if (ReadSignal(*column.cells, row, days_, column.input, violations)) {
      resolved_.push_back({column.signal, &column.input});
    }
  }
}

// Signals were looked up in the base; a variant has them in the same places.
void ColumnBinder::UseSignalsOf(const Plan& variant) {
  for (ResolvedSignal& resolved : resolved_) {
    const auto index = static_cast<size_t>(resolved.signal - plan_.signals.data());
    resolved.signal = &variant.signals[index];
  }
}

Account ColumnBinder::BoundAccount() const {
  Account account = account_;
  account.signals.reserve(resolved_.size());
  for (const ResolvedSignal& resolved : resolved_) account.signals.push_back(*resolved.input);
  // A cell that is no moment refuses a row where the plan declares its signal; here it says
  // nothing.
  NumberedDays days;
  std::vector<Violation> ignored;
  for (const SignalCells* cells : unknown_cells_) {
    SignalInput input{std::string(cells->name), {}, {}};
    if (ReadSignal(*cells, row_, days, input, ignored)) account.signals.push_back(std::move(input));
  }
  return account;
}

void ColumnBinder::BindRow(size_t row, Facts& facts, std::vector<Violation>& violations) {
  row_ = row;
  ReadFields(row);
  ReadDates(row, violations);
  ReadMilestones(row, violations);
  ReadHistory(row);
  ReadSignals(row, violations);
  facts.variant = VariantFor(plan_, account_, options_.as_of);
  const Plan& in_force = PlanInForce(plan_, facts);
  if (&in_force != &plan_) UseSignalsOf(in_force);
  Binder(in_force, account_, options_, limits_, facts, violations).BindAll(&resolved_);
}

}  // namespace bellwether
