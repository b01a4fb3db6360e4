// The truth is reckoned, not drawn: it is held against sums done another way.
#include "engine/simulation/truth.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/simulation/lateness.h"
#include "engine/simulation/value_days.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

const SegmentTruth& Find(const Truth& truth, const std::string& name) {
  for (const SegmentTruth& segment : truth.segments) {
    if (segment.name == name) return segment;
  }
  ADD_FAILURE() << name;
  return truth.segments[0];
}

double Of(const Shares& shares, const std::string& name) {
  for (const auto& [each, share] : shares) {
    if (each == name) return share;
  }
  ADD_FAILURE() << name;
  return 0;
}

TEST(ValueDaysTest, AreALognormalRoundedUpAndCutOff) {
  const Parameters& saas = SaasParameters();
  const ValueDays days(saas, 3);  // plg: median 6, spread 0.6, no experiment
  const auto uncut = [](double day) { return std::erfc(-std::log(day / 6) / 0.6 / M_SQRT2) / 2; };
  for (const int day : {1, 3, 6, 20}) EXPECT_NEAR(days.By(day), uncut(day) / uncut(240), 1e-12);
  EXPECT_EQ(days.By(0), 0);
  EXPECT_EQ(days.By(240), 1);
  EXPECT_EQ(days.DayOf(0.5), 6);
}

// Half of 60 % of the accounts of mid_market are 12 days faster.
TEST(ValueDaysTest, ArmsAreMixed) {
  const Parameters& saas = SaasParameters();
  const ValueDays days(saas, 1);
  const auto uncut = [](double day) { return std::erfc(-std::log(day / 54) / 0.42 / M_SQRT2) / 2; };
  EXPECT_NEAR(days.By(40), (0.7 * uncut(40) + 0.3 * uncut(52)) / uncut(240), 1e-12);
}

TEST(LatenessTest, GrowsFromMilestoneToMilestone) {
  EXPECT_EQ(DaysLate(20, 0, 2), 20);
  EXPECT_EQ(DaysLate(20, 1, 2), 10);
  EXPECT_EQ(DaysLate(20, 2, 2), 5);
  EXPECT_EQ(DaysLate(20, -1, 1.4), 28);
}

TEST(LatenessTest, SharesAreThoseOfAllFactors) {
  const Cascade& cascade = SaasParameters().plan.cascade;
  constexpr int kFactors = 100'000;
  for (const int over : {1, 3, 7, 20, 60}) {
    for (const int steps : {-1, 0, 1, 2, 5}) {
      for (const int days : {2, 10}) {
        int within = 0;
        for (int i = 0; i < kFactors; ++i) {
          const double factor = 1.4 + 0.6 * (i + 0.5) / kFactors;
          within += DaysLate(over, steps, factor) <= days ? 1 : 0;
        }
        EXPECT_NEAR(ShareWithin(cascade, over, steps, days), within / double{kFactors}, 2e-5)
            << over << " " << steps << " " << days;
      }
    }
  }
}

TEST(LatenessTest, OnlyEnterprisesHaveASecurityReview) {
  const Plan& plan = SaasParameters().plan;
  EXPECT_EQ(MilestonesOf(plan, "enterprise").size(), 9U);
  const auto smb = MilestonesOf(plan, "smb");
  EXPECT_EQ(smb.size(), 8U);
  const auto origins = OriginsOf(plan, smb);
  EXPECT_EQ(origins[0], 0);
  EXPECT_NEAR(origins[1], 10 / 90.0, 1e-12);
  EXPECT_EQ(origins.back(), 0);
}

// domain 9: 96, 88, 79 and 65 % by days to value; 40-50 % where it is never reached.
TEST(TruthTest, SaysWhatTheSourcesState) {
  const Truth truth = TruthOf(SaasParameters());
  const double retained[] = {0.96, 0.88, 0.79, 0.65, 0.45};
  ASSERT_EQ(truth.buckets.size(), 5U);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(truth.buckets[i].retained, retained[i]);
  EXPECT_EQ(truth.buckets.back().name, "never");
  EXPECT_EQ(Of(truth.churn_by_reason, "product_fit"), 0.4);
  EXPECT_EQ(Of(truth.causes, "technical_complexity"), 0.3);
  ASSERT_EQ(truth.arms.size(), 4U);
  EXPECT_EQ(truth.arms[1].faster_days, 12);
}

TEST(TruthTest, SharesOfASegmentAreWhole) {
  const Truth truth = TruthOf(SaasParameters());
  double all = 0;
  for (const SegmentTruth& segment : truth.segments) {
    all += segment.share;
    double sum = 0, retained = 0;
    for (size_t i = 0; i < segment.buckets.size(); ++i) {
      sum += segment.buckets[i].second;
      retained += segment.buckets[i].second * truth.buckets[i].retained;
    }
    EXPECT_NEAR(sum, 1, 1e-12) << segment.name;
    EXPECT_NEAR(segment.retained, retained, 1e-12) << segment.name;
    EXPECT_LE(segment.median_of_arrived, *segment.median_of_all);
    EXPECT_EQ(Of(segment.on_time_by_milestone, "kickoff"), 1);
  }
  EXPECT_NEAR(all, 1, 1e-12);
}

// What is late makes the next later: fewer and fewer are on time.
TEST(TruthTest, MilestonesAreLessAndLessOnTime) {
  const Truth truth = TruthOf(SaasParameters());
  for (const SegmentTruth& segment : truth.segments) {
    for (size_t i = 1; i < segment.on_time_by_milestone.size(); ++i) {
      EXPECT_LE(segment.on_time_by_milestone[i].second,
                segment.on_time_by_milestone[i - 1].second + 1e-12);
    }
  }
}

TEST(TruthTest, HalfIsNeverThereWhereMostNeverAre) {
  const Truth truth = TruthOf(ParametersOf(SaasWith("never: 0.12", "never: 0.6")));
  EXPECT_EQ(Find(truth, "plg").median_of_all, std::nullopt);
  EXPECT_EQ(Find(truth, "plg").median_of_arrived, 6);
}

}  // namespace
}  // namespace bellwether::simulation
