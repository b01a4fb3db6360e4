// P29: weights fitted on earlier accounts, judged on later ones, and the three refusals.
#include "engine/evidence/fit.h"

#include <cmath>
#include <numeric>

#include "engine/statistics/draws.h"
#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

constexpr LandmarkDays kDays = {30, 0, 100};

// Today the third sub-score counts most.
constexpr char kModel[] = R"(
signals:
  second: {type: ratio, description: Another}
  third: {type: ratio, description: A third}
health:
  only:
    bands: [{green: 60}, {yellow: 40}, {red: 0}]
    components:
      a: {weight: 1, of: usage}
      b: {weight: 1, of: second}
      c: {weight: 8, of: third}
)";

struct Truth {
  double a = 0, b = 0, c = 0;  // log odds from the worst to the best sub-score
};

// Accounts with independent sub-scores, and outcomes by the truth.
ScoreTable Drawn(uint64_t seed, size_t n, const Truth& truth, double intercept) {
  ScoreTable table;
  table.leaves = {{0, "a"}, {1, "b"}, {2, "c"}};
  statistics::Draws draws(seed, 0);
  for (uint32_t i = 0; i < n; ++i) {
    ScoredAccount account;
    account.member = {i, static_cast<int32_t>(i), true, std::nullopt};
    for (int k = 0; k < 3; ++k) account.scores.emplace_back(100 * draws.Uniform());
    const double odds = intercept + (truth.a * *account.scores[0] + truth.b * *account.scores[1] +
                                     truth.c * *account.scores[2]) /
                                        100;
    account.member.retained = draws.Uniform() < 1 / (1 + std::exp(-odds));
    if (!account.member.retained) account.member.lost_after = 50;
    account.todays = *account.scores[2];
    table.accounts.push_back(std::move(account));
  }
  return table;
}

FitReport Fit(ScoreTable table, uint32_t replicates = 40) {
  FitOptions options;
  options.replicates = replicates;
  return FitWeights(*EvidencePack(kModel), std::move(table), kDays, options);
}

TEST(FitTest, FindsWeightsThatTellBetter) {
  const FitReport report = Fit(Drawn(1, 3000, {4, 2, 0}, -1.5), 400);
  EXPECT_EQ(report.verdict, FitVerdict::kBetter) << report.why;
  ASSERT_EQ(report.weights.size(), 3U);
  EXPECT_NEAR(report.weights[0].fitted, 4.0 / 6, 0.08);
  EXPECT_NEAR(report.weights[1].fitted, 2.0 / 6, 0.08);
  EXPECT_TRUE(report.weights[0].from_zero);
  EXPECT_FALSE(report.weights[2].from_zero);
  EXPECT_DOUBLE_EQ(report.weights[2].todays, 0.8);
  EXPECT_LT(report.weights[0].interval->low, 4.0 / 6);
  EXPECT_GT(report.weights[0].interval->high, 4.0 / 6);
  EXPECT_EQ(std::accumulate(report.weights.begin(), report.weights.end(), 0,
                            [](int sum, const FittedWeight& one) { return sum + one.percent; }),
            100);
  // Fitted on the first 70 %, judged on the rest.
  EXPECT_EQ(report.earlier.accounts, 2100U);
  EXPECT_EQ(report.later.first_day, 2100);
  EXPECT_GT(report.fitted->power->auc, report.todays->power->auc + 0.1);
  EXPECT_GT(report.improvement->interval.low, 0);
  EXPECT_GT(report.brier->skill, 0);
  EXPECT_LT(report.calibration->slope_interval.low, 1);
  EXPECT_GT(report.calibration->slope_interval.high, 1);
}

// Accounts of one day are all on one side: later is later.
TEST(FitTest, TheCutLiesBetweenDays) {
  const auto cut_of = [](std::vector<int32_t> days) {
    ScoreTable table = Drawn(1, days.size(), {3, 0, 0}, -0.3);
    for (size_t i = 0; i < days.size(); ++i) table.accounts[i].member.start_day = days[i];
    return Fit(std::move(table)).earlier.accounts;
  };
  EXPECT_EQ(cut_of({1, 1, 1, 1, 1, 1, 2, 2, 2, 2}), 6U);
  EXPECT_EQ(cut_of({1, 1, 1, 1, 1, 1, 1, 1, 1, 2}), 9U);
  EXPECT_EQ(cut_of({1, 2, 2, 2, 2, 2, 2, 2, 2, 2}), 1U);
  EXPECT_EQ(cut_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 7U);
  // All on one day: nobody is later, and nothing can be judged.
  EXPECT_EQ(cut_of({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}), 10U);
}

