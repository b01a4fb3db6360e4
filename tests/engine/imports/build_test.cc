// Rows to accounts: one row each, many rows of several exports, and what is wrong with them.
#include "engine/imports/build.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kCompanies[] = R"(
sources:
  companies:
    empty: ["-", "NULL"]
    account:
      id: Record ID
      segment: {from: Tier, map: {Enterprise Plus: enterprise, Starter: smb}}
      acv: {from: Annual value, type: money}
      kickoff_at: {from: Kickoff, date: "%d/%m/%Y", when_empty: not_yet}
      signals:
        active_ratio: {from: Active, type: percent}
        nps: {from: NPS, observed_at: {from: Asked, date: "%d/%m/%Y"}}
        signed_off: {from: Signed, map: {Done: true, Open: false}}
      milestones: {training: {planned_at: {from: Plan, date: "%d/%m/%Y"}}}
      dimension_scores: {technical: Technical}
)";

constexpr char kHeader[] =
    "Record ID|Tier|Annual value|Kickoff|Active|NPS|Asked|Signed|Plan|Technical\n";

TEST(BuildTest, ARowIsAnAccount) {
  EXPECT_THAT(
      Built(MappingOf(kCompanies),
            {std::string(kHeader) +
             "17|Enterprise Plus|$48,000.00|05/01/2026|72%|41|20/02/2026|Done|10/02/2026|8\n"}),
      ElementsAre("id: 17", "segment: enterprise", "acv: 48000", "kickoff_at: 2026-01-05",
                  "milestone.training: listed", "milestone.training.planned_at: 2026-02-10",
                  "signals.active_ratio: 0.72", "signals.nps: 41 @ 2026-02-20",
                  "signals.signed_off: true", "dimension.technical: 8"));
}

TEST(BuildTest, WhatIsEmptyIsNotGiven) {
  EXPECT_THAT(Built(MappingOf(kCompanies), {std::string(kHeader) + "17|-|NULL||-|||||\n"}),
              ElementsAre("id: 17", "kickoff_at: not_yet"));
}

TEST(BuildTest, EveryCellThatDoesNotFitIsNamed) {
  EXPECT_THAT(Built(MappingOf(kCompanies),
                    {std::string(kHeader) + "|Gold|many|2026-01-05|72|x|20/02/2026|Maybe||\n"}),
              ElementsAre("segment: Gold", "signals.active_ratio: 0.72",
                          "Record ID MISSING_FIELD the cell is empty, and it is what the account "
                          "is called",
                          HasSubstr("Annual value WRONG_TYPE found `many`, expected an amount"),
                          "Kickoff WRONG_TYPE found `2026-01-05`, expected a date of the form "
                          "%d/%m/%Y",
                          HasSubstr("NPS WRONG_TYPE found `x`"),
                          HasSubstr("Signed WRONG_TYPE found `Maybe`")));
}

TEST(BuildTest, AColumnThatVanishedIsNamedOnce) {
  EXPECT_THAT(Built(MappingOf("sources: {crm: {account: {id: Id, acv: Value}}}"),
                    {"Id|Vallue\n1|2\n2|3\n"}),
              ElementsAre("header MISSING_FIELD the mapping reads the column `Value` of crm, which "
                          "is not there; did you mean `Vallue`?"));
  EXPECT_THAT(Built(MappingOf("sources: {crm: {account: {id: Id, acv: Value}}}"),
                    {"Id|Value|Value\n1|2|3\n"}),
              ElementsAre("header DUPLICATE two columns of crm are called `Value`"));
  EXPECT_THAT(
      Built(MappingOf("sources: {crm: {account: {id: Id, acv: Value}}}"), {"Id|Value\n1|2|3\n"}),
      ElementsAre(HasSubstr("the row has 3 cells, the header has 2")));
}

constexpr char kJoined[] = R"(
sources:
  companies: {account: {id: Id, segment: Tier}}
  tickets:
    columns: {state: Status}
    account:
      id: Company
      signals:
        tickets_open: {collect: count, where: "state in ['open', 'pending']", when_no_rows: 0}
        reply_hours: {from: Reply, duration: hours, collect: mean}
        answered_at: {from: Answered, collect: max}
  usage:
    account:
      id: Account
      signals:
        active_history: {from: Ratio, observed_at: Week}
        active_ratio: {from: Ratio, collect: latest, observed_at: Week}
)";

