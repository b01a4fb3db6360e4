// CSV: the header is judged once, rows one by one, and quotes are RFC 4180's.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Case {
  const char* text;
  std::vector<const char*> want;  // the beginning of each record
};

const Case kCases[] = {
    {"id\na\nb\n", {"line 2: a", "line 3: b"}},
    {"id\r\na\r\n\r\nb", {"line 2: a", "line 4: b"}},
    {"id\n", {}},
    {"\xEF\xBB\xBFid,csm\na,kim\n", {"line 2: a"}},
    {"id,csm\n\"a,b\",\"say \"\"hi\"\"\"\n", {"line 2: a,b"}},
    {"id,csm\na,\"two\nlines\"\nb,\"\"\n", {"line 2: a", "line 4: b"}},
    {" id , csm \n a , x \n", {"line 2: a"}},
    // The header.
    {"", {"line 1:  | header MISSING_FIELD the text is empty"}},
    {"\n\n", {"line 3:  | header MISSING_FIELD the text is empty"}},
    {"name,csm\na,b\n",
     {"line 1:  | header MISSING_FIELD there is no column `id`; known: name, csm"}},
    {"id;csm\na;b\n", {"line 2: a"}},
    {"id,csm,csm,\na,b,c,d\n",
     {"line 1:  | header DUPLICATE two columns are called `csm` | header SYNTAX column 4 has no "
      "name"}},
    {"id,milestone.a.planned,milestone.planned_at\na,b,c\n",
     {"line 1:  | header UNKNOWN_FIELD unknown column `milestone.a.planned`; write "
      "milestone.KEY.planned_at, milestone.KEY.completed_at | header UNKNOWN_FIELD unknown column "
      "`milestone.planned_at`"}},
    {"id,signals.nps,overrides\na,b,c\n",
     {"line 1:  | header UNKNOWN_FIELD unknown column `signals.nps`; write the name of the signal "
      "alone | header UNKNOWN_FIELD unknown column `overrides`; write JSON or YAML"}},
    {"id\rcsm\na\rb\n", {"line 1:  | header SYNTAX the name of column 1, `id\\rcsm`, holds a "}},
    {"id,\"csm\na,b\n", {"line 1:  | header SYNTAX line 1: a quote is opened and never closed"}},
    {"\xFFid\n", {"line 1:  | header INVALID_UTF8 line 1: byte 1 of the row is not valid UTF-8"}},
    // Bad rows among good ones.
    {"id,csm\na\nb,c,d\ne,f\n",
     {"line 2: a |  SYNTAX the row has 1 cells, the header has 2; put cells",
      "line 3: b |  SYNTAX the row has 3 cells, the header has 2", "line 4: e"}},
    {"id,csm\n,kim\nb,lee\n", {"line 2:  | id MISSING_FIELD this field is required", "line 3: b"}},
    {"id,csm\na,b\"c\nd,e\n",
     {"line 2:  |  SYNTAX line 2: a quote in an unexpected place, cell 2", "line 3: d"}},
    {"id,csm\na,\"b\"c\nd,e\n",
     {"line 2:  |  SYNTAX line 2: a quote in an unexpected", "line 3: d"}},
    {"id,csm\na,\"b\nc,d\ne,f\n",
     {"line 2:  |  SYNTAX line 2: a quote is opened and never closed", "line 3: c", "line 4: e"}},
    {"id,csm\na,\"b\nc,\"d\"\ne,f\n",
     {"line 2:  |  SYNTAX line 2: a quote in an unexpected place", "line 3: c", "line 4: e"}},
    {"id,csm\na,\xC3\nb,c\n",
     {"line 2:  |  INVALID_UTF8 line 2: byte 3 of the row is not valid UTF-8", "line 3: b"}},
    {"id,acv,kickoff_at,seats\na,x,y,n/a\nb,1,not_yet,2\n",
     {"line 2: a | acv BAD_NUMBER `x` is not a number; write it as 48000 or 0.5 | kickoff_at "
      "BAD_DATE `y` is not a date; write 2026-02-10, or with a time 2026-02-10T09:30:00Z or "
      "2026-02-10T09:30:00+02:00 | seats WRONG_TYPE `n/a` is not possible here; leave the cell "
      "empty",
      "line 3: b"}},
    // Decimal commas.
    {"id;acv;x\na;0,5;1,5\nb;48.000;1\nc;1;48.000\nd;0.5;0.5\n",
     {"line 2: a",
      "line 3: b | acv BAD_NUMBER found `48.000`; decimals of this file begin with a comma: write "
      "48000",
      "line 4: c | x BAD_NUMBER found `48.000`; decimals of this file begin with a comma: write "
      "48000",
      "line 5: d | acv BAD_NUMBER found `0.5`; decimals of this file begin with a comma: write "
      "0,5"}},
    {"id;acv\na;1,234\n",
     {"line 2: a | acv BAD_NUMBER found `1,234`, which may be 1234 or 1.234: declare how decimals "
      "are written"}},
    {"id,acv\na,1e999\nb,NaN\nc,012\n",
     {"line 2: a | acv BAD_NUMBER", "line 3: b | acv BAD_NUMBER", "line 4: c | acv BAD_NUMBER"}},
};

class CsvTest : public testing::TestWithParam<Case> {};

