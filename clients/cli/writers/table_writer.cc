// The first rows are kept until their number suffices to choose the widths of the columns; from
// then on each row is written as it comes, and a cell that is too wide pushes its row to the right.
//
// Tested by tests/clients/evaluation_writer_test.cc.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

enum Column {
  kAccount,
  kSegment,
  kModel,
  kScore,
  kBand,
  kFlags,
  kGraduation,
  kExtension,
  kMissing,
  kConfidence  // the longest, where nothing stands behind it
};
constexpr size_t kColumns = 10;
constexpr std::array<std::string_view, kColumns> kHeaders = {
    "account", "segment",    "model (* primary)", "score",   "band",
    "flags",   "graduation", "extension",         "missing", "confidence"};
constexpr std::array<bool, kColumns> kRightAligned = {false, false, false, true,  false,
                                                      false, false, false, false, false};
constexpr size_t kWidestCell = 100;
constexpr size_t kMissingNamed = 3;

struct Cell {
  std::string text;
  Tone tone = Tone::kPlain;
};
using Row = std::array<Cell, kColumns>;

bool Applies(const v1::HealthResult& health) {
  return health.state() != v1::HEALTH_STATE_NOT_APPLICABLE &&
         health.state() != v1::HEALTH_STATE_NOT_DEFINED;
}

std::string LastPart(const std::string& dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// The heaviest components without a value, by name.
Cell MissingCell(const v1::HealthResult& health) {
  const std::vector<std::string> names = AbsentComponents(health);
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), kMissingNamed); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", LastPart(names[i]));
  }
  if (names.size() > kMissingNamed) absl::StrAppend(&text, " +", names.size() - kMissingNamed);
  return {std::move(text), Tone::kQuiet};
}

bool IsOutcome(size_t column) { return column >= kFlags && column <= kExtension; }

// What is said about the account as a whole stands in the first of its rows.
void FillOutcomes(const v1::Evaluation& evaluation, const Plan* plan, Row& row) {
  const auto raised = RaisedFlags(evaluation, nullptr);  // the same order with and without a plan
  if (!raised.empty()) {
    row[kFlags] = {RaisedWords(raised), SeverityTone(plan, raised.front()->severity())};
  }
  row[kGraduation] = {GraduationWords(evaluation.graduation()),
                      GraduationTone(evaluation.graduation())};
  row[kExtension] = {ExtensionWords(evaluation.extension()), ExtensionTone(evaluation.extension())};
}

class TableWriter : public EvaluationWriter {
 public:
  explicit TableWriter(const WriterOptions& options) : options_(options) {}

  void Add(const v1::Evaluation& evaluation, std::string& text) override {
    std::vector<Row> rows;
    for (const auto& health : evaluation.health()) {
      if (Applies(health)) rows.push_back(MakeRow(evaluation, health));
    }
    if (rows.empty()) rows.push_back(EmptyRow(evaluation));
    FillOutcomes(evaluation, options_.plan, rows.front());
    for (Row& row : rows) AddRow(std::move(row), text);
  }

  void Finish(std::string& text) override { WriteKept(text); }

 private:
  static Row EmptyRow(const v1::Evaluation& evaluation) {
    Row row;
    row[kAccount] = {evaluation.account_id(), Tone::kPlain};
    row[kSegment] = {evaluation.segment(), Tone::kPlain};
    row[kBand] = {"no model applies", Tone::kQuiet};
    return row;
  }

  Row MakeRow(const v1::Evaluation& evaluation, const v1::HealthResult& health) const {
    Row row = EmptyRow(evaluation);
    row[kModel] = {absl::StrCat(health.model(), health.primary() ? "*" : ""), Tone::kPlain};
    row[kBand] = {StateWords(health.state()), Tone::kQuiet};
    row[kMissing] = MissingCell(health);
    const bool open = health.has_score() && !health.score().certain();
    row[kConfidence] = {ConfidenceWords(health, options_.language),
                        open ? Tone::kMiddling : Tone::kPlain};
    if (health.has_score()) FillScore(health, row);
    return row;
  }

  void FillScore(const v1::HealthResult& health, Row& row) const {
    const v1::HealthScore& score = health.score();
    const Tone tone = BandTone(options_.plan, health.model(), score.band());
    row[kScore] = {FormatFixed(score.value(), score.precision()), tone};
    row[kBand] = {score.band(), tone};
  }

  void AddRow(Row row, std::string& text) {
    for (Cell& cell : row) cell.text = Clip(Printable(cell.text), kWidestCell);
    if (header_written_) {
      WriteRow(row, text);
      return;
    }
    kept_.push_back(std::move(row));
    if (kept_.size() >= options_.table_window) WriteKept(text);
  }

  void WriteKept(std::string& text) {
    if (header_written_ || kept_.empty()) return;
    header_written_ = true;
    for (const Row& row : kept_) Measure(row);
    Row header;
    for (size_t i = 0; i < kColumns; ++i) {
      if (!IsLeftOut(i)) header[i] = {std::string(kHeaders[i]), Tone::kQuiet};
    }
    Measure(header);
    WriteRow(header, text);
    for (const Row& row : kept_) WriteRow(row, text);
    kept_ = {};
  }

  void Measure(const Row& row) {
    for (size_t i = 0; i < kColumns; ++i) {
      widths_[i] = std::max(widths_[i], DisplayWidth(row[i].text));
    }
  }

  // Nothing of the kind in any row that was measured.
  bool IsLeftOut(size_t column) const { return IsOutcome(column) && widths_[column] == 0; }

  void WriteRow(const Row& row, std::string& text) const {
    size_t last = kColumns;
    while (last > 1 && row[last - 1].text.empty()) --last;
    for (size_t i = 0; i < last; ++i) {
      if (IsLeftOut(i) && row[i].text.empty()) continue;
      const size_t taken = DisplayWidth(row[i].text);
      const std::string gap(taken < widths_[i] ? widths_[i] - taken : 0, ' ');
      if (i > 0) text.append("  ");
      if (kRightAligned[i]) text.append(gap);
      text.append(options_.style.Paint(row[i].tone, row[i].text));
      if (!kRightAligned[i] && i + 1 < last) text.append(gap);
    }
    text.push_back('\n');
  }

  WriterOptions options_;
  std::vector<Row> kept_;
  std::array<size_t, kColumns> widths_{};
  bool header_written_ = false;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeTableWriter(const WriterOptions& options) {
  return std::make_unique<TableWriter>(options);
}

}  // namespace bellwether::cli
