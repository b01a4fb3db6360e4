// What no record may say by itself.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

using testing::HasSubstr;

TEST(CheckRecordTest, TermsEndAfterTheyStart) {
  EXPECT_EQ(
      ProblemsOf(RecordOf("contract", R"("term_start": "2026-02-01", "term_end": "2026-01-31")")),
      "term_end: 2026-01-31 is before term_start, 2026-02-01 [DATES_OUT_OF_ORDER]\n");
  EXPECT_EQ(
      ProblemsOf(RecordOf("contract", R"("term_start": "2026-02-01", "term_end": "2026-02-01")")),
      "");
}

TEST(CheckRecordTest, NothingIsSolvedOrClosedBeforeItIsOpened) {
  EXPECT_THAT(ProblemsOf(RecordOf("ticket", R"("opened_at": "2026-02-02T10:00:00Z",
                                              "first_response_at": "2026-02-02T09:59:59Z",
                                              "resolved_at": "2026-02-01T10:00:00Z")")),
              testing::AllOf(HasSubstr("first_response_at: "), HasSubstr("resolved_at: ")));
  EXPECT_THAT(ProblemsOf(RecordOf("opportunity", R"("type": "renewal", "opened_at": "2026-02-02",
                                                   "closed_at": "2026-01-02")")),
              HasSubstr("closed_at: 2026-01-02 is before opened_at"));
}

// Their civil days may be the same in the account's zone.
TEST(CheckRecordTest, ADateAndATimeMayBeADayApart) {
  EXPECT_EQ(ProblemsOf(RecordOf("ticket", R"("opened_at": "2026-02-02T23:00:00Z",
                                            "resolved_at": "2026-02-02")")),
            "");
}

TEST(CheckRecordTest, YearsAreThoseOfPeople) {
  EXPECT_EQ(ProblemsOf(RecordOf("value", R"("outcome": "x", "confirmed_by": "y")")), "");
  EXPECT_EQ(ProblemsOf(RecordOf("milestone", R"("key": "training", "planned_at": "2206-01-01")")),
            "planned_at: the year 2206 is not between 1990 and 2100 [OUT_OF_RANGE]\n");
  EXPECT_EQ(ProblemsOf(RecordOf("account", R"("kickoff_at": "1926-01-01")")),
            "kickoff_at: the year 1926 is not between 1990 and 2100 [OUT_OF_RANGE]\n");
  EXPECT_EQ(
      ProblemsOf(RecordOf("cost", R"("item": "tools", "amount": 3, "known_at": "0026-01-05")")),
      "known_at: the year 26 is not between 1990 and 2100 [OUT_OF_RANGE]\n");
}

TEST(CheckRecordTest, AnswersLieOnTheirScale) {
  EXPECT_EQ(ProblemsOf(RecordOf("survey", R"("instrument": "nps", "score": 10)")), "");
  EXPECT_EQ(ProblemsOf(RecordOf("survey", R"("instrument": "nps", "score": 11)")),
            "score: 11 is beyond the scale, which ends at 10 [OUT_OF_RANGE]\n");
  EXPECT_EQ(ProblemsOf(RecordOf("survey", R"("instrument": "csat", "score": 6)")),
            "score: 6 is beyond the scale, which ends at 5 [OUT_OF_RANGE]\n");
  EXPECT_EQ(ProblemsOf(RecordOf("survey", R"("instrument": "csat", "scale": 10, "score": 6)")), "");
  EXPECT_EQ(ProblemsOf(RecordOf("survey", R"("instrument": "ces")")), "");
}

TEST(CheckRecordTest, ScoresOfAnEvaluationArePoints) {
  EXPECT_THAT(ProblemsOf(RecordOf("evaluation", R"("model": "customer", "score": 101)")),
              HasSubstr("write at most 100"));
}

}  // namespace
}  // namespace bellwether::records
