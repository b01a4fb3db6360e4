// What is wrong with columns whatever their rows say. Each problem is found with one pass over the
// column and reported once, with the first row that shows it.
//
// Tested by tests/server/columns_handler_test.cc.
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/facts/binder.h"
#include "engine/facts/columns.h"

namespace bellwether {
namespace {

using ruleset::SignalType;

// Which marks beside values a column may carry.
enum class Marks { kNone, kNotApplicable, kNotApplicableAndNotYet };

const char* WantedColumn(SignalType type) {
  switch (type) {
    case SignalType::kBool:
      return "flags";
    case SignalType::kEnum:
    case SignalType::kText:
      return "texts";
    case SignalType::kTimestamp:
      return "moments";
    default:
      return "numbers";
  }
}

// Whether cells of a kind can hold values of a signal, as a typed value of that kind can.
struct Fits {
  const SignalType type;
  bool operator()(std::monostate) const { return true; }
  bool operator()(const UntypedCells&) const { return true; }
  bool operator()(const NumberCells&) const {
    return std::string_view(WantedColumn(type)) == "numbers";
  }
  bool operator()(const FlagCells&) const { return type == SignalType::kBool; }
  bool operator()(const MomentCells&) const { return type == SignalType::kTimestamp; }
  bool operator()(const TextCells&) const {
    return type == SignalType::kEnum || type == SignalType::kText || type == SignalType::kTimestamp;
  }
};

class ColumnsCheck {
 public:
  ColumnsCheck(const Plan& plan, const AccountColumns& columns, const BindOptions& options)
      : plan_(plan), columns_(columns), options_(options), rows_(columns.rows()) {}

  std::vector<Violation> Run() {
    CheckFields();
    for (size_t i = 0; i < columns_.milestones.size(); ++i) CheckMilestone(i);
    for (size_t i = 0; i < columns_.signals.size(); ++i) CheckSignal(i);
    for (size_t i = 0; i < columns_.dimension_scores.size(); ++i) CheckDimension(i);
    for (size_t i = 0; i < columns_.previous_bands.size(); ++i) CheckPreviousBand(i);
    CheckOptional("accounts.granted_days", columns_.granted_days, Marks::kNone);
    CheckOptional("accounts.requested_days", columns_.requested_days, Marks::kNone);
    return std::move(violations_);
  }

 private:
  void Refuse(std::string path, const char* reason, std::string message) {
    violations_.push_back({std::move(path), reason, std::move(message)});
  }

  void CheckFields() {
    CheckOptional("accounts.segment", columns_.segment, Marks::kNone);
    CheckOptional("accounts.cadence", columns_.cadence, Marks::kNone);
    CheckOptional("accounts.stage", columns_.stage, Marks::kNone);
    CheckOptional("accounts.time_zone", columns_.time_zone, Marks::kNone);
    CheckOptional("accounts.acv", columns_.acv, Marks::kNone);
    CheckOptional("accounts.seats", columns_.seats, Marks::kNone);
    for (size_t i = 0; i < kEventFieldCount; ++i) {
      CheckOptional(absl::StrCat("accounts.", ToAbsl(kEventFields[i].name)), columns_.dates[i],
                    Marks::kNotApplicableAndNotYet);
    }
  }

  void CheckMilestone(size_t i) {
    const MilestoneCells& cells = columns_.milestones[i];
    const std::string path = absl::StrCat("accounts.milestones[", i, "]");
    CheckName(path + ".key", "milestone", cells.key, milestones_);
    CheckOptional(path + ".planned_at", cells.planned_at, Marks::kNone);
    CheckOptional(path + ".completed_at", cells.completed_at, Marks::kNotApplicableAndNotYet);
    CheckOptional(path + ".critical", cells.critical, Marks::kNone);
  }

  void CheckSignal(size_t i) {
    const SignalCells& cells = columns_.signals[i];
    const std::string path = absl::StrCat("accounts.signals[", i, "]");
    const bool sound = CheckName(path + ".name", "signal", cells.name, signals_);
    const ruleset::Signal* signal = SignalNamed(plan_, cells.name);
    if (signal != nullptr) {
      CheckType(path, *signal, cells);
    } else if (sound && !options_.report_unknown_signals) {
      Refuse(path + ".name", "UNKNOWN_SIGNAL",
             UnknownSignalMessage(plan_, std::string(cells.name)));
    }
    CheckCells(path, cells);
    CheckOptional(path + ".observed_at", cells.observed_at, Marks::kNone);
  }

