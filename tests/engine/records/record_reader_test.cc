// What holds for every format: the same records from each, whatever the cutting of the bytes, and
// one bad record stops no other.
#include "engine/records/record_reader.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr AccountFormat kFormats[] = {AccountFormat::kJson, AccountFormat::kJsonLines,
                                      AccountFormat::kYaml, AccountFormat::kCsv};
// A good one, a bad one, and a good one of another kind.
constexpr const char* kBooks[] = {
    R"([{"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05","movement":"new","mrr":500.5},
        {"kind":"revenue","id":"m2","account":"acme","at":"2026-13-05","movement":"new","mrr":1},
        {"kind":"account","id":"a1","account":"acme","at":"2026-01-05","known_at":"2026-01-06","segment":"smb"}])",
    R"({"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05","movement":"new","mrr":500.5}
{"kind":"revenue","id":"m2","account":"acme","at":"2026-13-05","movement":"new","mrr":1}
{"kind":"account","id":"a1","account":"acme","at":"2026-01-05","known_at":"2026-01-06","segment":"smb"}
)",
    "- {kind: revenue, id: m1, account: acme, at: 2026-01-05, movement: new, mrr: 500.5}\n"
    "- {kind: revenue, id: m2, account: acme, at: 2026-13-05, movement: new, mrr: 1}\n"
    "- {kind: account, id: a1, account: acme, at: 2026-01-05, known_at: 2026-01-06, segment: "
    "smb}\n",
    "kind,id,account,at,known_at,movement,mrr,segment\n"
    "revenue,m1,acme,2026-01-05,,new,500.5,\n"
    "revenue,m2,acme,2026-13-05,,new,1,\n"
    "account,a1,acme,2026-01-05,2026-01-06,,,smb\n",
};

std::string TextOf(const Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return absl::StrCat(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return "-";
}

std::string TextOf(const ReadRecord& read) {
  const Record& record = read.record;
  std::string text = absl::StrCat(std::string(NameOf(record.kind)), " ", record.id, " ",
                                  record.account, " ", FormatMoment(record.at));
  if (record.known_at) absl::StrAppend(&text, " known ", FormatMoment(*record.known_at));
  for (const Cell& cell : record.cells) absl::StrAppend(&text, " ", TextOf(cell));
  for (const Change& change : record.changes) {
    absl::StrAppend(&text, " ", change.name, "=", std::get<std::string>(change.value));
  }
  return absl::StrCat(text, "\n", ProblemsOf(read));
}

std::vector<std::string> TextsOf(const std::vector<ReadRecord>& read) {
  std::vector<std::string> texts;
  for (const ReadRecord& record : read) texts.push_back(TextOf(record));
  return texts;
}

TEST(RecordReaderTest, GivesTheSameRecordsFromEveryFormat) {
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    const auto texts = TextsOf(ReadRecords(kBooks[i], kFormats[i]));
    EXPECT_THAT(texts, ElementsAre("revenue m1 acme 2026-01-05 new 500.5 - -\n",
                                   HasSubstr("at: `2026-13-05` is not a date"),
                                   "account a1 acme 2026-01-05 known 2026-01-06 segment=smb\n"))
        << kBooks[i];
  }
}

TEST(RecordReaderTest, DoesNotDependOnHowTheBytesAreCut) {
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    const std::string_view text = kBooks[i];
    const auto whole = TextsOf(ReadRecords(text, kFormats[i]));
    for (size_t size = 1; size < 40; ++size) {
      std::vector<ReadRecord> read;
      RecordReader reader(kFormats[i], std::nullopt, Limits(),
                          [&](ReadRecord record) { read.push_back(std::move(record)); });
      for (size_t at = 0; at < text.size(); at += size) reader.Feed(text.substr(at, size));
      reader.Finish();
      EXPECT_EQ(TextsOf(read), whole) << size;
    }
  }
}

TEST(RecordReaderTest, HandsOutTextsThatAreReadAnywhere) {
  std::vector<std::string> texts;
  RecordReader reader(
      AccountFormat::kJsonLines, std::nullopt, Limits(),
      [](const ReadRecord&) { FAIL() << "everything can be cut out"; }, {},
      [&](const UnreadText& text, const RecordTextReaderPointer& by) {
        texts.push_back(absl::StrCat(text.line, " ", TextOf(by->Read(text))));
      });
  reader.Feed(kBooks[1]);
  reader.Finish();
  EXPECT_THAT(texts, ElementsAre(testing::StartsWith("1 revenue m1"), testing::StartsWith("2 "),
                                 testing::StartsWith("3 account a1")));
}

TEST(RecordReaderTest, SaysWhichRecordABrokenTextWas) {
  const auto read =
      ReadRecords("{\"id\": \"r7\", \"account\": \"acme\", \"at\" 5}\n", AccountFormat::kJsonLines);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].record.id, "r7");
  EXPECT_EQ(read[0].record.account, "acme");
  EXPECT_THAT(ProblemsOf(read[0]), HasSubstr("[SYNTAX]"));
  const auto yaml = ReadRecords("- id: r8\n  account: [\n", AccountFormat::kYaml);
  ASSERT_EQ(yaml.size(), 1U);
  EXPECT_EQ(yaml[0].record.id, "r8");
}

TEST(RecordReaderTest, RefusesWhatIsNoRecord) {
  EXPECT_THAT(ProblemsOf(ReadRecords("[4]", AccountFormat::kJson)[0]),
              HasSubstr("expected a record, which is a mapping, not `4`"));
  EXPECT_THAT(ProblemsOf(ReadRecords("- 4\n", AccountFormat::kYaml)[0]),
              HasSubstr("expected a record, which is a mapping"));
  EXPECT_THAT(ProblemsOf(ReadRecords("# nothing\n", AccountFormat::kYaml)[0]),
              HasSubstr("the text holds no record"));
}

}  // namespace
}  // namespace bellwether::records
