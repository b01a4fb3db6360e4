// P30: what became of an account after its assignment, measure by measure.
#include "engine/evidence/outcome.h"

#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

constexpr char kMetrics[] = R"(
portfolio:
  speed: {measure: days_to_first_value, better: lower}
  duration: {measure: onboarding_days, better: lower}
  completion: {measure: onboarding_completion, horizon: 60d, better: higher}
  punctual: {measure: on_time_completion, better: higher}
  kept: {measure: retention, horizon: 60d, better: higher}
  promoted: {measure: net_promoter_score, better: higher}
  glad: {measure: mean_answer, of: csat, better: higher}
  hours: {measure: onboarding_hours, better: lower}
)";

// Of one account that was assigned on a day, looked at on 2025-06-01: "41 days reached", "no".
std::string Of(std::string_view metric, const std::string& records, std::string_view assigned) {
  const auto plan = EvidencePack(kMetrics);
  const book::Book book = book::BookOf(Account("a", "2025-01-01") + records);
  const portfolio::View view(book, *plan, *ParseMoment("2025-06-01"));
  for (size_t i = 0; i < plan->portfolio_notes.size(); ++i) {
    if (plan->portfolio_notes[i].name != metric) continue;
    const auto& measuring = plan->portfolio_measuring[i];
    const Assigned one{0, 0, book::StampOf(*ParseMoment(assigned), absl::UTCTimeZone())};
    const auto outcome = OutcomeOf(view, measuring, one);
    if (!outcome) return "none";
    switch (ArmOutcomeOf(*measuring.measure)) {
      case ArmOutcome::kTime:
        return absl::StrCat(outcome->followed.time, outcome->followed.event ? " reached" : " open");
      case ArmOutcome::kShare:
        return outcome->event ? "yes" : "no";
      default:
        return absl::StrCat(outcome->amount);
    }
  }
  return "no such metric";
}

std::string Record(std::string_view kind, std::string_view day, std::string_view fields) {
  return absl::StrCat("- {kind: ", std::string(kind), ", id: ", std::string(kind), std::string(day),
                      ", account: a, at: ", std::string(day), ", ", std::string(fields), "}\n");
}
std::string Value(std::string_view day) {
  return Record("value", day, "outcome: x, confirmed_by: them");
}
std::string Onboarding(std::string_view event, std::string_view day) {
  return Record("onboarding", day, absl::StrCat("event: ", std::string(event)));
}

TEST(OutcomeTest, DaysRunFromTheLaterOfStartAndAssignment) {
  EXPECT_EQ(Of("speed", Value("2025-02-11"), "2024-12-20"), "41 reached");
  EXPECT_EQ(Of("speed", Value("2025-02-11"), "2025-01-11"), "31 reached");
  EXPECT_EQ(Of("speed", "", "2025-01-01"), "151 open");
  EXPECT_EQ(Of("speed", Lost("a", "2025-01-01", "2025-01-31"), "2025-01-01"), "30 open");
}

TEST(OutcomeTest, WhatWasDecidedBeforeIsNoOutcome) {
  EXPECT_EQ(Of("speed", Value("2025-02-11"), "2025-03-01"), "none");
  EXPECT_EQ(Of("speed", Lost("a", "2025-01-01", "2025-01-31"), "2025-03-01"), "none");
  const std::string done =
      Onboarding("started", "2025-01-05") + Onboarding("graduated", "2025-02-01");
  EXPECT_EQ(Of("completion", done, "2025-02-10"), "none");
  EXPECT_EQ(Of("duration", done, "2025-02-10"), "none");
}

TEST(OutcomeTest, SharesWaitForTheHorizonWhateverIsDecided) {
  const std::string done =
      Onboarding("started", "2025-01-05") + Onboarding("graduated", "2025-02-20");
  EXPECT_EQ(Of("completion", done, "2025-01-01"), "yes");
  EXPECT_EQ(Of("completion", Onboarding("started", "2025-01-05"), "2025-01-01"), "no");
  EXPECT_EQ(Of("kept", "", "2025-01-01"), "yes");
  EXPECT_EQ(Of("kept", Lost("a", "2025-01-01", "2025-02-15"), "2025-01-01"), "no");
  // Assigned 46 days ago: lost or not, it was not followed for 60.
  EXPECT_EQ(Of("kept", Lost("a", "2025-01-01", "2025-05-20"), "2025-04-16"), "none");
}

TEST(OutcomeTest, AnswersAfterTheAssignmentCount) {
  const auto answer = [](std::string_view day, std::string_view instrument, int score) {
    return Record("survey", day,
                  absl::StrCat("instrument: ", std::string(instrument), ", score: ", score));
  };
  const std::string both = answer("2025-02-01", "nps", 3) + answer("2025-03-01", "nps", 9);
  EXPECT_EQ(Of("promoted", both, "2025-01-01"), "100");
  EXPECT_EQ(Of("promoted", both, "2025-03-15"), "none");
  EXPECT_EQ(Of("promoted", answer("2025-02-01", "nps", 3), "2025-01-01"), "-100");
  EXPECT_EQ(Of("promoted", answer("2025-02-01", "nps", 8), "2025-01-01"), "0");
  EXPECT_EQ(
      Of("glad", answer("2025-02-01", "csat", 3) + answer("2025-03-01", "csat", 4), "2025-01-01"),
      "3.5");
}

TEST(OutcomeTest, HoursAreThoseBetweenAssignmentAndGraduation) {
  const auto meeting = [](std::string_view day, double hours) {
    return Record("activity", day, absl::StrCat("type: meeting, hours: ", hours));
  };
  const std::string meetings =
      meeting("2025-01-10", 1) + meeting("2025-01-20", 2) + meeting("2025-03-01", 4);
  const std::string done = Onboarding("graduated", "2025-02-20");
  EXPECT_EQ(Of("hours", meetings + done, "2025-01-01"), "3");
  EXPECT_EQ(Of("hours", meetings + done, "2025-01-15"), "2");
  EXPECT_EQ(Of("hours", meetings, "2025-01-01"), "none");  // still onboarding
  EXPECT_EQ(Of("hours", done, "2025-01-01"), "none");      // nobody told hours: not zero
}

}  // namespace
}  // namespace bellwether::evidence