  void CheckType(const std::string& path, const ruleset::Signal& signal, const SignalCells& cells) {
    if (signal.type == SignalType::kSeries) {
      Refuse(path, "WRONG_TYPE",
             absl::StrCat(Quoted(cells.name),
                          " is a series, and series do not fit in columns; send such accounts by "
                          "EvaluateBatch or StreamEvaluate"));
    } else if (!std::visit(Fits{signal.type}, cells.cells)) {
      Refuse(path, "WRONG_TYPE",
             absl::StrCat(Quoted(cells.name), " is a ", SignalTypeName(signal.type), ": expected `",
                          WantedColumn(signal.type), "` or `untyped`"));
    }
  }

  void CheckCells(const std::string& path, const SignalCells& signal) {
    const auto names = {"", ".numbers", ".flags", ".texts", ".untyped", ".moments"};
    const std::string below = path + names.begin()[signal.cells.index()];
    if (const auto* numbers = std::get_if<NumberCells>(&signal.cells)) {
      Check(below, *numbers, Marks::kNotApplicable);
    } else if (const auto* flags = std::get_if<FlagCells>(&signal.cells)) {
      Check(below, *flags, Marks::kNotApplicable);
    } else if (const auto* texts = std::get_if<TextCells>(&signal.cells)) {
      Check(below, *texts, Marks::kNotApplicable);
    } else if (const auto* untyped = std::get_if<UntypedCells>(&signal.cells)) {
      Check(below, *untyped, Marks::kNotApplicable);
    } else if (const auto* moments = std::get_if<MomentCells>(&signal.cells)) {
      Check(below, *moments, Marks::kNotApplicableAndNotYet);
    }
  }

  void CheckDimension(size_t i) {
    const DimensionCells& cells = columns_.dimension_scores[i];
    const std::string path = absl::StrCat("accounts.dimension_scores[", i, "]");
    if (CheckName(path + ".dimension", "dimension", cells.dimension, dimensions_) &&
        plan_.graduation.defined) {
      CheckKnown(path + ".dimension", "graduation has no dimension ", cells.dimension,
                 plan_.outcome_notes.dimensions);
    }
    CheckOptional(path + ".scores", cells.scores, Marks::kNone);
  }

  void CheckPreviousBand(size_t i) {
    const PreviousBandCells& cells = columns_.previous_bands[i];
    const std::string path = absl::StrCat("accounts.previous_bands[", i, "]");
    if (CheckName(path + ".model", "model", cells.model, models_)) {
      CheckKnown(path + ".model", "the pack has no health model ", cells.model, plan_.model_notes);
    }
    CheckOptional(path + ".bands", cells.bands, Marks::kNone);
  }

  // False when the name is empty or stood there before.
  bool CheckName(std::string path, const char* thing, std::string_view name,
                 std::set<std::string_view>& seen) {
    if (name.empty()) {
      Refuse(std::move(path), "MISSING_FIELD",
             absl::StrCat("a column needs the name of its ", thing));
      return false;
    }
    if (seen.insert(name).second) return true;
    Refuse(std::move(path), "DUPLICATE", absl::StrCat(thing, " ", Quoted(name), " is given twice"));
    return false;
  }

  void CheckKnown(std::string path, const char* problem, std::string_view name,
                  const std::vector<PlanNote>& notes) {
    std::vector<std::string> known;
    for (const PlanNote& note : notes) {
      if (note.name == name) return;
      known.push_back(note.name);
    }
    const std::string hint = DidYouMean(name, known);
    Refuse(std::move(path), "UNKNOWN_NAME",
           absl::StrCat(problem, Quoted(name), hint.empty() ? "" : "; ", hint));
  }

  template <typename Cells>
  void CheckOptional(const std::string& path, const std::optional<Cells>& cells, Marks marks) {
    if (cells) Check(path, *cells, marks);
  }

