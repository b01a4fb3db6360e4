#include "clients/cli/writers/evaluation_writer.h"

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/clients/sample_evaluations.h"
#include "tests/support/golden.h"

namespace bellwether::cli {
namespace {

using testing_support::ExpectGolden;

std::string WriteAll(OutputFormat format, const WriterOptions& options = {}) {
  const auto writer = MakeEvaluationWriter(format, options);
  std::string text;
  for (const v1::Evaluation& evaluation : SampleEvaluations()) writer->Add(evaluation, text);
  writer->Finish(text);
  return text;
}

std::string WriteNone(OutputFormat format) {
  const auto writer = MakeEvaluationWriter(format, {});
  std::string text;
  writer->Finish(text);
  return text;
}

TEST(EvaluationWriter, Table) {
  ExpectGolden("tests/golden/cli/evaluations.table.txt", WriteAll(OutputFormat::kTable));
}
TEST(EvaluationWriter, Json) {
  ExpectGolden("tests/golden/cli/evaluations.json", WriteAll(OutputFormat::kJson));
}
TEST(EvaluationWriter, JsonLines) {
  ExpectGolden("tests/golden/cli/evaluations.jsonl", WriteAll(OutputFormat::kJsonLines));
}
TEST(EvaluationWriter, Csv) {
  ExpectGolden("tests/golden/cli/evaluations.csv", WriteAll(OutputFormat::kCsv));
}

TEST(EvaluationWriter, JsonAndJsonLinesSayTheSame) {
  const auto array = nlohmann::ordered_json::parse(WriteAll(OutputFormat::kJson));
  std::string lines;
  for (const auto& element : array) lines += element.dump() + "\n";
  EXPECT_EQ(lines, WriteAll(OutputFormat::kJsonLines));
}

TEST(EvaluationWriter, NothingIsStillADocument) {
  EXPECT_EQ(WriteNone(OutputFormat::kJson), "[]\n");
  EXPECT_EQ(WriteNone(OutputFormat::kJsonLines), "");
  EXPECT_EQ(WriteNone(OutputFormat::kTable), "");
  const std::string csv = WriteNone(OutputFormat::kCsv);
  EXPECT_EQ(csv.substr(0, 19), "account_id,segment,");
  EXPECT_EQ(csv.find('\n'), csv.size() - 1);
}

TEST(EvaluationWriter, JsonIsWrittenElementByElement) {
  const auto writer = MakeJsonWriter();
  std::string text;
  writer->Add(SampleEvaluations()[3], text);
  EXPECT_NE(text.find("\"nobody\""), std::string::npos);
}

TEST(TableWriter, OutcomesHaveColumnsOnlyWhereThereAreSome) {
  const auto writer = MakeTableWriter({});
  std::string text;
  writer->Add(SampleEvaluations()[3], text);
  writer->Finish(text);
  for (const char* header : {"flags", "graduation", "extension"}) {
    EXPECT_EQ(text.find(header), std::string::npos) << header;
    EXPECT_NE(WriteAll(OutputFormat::kTable).find(header), std::string::npos) << header;
  }
}

TEST(CsvWriter, APackWithoutModelsStillHasARow) {
  v1::Evaluation evaluation = SampleEvaluations()[4];
  ASSERT_TRUE(evaluation.health().empty());
  const auto writer = MakeCsvWriter();
  std::string text;
  writer->Add(evaluation, text);
  const std::string row = text.substr(text.find('\n') + 1);
  EXPECT_EQ(row.substr(0, 34), "cobalt,enterprise,onboarding,,,,,,");
  const std::string outcomes = "7.9,CLOSE,NOT_YET,EXTEND,milestone_overdue;champion_unresponsive\n";
  ASSERT_GT(row.size(), outcomes.size());
  EXPECT_EQ(row.substr(row.size() - outcomes.size()), outcomes);
}

TEST(TableWriter, BeyondItsWindowWritesEachRowAtOnce) {
  WriterOptions options;
  options.table_window = 2;
  const auto writer = MakeTableWriter(options);
  const auto evaluations = SampleEvaluations();
  std::string text;
  writer->Add(evaluations[3], text);
  EXPECT_EQ(text, "");
  writer->Add(evaluations[3], text);
  const size_t written = text.size();
  EXPECT_GT(written, 0U);
  writer->Add(evaluations[2], text);
  EXPECT_GT(text.size(), written);
  const size_t all = text.size();
  writer->Finish(text);
  EXPECT_EQ(text.size(), all);
}

TEST(TableWriter, ColorTakesNoColumns) {
  WriterOptions options;
  options.style = Style(true);
  std::string colored = WriteAll(OutputFormat::kTable, options);
  EXPECT_NE(colored.find("\x1b[31mred\x1b[0m"), std::string::npos);
  for (size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b')) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  EXPECT_EQ(colored, WriteAll(OutputFormat::kTable));
}

}  // namespace
}  // namespace bellwether::cli
