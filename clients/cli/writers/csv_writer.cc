// One row for each account and health model, one alone when the pack has no model. What is said
// about the account as a whole, such as its graduation, stands in each of its rows. A cell is empty
// when there is no such thing, as in account files; the columns only ever grow at the end.
//
// Tested by tests/clients/evaluation_writer_test.cc.
#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
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

struct Row {
  const v1::Evaluation& evaluation;
  const v1::HealthResult& health;
  const v1::HealthScore* score;  // null: no score
};

struct Column {
  std::string_view name;
  std::string (*cell)(const Row&);
};

template <typename Cell>
std::string IfScored(const Row& row, Cell cell) {
  return row.score == nullptr ? std::string() : cell(*row.score);
}

using Score = v1::HealthScore;

const std::vector<Column>& Columns() {
  static const auto* columns = new std::vector<Column>{
      {"account_id", [](const Row& row) { return row.evaluation.account_id(); }},
      {"segment", [](const Row& row) { return row.evaluation.segment(); }},
      {"stage", [](const Row& row) { return row.evaluation.stage(); }},
      {"model", [](const Row& row) { return row.health.model(); }},
      {"primary",
       [](const Row& row) { return row.health.model().empty() ? "" : Bool(row.health.primary()); }},
      {"state", [](const Row& row) { return Constant(row.health.state()); }},
      {"score",
       [](const Row& row) {
         return IfScored(row, [](const Score& score) { return Number(score.value()); });
       }},
      {"band",
       [](const Row& row) {
         return IfScored(row, [](const Score& score) { return score.band(); });
       }},
      {"certain",
       [](const Row& row) {
         return IfScored(row, [](const Score& score) { return Bool(score.certain()); });
       }},
      {"intervene", [](const Row& row) { return IfScored(row, Intervene); }},
      {"coverage",
       [](const Row& row) { return row.health.has_bounds() ? Number(row.health.coverage()) : ""; }},
      {"low",
       [](const Row& row) {
         return row.health.has_bounds() ? Number(row.health.bounds().low()) : "";
       }},
      {"high",
       [](const Row& row) {
         return row.health.has_bounds() ? Number(row.health.bounds().high()) : "";
       }},
      {"raw",
       [](const Row& row) {
         return IfScored(row, [](const Score& score) { return Number(score.raw()); });
       }},
      {"effective",
       [](const Row& row) {
         return IfScored(row, [](const Score& score) { return Number(score.effective()); });
       }},
      {"missing", [](const Row& row) { return Missing(row.evaluation.data()); }},
      {"as_of", [](const Row& row) { return FormatTimestamp(row.evaluation.as_of()); }},
      {"pack", [](const Row& row) { return row.evaluation.pack().name(); }},
      {"pack_version", [](const Row& row) { return row.evaluation.pack().version(); }},
      {"pack_digest", [](const Row& row) { return row.evaluation.pack().digest(); }},
      {"graduation_total", [](const Row& row) { return GraduationTotal(row.evaluation); }},
      {"graduation_readiness",
       [](const Row& row) { return Constant(row.evaluation.graduation().readiness()); }},
      {"graduation_decision",
       [](const Row& row) { return Constant(row.evaluation.graduation().decision()); }},
      {"extension_decision",
       [](const Row& row) { return Constant(row.evaluation.extension().decision()); }},
      {"flags_raised", [](const Row& row) { return FlagsRaised(row.evaluation); }},
  };
  return *columns;
}

// RFC 4180, with the line ends of this system: quoted when it holds a quote, a comma or an end of
// line; quotes doubled.
void AppendCell(std::string_view cell, std::string& text) {
  const bool edge_blank = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!edge_blank && cell.find_first_of("\",\r\n") == std::string_view::npos) {
    text.append(cell);
    return;
  }
  text.push_back('"');
  for (const char c : cell) {
    if (c == '"') text.push_back('"');
    text.push_back(c);
  }
  text.push_back('"');
}

class CsvWriter : public EvaluationWriter {
 public:
  void Add(const v1::Evaluation& evaluation, std::string& text) override {
    WriteHeader(text);
    for (const auto& health : evaluation.health()) {
      WriteRow({evaluation, health, health.has_score() ? &health.score() : nullptr}, text);
    }
    if (evaluation.health().empty()) {
      WriteRow({evaluation, v1::HealthResult::default_instance(), nullptr}, text);
    }
  }
  void Finish(std::string& text) override { WriteHeader(text); }

 private:
  void WriteHeader(std::string& text) {
    if (header_written_) return;
    header_written_ = true;
    WriteCells(text, [](const Column& column) { return std::string(column.name); });
  }

  static void WriteRow(const Row& row, std::string& text) {
    WriteCells(text, [&](const Column& column) { return column.cell(row); });
  }

  static void WriteCells(std::string& text, const std::function<std::string(const Column&)>& cell) {
    bool first = true;
    for (const Column& column : Columns()) {
      if (!first) text.push_back(',');
      first = false;
      AppendCell(cell(column), text);
    }
    text.push_back('\n');
  }

  bool header_written_ = false;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeCsvWriter() { return std::make_unique<CsvWriter>(); }

}  // namespace bellwether::cli