  void Check(const std::string& path, const NumberCells& cells, Marks marks) {
    CheckLength(path + ".values", cells.values.size());
    CheckMarks(path, cells.present, cells.not_applicable, {}, marks);
  }

  void Check(const std::string& path, const FlagCells& cells, Marks marks) {
    CheckBitmap(path + ".values", cells.values);
    CheckMarks(path, cells.present, cells.not_applicable, {}, marks);
  }

  void Check(const std::string& path, const MomentCells& cells, Marks marks) {
    CheckLength(path + ".unix_nanos", cells.unix_nanos.size());
    CheckBitmap(path + ".date_only", cells.date_only);
    CheckMarks(path, cells.present, cells.not_applicable, cells.not_yet, marks);
  }

  void Check(const std::string& path, const TextCells& cells, Marks marks) {
    CheckMarks(path, cells.present, cells.not_applicable, {}, marks);
    if (!CheckLength(path + ".indexes", cells.indexes.size())) return;
    for (size_t row = 0; row < rows_; ++row) {
      if (!cells.present[row] || cells.indexes[row] < cells.dictionary.size()) continue;
      return Refuse(path + ".indexes", "OUT_OF_RANGE",
                    absl::StrCat("row ", row, " has the index ", cells.indexes[row],
                                 "; the dictionary has ", cells.dictionary.size(), " texts"));
    }
  }

  bool CheckLength(std::string path, size_t size) {
    if (size == rows_) return true;
    Refuse(
        std::move(path), "WRONG_LENGTH",
        absl::StrCat(size, " cells for ", rows_, " ids; a column that is given has one for each"));
    return false;
  }

  void CheckBitmap(std::string path, const Bitmap& bitmap) {
    const size_t most = (rows_ + 7) / 8;
    if (bitmap.bytes() <= most) return;
    Refuse(std::move(path), "WRONG_LENGTH",
           absl::StrCat("a bitmap of ", bitmap.bytes(), " bytes for ", rows_, " ids; ", most,
                        " hold them all"));
  }

  void CheckMarks(const std::string& path, const Bitmap& present, const Bitmap& not_applicable,
                  const Bitmap& not_yet, Marks marks) {
    CheckBitmap(path + ".present", present);
    CheckBitmap(path + ".not_applicable", not_applicable);
    CheckBitmap(path + ".not_yet", not_yet);
    if (marks == Marks::kNone) CheckUnmarked(path + ".not_applicable", not_applicable);
    if (marks != Marks::kNotApplicableAndNotYet) CheckUnmarked(path + ".not_yet", not_yet);
    const auto row = FirstRow([&](size_t i) {
      const unsigned a = present.byte(i), b = not_applicable.byte(i), c = not_yet.byte(i);
      return (a & b) | (a & c) | (b & c);
    });
    if (!row) return;
    Refuse(path, "CONTRADICTION",
           absl::StrCat("row ", *row,
                        " is marked twice; a cell is present, not applicable or not "
                        "yet"));
  }

  void CheckUnmarked(std::string path, const Bitmap& bitmap) {
    const auto row = FirstRow([&](size_t i) { return bitmap.byte(i); });
    if (!row) return;
    Refuse(std::move(path), "NOT_ALLOWED",
           absl::StrCat("row ", *row, " is marked, and there is no such answer to this question"));
  }

  // The first row whose bit is set in `byte_of`.
  template <typename ByteOf>
  std::optional<size_t> FirstRow(const ByteOf& byte_of) const {
    for (size_t i = 0; i * 8 < rows_; ++i) {
      const unsigned byte = byte_of(i);
      for (size_t row = i * 8; byte != 0 && row < std::min(rows_, i * 8 + 8); ++row) {
        if ((byte >> (row % 8) & 1) != 0) return row;
      }
    }
    return std::nullopt;
  }

  const Plan& plan_;
  const AccountColumns& columns_;
  const BindOptions& options_;
  const size_t rows_;
  std::set<std::string_view> milestones_, signals_, dimensions_, models_;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> CheckColumns(const Plan& plan, const AccountColumns& columns,
                                    const BindOptions& options) {
  return ColumnsCheck(plan, columns, options).Run();
}

}  // namespace bellwether
