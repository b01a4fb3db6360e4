// P13 and domain §9: completed within 120 days ÷ completed, abandoned, or that old.
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string Graduated(std::string_view account, std::string_view day) {
  return absl::StrCat("- {kind: onboarding, id: g-", std::string(account),
                      ", account: ", std::string(account), ", at: ", std::string(day),
                      ", event: graduated}\n");
}

TEST(CompletionTest, YoungOpenOnesAreNotCounted) {
  const std::string book = absl::StrCat(
      Started("done", "2026-01-01"), Graduated("done", "2026-05-01"),  // day 120
      Started("late", "2026-01-01"), Graduated("late", "2026-05-02"),  // day 121
      Started("overdue", "2026-01-31"),                                // day 120 of the report
      Started("young", "2026-02-01"),                                  // day 119
      Started("gone", "2026-02-01"),
      "- {kind: onboarding, id: x, account: gone, at: 2026-02-11, event: abandoned}\n");
  const MetricResult result = MetricOf(book, "completion", "2026-05-31");
  EXPECT_EQ(TextOf(result.summary.value), "0.25 of 4");
  const auto line = [&](std::string_view name) { return TextOf(LineOf(result.summary, name)); };
  EXPECT_EQ(line("completed after day 120, which is incomplete"), "0.2 of 5");
  EXPECT_EQ(line("not completed after day 120"), "0.2 of 5");
  EXPECT_EQ(line("younger and open, not counted"), "0.2 of 5");
  EXPECT_EQ(line("abandoned"), "0.2 of 5");
  ASSERT_EQ(result.accounts.size(), 1U);
  EXPECT_EQ(result.accounts[0].what, "not completed for 120 days");
}

TEST(OnboardingDaysTest, CountFromKickoff) {
  const std::string book = absl::StrCat(
      Started("a", "2026-01-01", "kickoff_at: 2026-01-11"), Graduated("a", "2026-02-10"),
      Started("b", "2026-01-01", "kickoff_at: 2026-01-11"), Started("c", "2026-01-01"));
  const MetricResult result = MetricOf(book, "duration", "2026-03-01");
  EXPECT_EQ(TextOf(result.summary.value), "30 of 2");
  EXPECT_EQ(result.missing.at(0), "1 account has no kickoff");
}

TEST(OnTimeTest, TheOriginalTargetCounts) {
  const std::string target = "target_graduation_at: 2026-03-01";
  const std::string book = absl::StrCat(
      Started("on_time", "2026-01-01", target), Graduated("on_time", "2026-03-01"),
      Started("extended", "2026-01-01", target), Graduated("extended", "2026-03-10"),
      "- {kind: onboarding, id: e, account: extended, at: 2026-02-20, event: extended, days: 14}\n",
      Started("open", "2026-01-01", target),
      Started("ahead", "2026-01-01", "target_graduation_at: 2026-06-01"),
      Started("unplanned", "2026-01-01"));
  const MetricResult result = MetricOf(book, "on_time", "2026-04-01");
  EXPECT_EQ(result.summary.value.events, 1U);
  EXPECT_EQ(result.summary.value.n, 3U);
  EXPECT_EQ(LineOf(result.summary, "by the last target, extensions included").events, 2U);
  EXPECT_EQ(result.missing.at(0), "1 account has no target");
  EXPECT_EQ(result.accounts.at(0).what, "31 days past its target, open");
}

}  // namespace
}  // namespace bellwether::portfolio
