// Tested by tests/clients/evaluation_writer_test.cc.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "clients/cli/writers/table_layout.h"
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
constexpr size_t kMissingNamed = 3;

// What to do stands longer than why.
std::vector<TableColumn> Columns() {
  return {{"account", false, false, 0},
          {"segment", false, false, 5},
          {"model (* primary)", false, false, 1},
          {"score", true, false, 0},
          {"band", false, false, 0},
          {"flags", false, true, 2},
          {"graduation", false, true, 4},
          {"extension", false, true, 3},
          {"missing", false, false, 6},
          {"confidence", false, false, 7}};
}

bool Applies(const v1::HealthResult& health) {
  return health.state() != v1::HEALTH_STATE_NOT_APPLICABLE &&
         health.state() != v1::HEALTH_STATE_NOT_DEFINED;
}

std::string LastPart(const std::string& dotted) { return dotted.substr(dotted.rfind('.') + 1); }

// The heaviest components without a value, by name.
TableCell MissingCell(const v1::HealthResult& health) {
  const std::vector<std::string> names = AbsentComponents(health);
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), kMissingNamed); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ", ", LastPart(names[i]));
  }
  if (names.size() > kMissingNamed) absl::StrAppend(&text, " +", names.size() - kMissingNamed);
  return {std::move(text), Tone::kQuiet};
}

// What is said about the account as a whole stands in the first of its rows.
void FillOutcomes(const v1::Evaluation& evaluation, const Plan* plan, TableRow& row) {
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
  explicit TableWriter(const WriterOptions& options)
      : options_(options), layout_(Columns(), options) {}

  std::string Render(const v1::Evaluation& evaluation) override {
    std::vector<TableRow> rows;
    for (const auto& health : evaluation.health()) {
      if (Applies(health)) rows.push_back(MakeRow(evaluation, health));
    }
    if (rows.empty()) rows.push_back(EmptyRow(evaluation));
    FillOutcomes(evaluation, options_.plan, rows.front());
    return PackRows(rows);
  }

  void Write(std::string_view rendered, std::string& text) override {
    for (TableRow& row : UnpackRows(rendered)) layout_.Add(std::move(row), text);
  }

  void Finish(std::string& text) override { layout_.Finish(text); }

 private:
  static TableRow EmptyRow(const v1::Evaluation& evaluation) {
    TableRow row(kColumns);
    row[kAccount] = {evaluation.account_id(), Tone::kPlain};
    row[kSegment] = {evaluation.segment(), Tone::kPlain};
    row[kBand] = {"no model applies", Tone::kQuiet};
    return row;
  }

  TableRow MakeRow(const v1::Evaluation& evaluation, const v1::HealthResult& health) const {
    TableRow row = EmptyRow(evaluation);
    row[kModel] = {absl::StrCat(health.model(), health.primary() ? "*" : ""), Tone::kPlain};
    row[kBand] = {StateWords(health.state()), Tone::kQuiet};
    row[kMissing] = MissingCell(health);
    const bool open = health.has_score() && !health.score().certain();
    row[kConfidence] = {ConfidenceWords(health, options_.language),
                        open ? Tone::kMiddling : Tone::kPlain};
    if (health.has_score()) FillScore(health, row);
    return row;
  }

  void FillScore(const v1::HealthResult& health, TableRow& row) const {
    const v1::HealthScore& score = health.score();
    const Tone tone = BandTone(options_.plan, health.model(), score.band());
    row[kScore] = {FormatFixed(score.value(), score.precision()), tone};
    row[kBand] = {score.band(), tone};
  }

  const WriterOptions options_;
  TableLayout layout_;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeTableWriter(const WriterOptions& options) {
  return std::make_unique<TableWriter>(options);
}

}  // namespace bellwether::cli