TEST_P(CsvTest, GivesTheseRecords) {
  const auto texts = ReadTexts(GetParam().text, AccountFormat::kCsv);
  std::vector<testing::Matcher<std::string>> want;
  for (const char* start : GetParam().want) {
    const bool good = std::string(start).find('|') == std::string::npos;
    want.push_back(good ? testing::Matcher<std::string>(std::string(start)) : StartsWith(start));
  }
  EXPECT_THAT(texts, ElementsAreArray(want)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(All, CsvTest, testing::ValuesIn(kCases));

TEST(CsvColumnsTest, EveryKindOfColumnFillsItsField) {
  const auto records = ReadAccounts(
      "id,segment,acv,kickoff_at,first_value_at,milestone.a.b.planned_at,"
      "milestone.a.b.completed_at,milestone.c.completed_at,milestone.d.planned_at,dimension.x,"
      "previous_bands.m,extension.granted_days,extension.requested_days,nps,tier,sso,since\n"
      "acme,smb,48000,2026-01-12,N/A,2026-02-10,not_yet,n/a,,9.5,green,14,7,41,,n/a,not_yet\n",
      AccountFormat::kCsv, Limits{});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_THAT(ViolationTexts(records[0]), IsEmpty());
  EXPECT_EQ(AccountText(records[0].account),
            "id: acme\nsegment: smb\nacv: 48000\nkickoff_at: 2026-01-12\n"
            "first_value_at: not applicable\nmilestone.a.b: listed\n"
            "milestone.a.b.planned_at: 2026-02-10\nmilestone.a.b.completed_at: not_yet\n"
            "milestone.c: listed\nmilestone.c.completed_at: not applicable\nsignals.nps: 41\n"
            "signals.sso: not applicable\nsignals.since: not_yet\ndimension.x: 9.5\n"
            "previous_bands.m: green\ngranted_days: 14\nrequested_days: 7\n");
  EXPECT_TRUE(std::holds_alternative<Untyped>(records[0].account.signals[0].value));
}

TEST(CsvColumnsTest, SignalColumnsAreKnownBeforeTheFirstRecord) {
  std::vector<std::string> at_first_record;
  AccountReader* of_sink = nullptr;
  AccountReader reader(AccountFormat::kCsv, Limits{}, [&](const AccountRecord&) {
    if (at_first_record.empty()) at_first_record = of_sink->signal_columns();
  });
  of_sink = &reader;
  EXPECT_THAT(reader.signal_columns(), IsEmpty());
  reader.Feed("nps,id,kickof_at,dimension.x,milestones_done\n1,a,,3,4\n");
  reader.Finish();
  EXPECT_THAT(at_first_record, ElementsAre("nps", "kickof_at", "milestones_done"));
}

TEST(CsvCellTest, QuotesLineBreaksAndBlanksAreKeptAsWritten) {
  const auto records = ReadAccounts("id,csm\na,\"two\r\nlines, \"\"and\"\" a comma \"\n",
                                    AccountFormat::kCsv, Limits{});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].account.csm, "two\r\nlines, \"and\" a comma ");
}

TEST(CsvLimitTest, AnOverlongRowIsPassedOver) {
  Limits limits;
  limits.max_account_bytes = 30;
  const std::string text = absl::StrCat("id,csm\na,", std::string(500, 'x'), "\nb,c\n");
  EXPECT_THAT(ReadTexts(text, AccountFormat::kCsv, limits),
              ElementsAre(StartsWith("line 2:  |  TOO_LARGE line 2: the row is longer than "
                                     "max_account_bytes (30)"),
                          "line 3: b"));
}

TEST(CsvLimitTest, AnOpenQuoteCostsItsOwnLineEvenInALongFile) {
  Limits limits;
  limits.max_account_bytes = 30;
  std::string text = "id,csm\na,\"open\n";
  for (int i = 0; i < 20; ++i) absl::StrAppend(&text, "row", i, ",x\n");
  const auto texts = ReadTexts(text, AccountFormat::kCsv, limits);
  ASSERT_EQ(texts.size(), 21u);
  EXPECT_THAT(texts[0], HasSubstr("TOO_LARGE line 2"));
  EXPECT_EQ(texts[1], "line 3: row0");
  EXPECT_EQ(texts[20], "line 22: row19");
}

TEST(CsvLimitTest, AnOverlongHeaderIsRefusedOnce) {
  Limits limits;
  limits.max_account_bytes = 30;
  EXPECT_THAT(ReadTexts(std::string(100, 'x') + "\na\nb\n", AccountFormat::kCsv, limits),
              ElementsAre(StartsWith("line 1:  | header TOO_LARGE")));
}

TEST(CsvLimitTest, ColumnsAreBounded) {
  Limits limits;
  limits.max_account_signals = 2;
  limits.max_account_milestones = 1;
  EXPECT_THAT(
      ReadTexts("id,a,b,c,milestone.m.planned_at,milestone.n.planned_at\n", AccountFormat::kCsv,
                limits),
      ElementsAre(StartsWith("line 1:  | header TOO_LARGE there are columns for 2 milestones, more "
                             "than max_account_milestones (1) | header TOO_LARGE there are 3 "
                             "columns of signals, more than max_account_signals (2)")));
  limits.max_text_bytes = 3;
  EXPECT_THAT(ReadTexts("id,t\na,long\n", AccountFormat::kCsv, limits),
              ElementsAre(HasSubstr("t TOO_LARGE the text has 4 bytes")));
}

}  // namespace
}  // namespace bellwether