TEST(BuildTest, SeveralExportsMakeOneAccount) {
  EXPECT_THAT(
      Built(MappingOf(kJoined), {"Id|Tier\n1|smb\n",
                                 "Company|Status|Reply|Answered\n"
                                 "1|open|2:00|2026-02-01\n"
                                 "1|closed|4:00|2026-02-03\n"
                                 "1|pending||\n",
                                 "Account|Week|Ratio\n"
                                 "1|2026-02-16|0.6\n1|2026-02-09|0.5\n"}),
      ElementsAre("id: 1", "segment: smb", "signals.tickets_open: 2", "signals.reply_hours: 3",
                  "signals.answered_at: 2026-02-03", "signals.active_ratio: 0.6 @ 2026-02-16",
                  "series.active_history: [2026-02-16 0.6][2026-02-09 0.5]"));
}

// A company without tickets has none; how fast it was answered is not known.
TEST(BuildTest, NoRowsAreNoZeroUnlessTheMappingSaysSo) {
  EXPECT_THAT(Built(MappingOf(kJoined), {"Id|Tier\n1|smb\n", "Company|Status|Reply|Answered\n",
                                         "Account|Week|Ratio\n"}),
              ElementsAre("id: 1", "segment: smb", "signals.tickets_open: 0"));
}

TEST(BuildTest, ARowWhoseConditionCannotBeToldIsNoZero) {
  EXPECT_THAT(
      Built(MappingOf(kJoined), {"Id|Tier\n1|smb\n", "Company|Status|Reply|Answered\n1||2:00|\n",
                                 "Account|Week|Ratio\n"}),
      testing::Contains(HasSubstr("tickets line 2 MISSING_FIELD whether the row counts for "
                                  "`signals.tickets_open` cannot be told")));
}

TEST(BuildTest, RowsThatRepeatWhatIsSaidOnceAreRefused) {
  EXPECT_THAT(
      Built(MappingOf(kJoined), {"Id|Tier\n1|smb\n1|enterprise\n",
                                 "Company|Status|Reply|Answered\n", "Account|Week|Ratio\n"}),
      testing::Contains(HasSubstr("companies line 2 DUPLICATE 2 rows of companies tell "
                                  "`segment` of this account (lines 2, 3); delete all but "
                                  "one")));
}

constexpr char kLong[] = R"(
sources:
  metrics:
    account: {id: account}
    long:
      signal: {from: metric, map: {NPS score: nps}}
      value: value
      observed_at: seen_at
)";

TEST(BuildTest, RowsMayEachTellOneSignal) {
  EXPECT_THAT(Built(MappingOf(kLong), {"account|metric|value|seen_at\n"
                                       "1|NPS score|30|2026-01-20\n"
                                       "1|nps|41|2026-02-20\n"
                                       "1|mood|positive|2026-02-01\n"
                                       "1|signed_off|yes|\n"
                                       "1|active_history|0.5|2026-02-09\n"
                                       "1|active_history|0.6|2026-02-16\n"
                                       "1|reply_hours||\n"}),
              ElementsAre("id: 1", "signals.mood: positive @ 2026-02-01",
                          "signals.nps: 41 @ 2026-02-20", "signals.signed_off: true",
                          "series.active_history: [2026-02-09 0.5][2026-02-16 0.6]"));
  EXPECT_THAT(Built(MappingOf(kLong), {"account|metric|value|seen_at\n1|npz|30|2026-01-20\n"}),
              testing::Contains("metrics line 2: metric UNKNOWN_FIELD the pack has no signal "
                                "`npz`; did you mean `nps`?"));
}

TEST(BuildTest, FormulasOverARow) {
  const Mapping mapping = MappingOf(
      "sources:\n  crm:\n    columns:\n      open: {from: Open, type: number}\n"
      "      all: {from: All, type: number}\n    account:\n      id: Id\n      signals:\n"
      "        active_ratio: {expr: \"open / all\"}\n        signed_off: {expr: \"open == "
      "all\"}\n");
  EXPECT_THAT(Built(mapping, {"Id|Open|All\n1|3|4\n"}),
              ElementsAre("id: 1", "signals.active_ratio: 0.75", "signals.signed_off: false"));
  EXPECT_THAT(Built(mapping, {"Id|Open|All\n1|3|\n"}), ElementsAre("id: 1"));
}

}  // namespace
}  // namespace bellwether::imports