// Shuffled outcomes: in at least 19 of 20 books nothing better is found.
TEST(FitTest, NoiseIsNoEvidence) {
  uint64_t quiet = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    quiet += Fit(Drawn(seed, 600, {0, 0, 0}, 0.8), 20).verdict != FitVerdict::kBetter;
  }
  EXPECT_GE(quiet, 19U);
}

// Weights of today that weigh what tells nothing are found out in at least 80 % of books.
TEST(FitTest, APlantedDifferenceIsFound) {
  uint64_t found = 0;
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    found += Fit(Drawn(seed, 1000, {3, 0, 0}, -0.3), 20).verdict == FitVerdict::kBetter;
  }
  EXPECT_GE(found, 40U);
}

TEST(FitTest, TodaysWeightsAreKeptWhereTheyAreRight) {
  const FitReport report = Fit(Drawn(3, 2000, {0.3, 0.3, 2.4}, -0.3));
  EXPECT_EQ(report.verdict, FitVerdict::kNoEvidence);
  EXPECT_EQ(report.why, "no evidence that other weights would do better");
}

TEST(FitTest, RefusesBelowFiftyEvents) {
  const FitReport report = Fit(Drawn(1, 150, {0, 0, 0}, 1.4));
  EXPECT_EQ(report.verdict, FitVerdict::kRefused);
  EXPECT_NE(report.why.find("of the 105 earlier accounts were lost; 50 of each kind are needed"),
            std::string::npos)
      << report.why;
  EXPECT_FALSE(report.fitted);
}

TEST(FitTest, RefusesOfNobody) {
  const FitReport report = Fit(Drawn(1, 0, {}, 0));
  EXPECT_EQ(report.verdict, FitVerdict::kRefused);
  EXPECT_EQ(report.why,
            "no sub-score of only is known of half of the accounts, and differs between them");
}

TEST(FitTest, ASubScoreThatFewHaveIsLeftOut) {
  ScoreTable table = Drawn(1, 2000, {3, 0, 0}, -0.3);
  for (size_t i = 0; i < table.accounts.size(); i += 3) table.accounts[i].scores[0].reset();
  for (size_t i = 0; i < table.accounts.size(); ++i) {
    if (i % 3 != 0) table.accounts[i].scores[1].reset();
  }
  const FitReport report = Fit(std::move(table));
  EXPECT_FALSE(report.weights[0].left_out);
  EXPECT_NEAR(report.weights[0].known, 2.0 / 3, 0.01);
  EXPECT_TRUE(report.weights[1].left_out);
  EXPECT_EQ(report.weights[1].percent, 0);
  EXPECT_FALSE(report.weights[1].interval);
}

TEST(FitTest, StopsWhenItIsTold) {
  FitOptions options;
  int asked = 0;
  options.progress = [&asked](double) { return ++asked == 3; };
  const FitReport report =
      FitWeights(*EvidencePack(kModel), Drawn(1, 1000, {3, 0, 0}, -0.3), kDays, options);
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(report.verdict, FitVerdict::kRefused);
  EXPECT_EQ(report.why, "stopped before the intervals were found");
}

TEST(FitTest, TheUsualModelIsTheOneThatScores) {
  const auto plan = EvidencePack(kModel);
  const book::Book book = book::BookOf(Account("a", "2025-01-01") +
                                       Told("a", "2025-01-05", "usage: 1, second: 1, third: 1"));
  const portfolio::View view(book, *plan, *ParseMoment("2025-12-31"));
  EXPECT_EQ(UsualModel(view, kDays), 0U);
  const book::Book silent = book::BookOf(Account("a", "2025-01-01"));
  EXPECT_FALSE(UsualModel(portfolio::View(silent, *plan, *ParseMoment("2025-12-31")), kDays));
}

}  // namespace
}  // namespace bellwether::evidence
