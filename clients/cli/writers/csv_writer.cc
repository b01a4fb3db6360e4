// One row for each account and health model, one alone when the pack has no model. What is said
// about the account as a whole, such as its graduation, stands in each of its rows. A cell is empty
// when there is no such thing, as in account files; the columns only ever grow at the end.
//
// Tested by tests/clients/evaluation_writer_test.cc.
#include <string_view>
#include <vector>

#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/csv_cell.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

std::string Number(double value) { return FormatNumber(value); }
std::string Bool(bool value) { return value ? "true" : "false"; }

std::string Intervene(const v1::HealthScore& score) {
  return score.intervene() == v1::TERNARY_UNSPECIFIED ? "" : Words(EnumWord(score.intervene()));
}

// Names of what is missing, apart by semicolons.
std::string Missing(const v1::DataQuality& data) {
  std::string names;
  for (const auto& input : data.missing()) {
    if (!names.empty()) names += ';';
    names += input.name();
  }
  return names;
}

std::string GraduationTotal(const v1::Evaluation& evaluation) {
  const v1::GraduationResult& graduation = evaluation.graduation();
  return graduation.has_total() ? Number(graduation.total()) : "";
}

// Names of the raised flags in the pack's order, apart by semicolons.
std::string FlagsRaised(const v1::Evaluation& evaluation) {
  std::string names;
  for (const auto& flag : evaluation.flags()) {
    if (flag.state() != v1::FLAG_STATE_RAISED) continue;
    if (!names.empty()) names += ';';
    names += flag.rule().name();
  }
  return names;
}

// The value's name; empty for UNSPECIFIED.
template <typename Enum>
std::string Constant(Enum value) {
  return value == Enum{} ? std::string() : EnumWord(value);
}

struct ModelRow {
  const v1::Evaluation& evaluation;
  const v1::HealthResult& health;
  const v1::HealthScore* score;  // null: no score
};

struct Column {
  std::string_view name;
  std::string (*cell)(const ModelRow&);
};

template <typename Cell>
std::string IfScored(const ModelRow& row, Cell cell) {
  return row.score == nullptr ? std::string() : cell(*row.score);
}

using Score = v1::HealthScore;

const std::vector<Column>& Columns() {
  static const auto* columns = new std::vector<Column>{
      {"account_id", [](const ModelRow& row) { return row.evaluation.account_id(); }},
      {"segment", [](const ModelRow& row) { return row.evaluation.segment(); }},
      {"stage", [](const ModelRow& row) { return row.evaluation.stage(); }},
      {"model", [](const ModelRow& row) { return row.health.model(); }},
      {"primary",
       [](const ModelRow& row) {
         return row.health.model().empty() ? "" : Bool(row.health.primary());
       }},
      {"state", [](const ModelRow& row) { return Constant(row.health.state()); }},
      {"score",
       [](const ModelRow& row) {
         return IfScored(row, [](const Score& score) { return Number(score.value()); });
       }},
      {"band",
       [](const ModelRow& row) {
         return IfScored(row, [](const Score& score) { return score.band(); });
       }},
      {"certain",
       [](const ModelRow& row) {
         return IfScored(row, [](const Score& score) { return Bool(score.certain()); });
       }},
      {"intervene", [](const ModelRow& row) { return IfScored(row, Intervene); }},
      {"coverage",
       [](const ModelRow& row) {
         return row.health.has_bounds() ? Number(row.health.coverage()) : "";
       }},
      {"low",
       [](const ModelRow& row) {
         return row.health.has_bounds() ? Number(row.health.bounds().low()) : "";
       }},
      {"high",
       [](const ModelRow& row) {
         return row.health.has_bounds() ? Number(row.health.bounds().high()) : "";
       }},
      {"raw",
       [](const ModelRow& row) {
         return IfScored(row, [](const Score& score) { return Number(score.raw()); });
       }},
      {"effective",
       [](const ModelRow& row) {
         return IfScored(row, [](const Score& score) { return Number(score.effective()); });
       }},
      {"missing", [](const ModelRow& row) { return Missing(row.evaluation.data()); }},
      {"as_of", [](const ModelRow& row) { return FormatTimestamp(row.evaluation.as_of()); }},
      {"pack", [](const ModelRow& row) { return row.evaluation.pack().name(); }},
      {"pack_version", [](const ModelRow& row) { return row.evaluation.pack().version(); }},
      {"pack_digest", [](const ModelRow& row) { return row.evaluation.pack().digest(); }},
      {"graduation_total", [](const ModelRow& row) { return GraduationTotal(row.evaluation); }},
      {"graduation_readiness",
       [](const ModelRow& row) { return Constant(row.evaluation.graduation().readiness()); }},
      {"graduation_decision",
       [](const ModelRow& row) { return Constant(row.evaluation.graduation().decision()); }},
      {"extension_decision",
       [](const ModelRow& row) { return Constant(row.evaluation.extension().decision()); }},
      {"flags_raised", [](const ModelRow& row) { return FlagsRaised(row.evaluation); }},
  };
  return *columns;
}

class CsvWriter : public EvaluationWriter {
 public:
  std::string Render(const v1::Evaluation& evaluation) override {
    std::string lines;
    for (const auto& health : evaluation.health()) {
      AppendRow({evaluation, health, health.has_score() ? &health.score() : nullptr}, lines);
    }
    if (evaluation.health().empty()) {
      AppendRow({evaluation, v1::HealthResult::default_instance(), nullptr}, lines);
    }
    return lines;
  }
  void Write(std::string_view rendered, std::string& text) override {
    WriteHeader(text);
    text.append(rendered);
  }
  void Finish(std::string& text) override { WriteHeader(text); }

 private:
  void WriteHeader(std::string& text) {
    if (header_written_) return;
    header_written_ = true;
    std::vector<std::string> names;
    for (const Column& column : Columns()) names.emplace_back(column.name);
    AppendCsvLine(names, text);
  }

  static void AppendRow(const ModelRow& row, std::string& text) {
    std::vector<std::string> cells;
    for (const Column& column : Columns()) cells.push_back(column.cell(row));
    AppendCsvLine(cells, text);
  }

  bool header_written_ = false;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeCsvWriter() { return std::make_unique<CsvWriter>(); }

}  // namespace bellwether::cli
