// P30: arms by assignment, what stops an experiment, and what follows.
#include "engine/evidence/experiment.h"

#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

std::string Pack(const std::string& more = "randomised: true") {
  return absl::StrCat(R"(
portfolio:
  kept: {measure: retention, horizon: 60d, better: higher, min_count: 5}
  glad: {measure: mean_answer, of: csat, better: higher, min_count: 5}
experiments:
  video: {arms: [without, with], metrics: [glad, kept], decide_by: kept, hourly_cost: 50, )",
                      more, "}\n");
}

// `n` accounts of an arm, of which so many stay; `glad` is what they answer, 0: nothing.
std::string Arm(std::string_view arm, int n, int stay, int glad = 0) {
  std::string book;
  for (int i = 0; i < n; ++i) {
    const std::string id = absl::StrCat(std::string(arm), i);
    absl::StrAppend(&book, Account(id, "2025-01-01"), "- {kind: assignment, id: as-", id,
                    ", account: ", id,
                    ", at: 2025-01-02, experiment: video, arm: ", std::string(arm), "}\n",
                    "- {kind: activity, id: h-", id, ", account: ", id,
                    ", at: 2025-01-20, type: call, hours: ", 1 + i % 2, "}\n");
    if (i >= stay) absl::StrAppend(&book, Lost(id, "2025-01-01", "2025-02-01"));
    if (glad > 0) {
      absl::StrAppend(&book, "- {kind: survey, id: q-", id, ", account: ", id,
                      ", at: 2025-01-20, instrument: csat, score: ", i % 2 == 0 ? glad : glad - 1,
                      "}\n");
    }
  }
  return book;
}

ExperimentReport Compare(const std::string& records, const std::string& pack = Pack()) {
  const auto plan = EvidencePack(pack);
  const book::Book book = book::BookOf(records);
  const portfolio::View view(book, *plan, *ParseMoment("2025-12-31"));
  return CompareArms(view, **FindExperiment(*plan, "video"));
}

TEST(ExperimentTest, AdoptsWhatIsBetterBeyondNoise) {
  const ExperimentReport report = Compare(Arm("without", 60, 30) + Arm("with", 60, 55));
  ASSERT_EQ(report.reports.size(), 1U);
  const ArmReport& with = report.reports[0];
  EXPECT_EQ(with.effects[0].metric, "kept");  // the one that decides stands first
  EXPECT_EQ(with.verdict, Verdict::kAdopt) << with.why;
  // Nobody answered: that is no effect, and no reason against it.
  EXPECT_FALSE(with.effects[1].judged);
  EXPECT_EQ(report.arms[0].accounts, 60U);
  EXPECT_EQ(report.arms[1].planned_share, 0.5);
  EXPECT_DOUBLE_EQ(*report.arms[1].cost, 75);  // an hour and a half at 50
  EXPECT_DOUBLE_EQ(*with.more_cost, 0);
}

TEST(ExperimentTest, WithoutLotsNothingIsAdopted) {
  const ExperimentReport report =
      Compare(Arm("without", 60, 30) + Arm("with", 60, 55), Pack("randomised: false"));
  EXPECT_EQ(report.reports[0].verdict, Verdict::kUndecided);
  EXPECT_NE(report.reports[0].why.find("no lots were drawn"), std::string::npos);
}

TEST(ExperimentTest, KeepsWhereAnotherMetricGetsWorse) {
  const ExperimentReport report = Compare(Arm("without", 60, 30, 5) + Arm("with", 60, 55, 3));
  EXPECT_EQ(report.reports[0].verdict, Verdict::kKeep);
  EXPECT_EQ(report.reports[0].why, "worse beyond noise: glad");
}

TEST(ExperimentTest, IsUndecidedWithinNoise) {
  const ExperimentReport report = Compare(Arm("without", 20, 15) + Arm("with", 20, 17));
  EXPECT_EQ(report.reports[0].verdict, Verdict::kUndecided);
  EXPECT_NE(report.reports[0].why.find("kept is not better beyond noise; so many accounts show"),
            std::string::npos)
      << report.reports[0].why;
}

TEST(ExperimentTest, WorthwhileBoundsBothWays) {
  // Precise, and surely less than what would be worth it.
  const std::string equal = Arm("without", 200, 150) + Arm("with", 200, 152);
  EXPECT_EQ(Compare(equal, Pack("randomised: true, worthwhile: 0.2")).reports[0].verdict,
            Verdict::kKeep);
  // Better beyond noise, whether by enough is open.
  const std::string better = Arm("without", 60, 36) + Arm("with", 60, 52);
  EXPECT_EQ(Compare(better, Pack("randomised: true, worthwhile: 0.3")).reports[0].verdict,
            Verdict::kUndecided);
  EXPECT_EQ(Compare(better, Pack("randomised: true, worthwhile: 0.2")).reports[0].verdict,
            Verdict::kAdopt);
}

TEST(ExperimentTest, BrokenSharesStop) {
  const ExperimentReport report = Compare(Arm("without", 100, 50) + Arm("with", 50, 48));
  EXPECT_LT(report.shares_p, kBrokenShares);
  EXPECT_EQ(report.reports[0].verdict, Verdict::kStopped);
  // Planned so, they are not broken.
  EXPECT_EQ(Compare(Arm("without", 100, 50) + Arm("with", 50, 48),
                    Pack("randomised: true, shares: {without: 2, with: 1}"))
                .reports[0]
                .verdict,
            Verdict::kAdopt);
}

TEST(ExperimentTest, TheFirstAssignmentCounts) {
  const std::string moved =
      "- {kind: assignment, id: m, account: without0, at: 2025-03-01, experiment: video, arm: "
      "with}\n"
      "- {kind: assignment, id: o, account: without1, at: 2025-03-01, experiment: video, arm: "
      "third}\n"
      "- {kind: assignment, id: e, account: without2, at: 2025-03-01, experiment: else, arm: with}"
      "\n";
  const ExperimentReport report = Compare(Arm("without", 8, 4) + Arm("with", 8, 6) + moved);
  EXPECT_EQ(report.arms[0].accounts, 8U);
  EXPECT_EQ(report.arms[1].accounts, 8U);
  EXPECT_EQ(report.reassigned, 1U);
  EXPECT_EQ(report.other_arms, 1U);
  EXPECT_EQ(report.other_arm_names, (std::vector<std::string>{"third"}));
}

TEST(ExperimentTest, NobodyAssignedIsNoError) {
  const ExperimentReport report = Compare(Account("a", "2025-01-01"));
  EXPECT_EQ(report.arms[0].accounts, 0U);
  EXPECT_FALSE(report.arms[0].cost);
  EXPECT_EQ(report.reports[0].verdict, Verdict::kUndecided);
  EXPECT_EQ(report.reports[0].why, "no account of the book was put into an arm");
}

}  // namespace
}  // namespace bellwether::evidence
