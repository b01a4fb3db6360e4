// Records in CSV: one kind a file or several, decimals and words as spreadsheets write them.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<ReadRecord> Read(const std::string& text, std::optional<Kind> usual = std::nullopt) {
  return ReadRecords(text, AccountFormat::kCsv, usual);
}

TEST(CsvTest, AFileOfOneKindNeedsNoColumnForIt) {
  const auto read = Read(
      "id,account,at,movement,mrr,reason\n"
      "m1,acme,2026-01-05,churn,500.5,price|competition\n",
      Kind::kRevenue);
  ASSERT_EQ(read.size(), 1U);
  ASSERT_EQ(ProblemsOf(read[0]), "");
  EXPECT_EQ(std::get<double>(CellOf(read[0].record, "mrr")), 500.5);
  EXPECT_THAT(std::get<Words>(CellOf(read[0].record, "reason")),
              ElementsAre("price", "competition"));
}

TEST(CsvTest, ReadsDecimalCommas) {
  const auto read = Read(
      "kind;id;account;at;movement;mrr;acv;features.reports\n"
      "revenue;m1;acme;2026-01-05;new;500,5;;\n"
      "account;a1;acme;2026-01-05;;;48000,5;\n"
      "usage;u1;acme;2026-01-05;;;;12,5\n");
  ASSERT_EQ(read.size(), 3U);
  for (const ReadRecord& record : read) EXPECT_EQ(ProblemsOf(record), "");
  EXPECT_EQ(std::get<double>(CellOf(read[0].record, "mrr")), 500.5);
  EXPECT_EQ(std::get<double>(read[1].record.changes[0].value), 48000.5);
  EXPECT_EQ(std::get<Counts>(CellOf(read[2].record, "features"))[0].second, 12.5);
}

TEST(CsvTest, ColumnsThatNobodyKnowsAreSignalsOfAccounts) {
  const auto read = Read(
      "id,account,at,segment,first_value_at,kickoff_at,active,sso\n"
      "a1,acme,2026-01-05,smb,n/a,not_yet,0.7,n/a\n",
      Kind::kAccount);
  ASSERT_EQ(read.size(), 1U);
  ASSERT_EQ(ProblemsOf(read[0]), "");
  const std::vector<Change>& changes = read[0].record.changes;
  ASSERT_EQ(changes.size(), 5U);
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(changes[1].value));
  EXPECT_TRUE(std::holds_alternative<NotYet>(changes[2].value));
  EXPECT_EQ(std::get<Untyped>(changes[3].value).text, "0.7");
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(changes[4].value));
  EXPECT_TRUE(changes[4].is_signal);
}

TEST(CsvTest, RefusesAHeaderOnceAndForAll) {
  const auto read = Read("id,id,at,movment\nm1,m1,2026-01-05,new\n", Kind::kRevenue);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_TRUE(read[0].is_header);
  EXPECT_EQ(ProblemsOf(read[0]),
            "header: two columns are called `id` [DUPLICATE]\n"
            "header: unknown column `movment`; did you mean `movement`? [UNKNOWN_FIELD]\n"
            "header: there is no column `account` [MISSING_FIELD]\n");
  EXPECT_THAT(ProblemsOf(Read("id,account,at\n")[0]),
              HasSubstr("there is no column `kind`; add it, or call the file after the kind"));
}

TEST(CsvTest, RefusesARowByItself) {
  const auto read = Read(
      "id,account,at,movement,mrr\n"
      "m1,acme,2026-01-05,new\n"
      "m2,acme,2026-01-05,new,a lot\n"
      "m3,acme,2026-01-05,new,7\n",
      Kind::kRevenue);
  ASSERT_EQ(read.size(), 3U);
  EXPECT_THAT(ProblemsOf(read[0]), HasSubstr("the row has 4 cells, the header has 5"));
  EXPECT_THAT(ProblemsOf(read[1]), HasSubstr("mrr: `a lot` is not a number"));
  EXPECT_EQ(ProblemsOf(read[2]), "");
}

TEST(CsvTest, ACellOfAnotherKindIsRefused) {
  const auto read = Read(
      "kind,id,account,at,movement,mrr,active\n"
      "ticket,t1,acme,2026-01-05,new,,0.5\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_THAT(ProblemsOf(read[0]),
              testing::AllOf(HasSubstr("a record of kind ticket has no field `movement`"),
                             HasSubstr("a record of kind ticket has no field `active`")));
}

}  // namespace
}  // namespace bellwether::records
