// Bytes to rows: CSV by its header, JSON by paths, whole or cut anywhere.
#include "engine/imports/export_reader.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// "2: 17|enterprise" for each row, "1: header MISSING_FIELD ..." for what was wrong.
std::vector<std::string> Rows(const std::string& mapping, AccountFormat format,
                              std::string_view text, size_t piece = 1000) {
  const Mapping loaded = MappingOf(mapping);
  std::vector<std::string> rows;
  ExportReader reader(loaded.sources[0], format, Limits{}, [&rows](const ExportRow& row) {
    std::string line = absl::StrCat(row.row.line, ": ", absl::StrJoin(row.row.cells, "|"));
    for (const Violation& violation : row.violations) {
      absl::StrAppend(&line, violation.path, " ", violation.reason, " ", violation.message);
    }
    rows.push_back(line);
  });
  for (size_t at = 0; at < text.size(); at += piece) {
    reader.Feed(text.substr(at, std::min(piece, text.size() - at)));
  }
  reader.Finish();
  return rows;
}

constexpr char kFlat[] = "sources: {crm: {account: {id: Record ID, segment: Tier}}}";
constexpr char kNested[] =
    "sources: {crm: {account: {id: id, segment: properties.tier, csm: owners.0.name}}}";

TEST(ExportReaderTest, CsvByItsHeader) {
  const char text[] = "Name;Tier;Record ID\nExample 1;smb;17\n\"Example; 2\";enterprise;18\n";
  for (const size_t piece : {1, 7, 1000}) {
    EXPECT_THAT(Rows(kFlat, AccountFormat::kCsv, text, piece),
                ElementsAre("2: 17|smb", "3: 18|enterprise"));
  }
}

TEST(ExportReaderTest, BadRowsDoNotStopTheRest) {
  EXPECT_THAT(Rows(kFlat, AccountFormat::kCsv, "Record ID,Tier\n17\n18,smb\n19,\"smb\n"),
              ElementsAre(HasSubstr("2:  SYNTAX the row has 1 cells, the header has 2"),
                          "3: 18|smb", HasSubstr("4:  SYNTAX line 4: ")));
  EXPECT_THAT(Rows(kFlat, AccountFormat::kCsv, "Record,Tier\n17,smb\n"),
              ElementsAre(HasSubstr("1: header MISSING_FIELD the mapping reads the column `Record "
                                    "ID` of crm, which is not there; did you mean `Record`?")));
  EXPECT_THAT(Rows(kFlat, AccountFormat::kCsv, ""),
              ElementsAre(HasSubstr("1: header MISSING_FIELD")));
}

TEST(ExportReaderTest, JsonByPaths) {
  const char text[] = R"([
{"id": 17, "properties": {"tier": "smb"}, "owners": [{"name": "Ana"}]},
{"id": "18", "properties": {"tier": null}, "owners": []},
{"id": 19, "properties.tier": "enterprise"}
])";
  for (const size_t piece : {1, 1000}) {
    EXPECT_THAT(Rows(kNested, AccountFormat::kJson, text, piece),
                ElementsAre("2: 17|smb|Ana", "3: 18||", "4: 19|enterprise|"));
  }
  EXPECT_THAT(
      Rows(kNested, AccountFormat::kJsonLines,
           "{\"id\": 1, \"properties\": {\"tier\": {\"x\": 1}}}\n{\"id\": 2\n"),
      ElementsAre(HasSubstr("1: 1||properties.tier WRONG_TYPE this is an object"), HasSubstr("2: "),
                  HasSubstr("1: header MISSING_FIELD the mapping reads `owners.0.name` of "
                            "crm, which no row has")));
}

}  // namespace
}  // namespace bellwether::imports
