#include "clients/cli/writers/row_writer.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

const std::vector<RowColumn> kColumns = {{"id", PathType::kText},
                                         {"health.primary.coverage", PathType::kNumber},
                                         {"flags.raised", PathType::kNames},
                                         {"extension.certain", PathType::kTruth},
                                         {"fact.kickoff_at", PathType::kDate}};

Row RowOf(const std::string& id) {
  const absl::CivilDay day(2026, 1, 12);
  return {{id, ""},
          {0.6363636363636364, ""},
          {std::vector<std::string>{"a", "b"}, ""},
          {std::string("true"), ""},
          {ObservedTime{absl::FromCivil(day, absl::UTCTimeZone()), day, true}, ""}};
}

Row Nothing() {
  Row row(kColumns.size());
  row[0] = {std::string("x, \"y\""), ""};
  row[2] = {std::vector<std::string>(), ""};
  return row;
}

std::string Written(OutputFormat format) {
  const auto writer = MakeRowWriter(format, kColumns, {});
  std::string text;
  writer->Add(RowOf("acme"), text);
  writer->Add(Nothing(), text);
  writer->Finish(text);
  return text;
}

TEST(RowWriter, CsvHasNumbersInFullAndEmptyCells) {
  EXPECT_EQ(Written(OutputFormat::kCsv),
            "id,health.primary.coverage,flags.raised,extension.certain,fact.kickoff_at\n"
            "acme,0.6363636363636364,a;b,true,2026-01-12\n"
            "\"x, \"\"y\"\"\",,,,\n");
}

TEST(RowWriter, JsonLinesHaveEveryPathAndNullWithoutAValue) {
  EXPECT_EQ(Written(OutputFormat::kJsonLines),
            R"({"id":"acme","health.primary.coverage":0.6363636363636364,"flags.raised":["a","b"],)"
            R"("extension.certain":true,"fact.kickoff_at":"2026-01-12"})"
            "\n"
            R"({"id":"x, \"y\"","health.primary.coverage":null,"flags.raised":[],)"
            R"("extension.certain":null,"fact.kickoff_at":null})"
            "\n");
}

TEST(RowWriter, JsonIsAnArrayOfTheSame) {
  const auto array = Written(OutputFormat::kJson);
  EXPECT_EQ(array.substr(0, 24), "[\n  {\n    \"id\": \"acme\",\n");
  EXPECT_EQ(array.substr(array.size() - 7), "\n  }\n]\n");
}

TEST(RowWriter, TheTableRoundsForPeopleAndShowsWhatHasNoValue) {
  EXPECT_EQ(Written(OutputFormat::kTable),
            "id      health.primary.coverage  flags.raised  extension.certain  fact.kickoff_at\n"
            "acme                     0.6364  a, b          true               2026-01-12\n"
            "x, \"y\"                        –                –                  –\n");
}

TEST(RowWriter, NoRowsAreStillADocument) {
  std::string csv, json, lines, table;
  MakeRowWriter(OutputFormat::kCsv, kColumns, {})->Finish(csv);
  MakeRowWriter(OutputFormat::kJson, kColumns, {})->Finish(json);
  MakeRowWriter(OutputFormat::kJsonLines, kColumns, {})->Finish(lines);
  MakeRowWriter(OutputFormat::kTable, kColumns, {})->Finish(table);
  EXPECT_EQ(csv.substr(0, 3), "id,");
  EXPECT_EQ(json, "[]\n");
  EXPECT_EQ(lines, "");
  EXPECT_EQ(table, "");
}

}  // namespace
}  // namespace bellwether::cli
